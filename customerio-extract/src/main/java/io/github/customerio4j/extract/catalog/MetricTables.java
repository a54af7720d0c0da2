package io.github.customerio4j.extract.catalog;

import static io.github.customerio4j.extract.catalog.TableSpec.table;

import java.util.Arrays;
import java.util.List;

/** Metrics: one row per parent, metric and period, such as a day. */
final class MetricTables {
  private static final String CAMPAIGNS = "campaigns";
  private static final String BROADCASTS = "broadcasts";
  private static final String NEWSLETTERS = "newsletters";
  private static final String TRANSACTIONAL = "transactional";
  private static final String TEMPLATES = "transactional_messages";
  private static final String ACTION = "campaigns/{campaign_id}/actions/{action_id}";
  private static final String STEP = "broadcasts/{broadcast_id}/actions/{action_id}";
  private static final String CONTENT = "newsletters/{newsletter_id}/contents/{content_id}";

  private MetricTables() {}

  static List<TableSpec> all() {
    return List.of(
        running(windowed(CAMPAIGNS, "campaign_metrics", "campaigns/{campaign_id}"), CAMPAIGNS),
        running(links(CAMPAIGNS, "campaign_link_metrics", "campaigns/{campaign_id}"), CAMPAIGNS),
        running(journeys(), CAMPAIGNS),
        running(windowed(CAMPAIGNS, "campaign_action_metrics", ACTION), CAMPAIGNS),
        running(
            inWindow(variants(CAMPAIGNS, "campaign_action_variant_metrics", ACTION)), CAMPAIGNS),
        running(links(CAMPAIGNS, "campaign_action_link_metrics", ACTION), CAMPAIGNS),
        running(series(BROADCASTS, "broadcast_metrics", "broadcasts/{broadcast_id}"), BROADCASTS),
        running(
            links(BROADCASTS, "broadcast_link_metrics", "broadcasts/{broadcast_id}"), BROADCASTS),
        running(series(BROADCASTS, "broadcast_action_metrics", STEP), BROADCASTS),
        running(
            inSteps(variants(BROADCASTS, "broadcast_action_variant_metrics", STEP)), BROADCASTS),
        running(links(BROADCASTS, "broadcast_action_link_metrics", STEP), BROADCASTS),
        settling(series(NEWSLETTERS, "newsletter_metrics", "newsletters/{newsletter_id}")),
        settling(links(NEWSLETTERS, "newsletter_link_metrics", "newsletters/{newsletter_id}")),
        settling(series(NEWSLETTERS, "newsletter_content_metrics", CONTENT)),
        settling(links(NEWSLETTERS, "newsletter_content_link_metrics", CONTENT)),
        series(TRANSACTIONAL, "transactional_metrics", "transactional/{transactional_id}").build(),
        links(TRANSACTIONAL, "transactional_link_metrics", "transactional/{transactional_id}")
            .build());
  }

  private static TableSpec running(TableSpec.Builder table, String sender) {
    return table.refresh(RefreshRule.WHILE_RUNNING).refreshedBy(sender).build();
  }

  private static TableSpec settling(TableSpec.Builder table) {
    return table.refresh(RefreshRule.UNTIL_SETTLED).refreshedBy(NEWSLETTERS).build();
  }

  /** Metrics by version 1 of the API, which counts periods back from now. */
  private static TableSpec.Builder series(String group, String name, String path) {
    return inSteps(
            byPeriod(group, name, "One row a metric and period.", "metric", path, "/metrics"))
        .shape(ResponseShape.SERIES)
        .addPrimaryKey("metric", "period", "period_start");
  }

  /** Metrics by version 2 of the API, which takes an explicit window. */
  private static TableSpec.Builder windowed(String group, String name, String path) {
    return inWindow(
            byPeriod(group, name, "One row a metric and period.", "metric", path, "/metrics"))
        .shape(ResponseShape.WINDOW_SERIES)
        .addPrimaryKey("metric", "period", "period_start");
  }

  private static TableSpec.Builder variants(String group, String name, String path) {
    return byPeriod(
            group,
            name,
            "One row a language of an action, metric and period.",
            "language_variants",
            path,
            "/metrics")
        .shape(ResponseShape.VARIANT_SERIES)
        .valueKey("variant_action_id")
        .integer("The action that carries the language.", "variant_action_id")
        .addPrimaryKey("variant_action_id", "metric", "period", "period_start");
  }

  private static TableSpec.Builder journeys() {
    return byPeriod(
            CAMPAIGNS,
            "campaign_journey_metrics",
            "One row a metric and period in which journeys started.",
            "journey_metric",
            "campaigns/{campaign_id}",
            "/journey_metrics")
        .shape(ResponseShape.JOURNEY_SERIES)
        .putQuery("resolution", "{period}")
        .putQuery("start", "{start}")
        .putQuery("end", "{end}")
        .addPrimaryKey("metric", "period", "period_start");
  }

  private static TableSpec.Builder links(String group, String name, String path) {
    return inSteps(
            byPeriod(
                group, name, "One row a link, metric and period.", "links", path, "/metrics/links"))
        .shape(ResponseShape.LINK_SERIES)
        .addPrimaryKey("link_id", "metric", "period", "period_start")
        .integer("The link.", "link_id")
        .text("Where it leads to.", "link_href");
  }

  private static TableSpec.Builder inSteps(TableSpec.Builder table) {
    return table.putQuery("period", "{period}").putQuery("steps", "{steps}");
  }

  private static TableSpec.Builder inWindow(TableSpec.Builder table) {
    return table
        .putQuery("version", "2")
        .putQuery("res", "{period}")
        .putQuery("tz", "America/New_York")
        .putQuery("start", "{start}")
        .putQuery("end", "{end}");
  }

  /** The path of the parent contains the key columns; the last of them is the parent's own id. */
  private static TableSpec.Builder byPeriod(
      String group, String name, String description, String key, String parentPath, String suffix) {
    List<String> columns =
        Arrays.stream(parentPath.split("/", -1))
            .filter(segment -> segment.startsWith("{"))
            .map(segment -> segment.substring(1, segment.length() - 1))
            .toList();
    TableSpec.Builder table = table(group, name, description, key);
    for (String column : columns) {
      boolean isOwn = column.equals(columns.get(columns.size() - 1));
      table
          .addPrimaryKey(column)
          .addParentKeys(new ParentKey(isOwn ? "id" : column, column))
          .integer("The " + column.replaceAll("_id$", "").replace('_', ' ') + ".", column);
    }
    return table
        .parent(parentOf(parentPath))
        .operation("GET /v1/" + parentPath + suffix)
        .at(parentPath + suffix)
        .text("What is counted: sent, opened, clicked and so on.", "metric")
        .text("How long a period is: hours, days, weeks or months.", "period")
        .time("When the period began, Unix seconds.", "period_start")
        .integer("How many.", "value");
  }

  private static String parentOf(String path) {
    return switch (path) {
      case ACTION -> "campaign_actions";
      case STEP -> "broadcast_actions";
      case CONTENT -> "newsletter_contents";
      default -> path.startsWith(TRANSACTIONAL) ? TEMPLATES : path.split("/", -1)[0];
    };
  }
}
