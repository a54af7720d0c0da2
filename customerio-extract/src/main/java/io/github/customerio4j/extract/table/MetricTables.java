package io.github.customerio4j.extract.table;

import java.util.List;

/** Figures by day: a row a parent, metric and day, for the 45 days that the API tells of. */
final class MetricTables {
  private MetricTables() {}

  static List<TableSpec> all() {
    return List.of(
        series("campaigns", "campaign_metrics", "campaigns/{campaign_id}", "campaigns")
            .addParentKeys(new ParentKey("id", "campaign_id"))
            .build(),
        links("campaigns", "campaign_link_metrics", "campaigns/{campaign_id}", "campaigns")
            .addParentKeys(new ParentKey("id", "campaign_id"))
            .build(),
        ofAction(true, "campaigns", "campaign"),
        ofAction(false, "campaigns", "campaign"),
        series("broadcasts", "broadcast_metrics", "broadcasts/{broadcast_id}", "broadcasts")
            .addParentKeys(new ParentKey("id", "broadcast_id"))
            .build(),
        links("broadcasts", "broadcast_link_metrics", "broadcasts/{broadcast_id}", "broadcasts")
            .addParentKeys(new ParentKey("id", "broadcast_id"))
            .build(),
        ofAction(true, "broadcasts", "broadcast"),
        ofAction(false, "broadcasts", "broadcast"),
        series("newsletters", "newsletter_metrics", "newsletters/{newsletter_id}", "newsletters")
            .addParentKeys(new ParentKey("id", "newsletter_id"))
            .build(),
        links(
                "newsletters",
                "newsletter_link_metrics",
                "newsletters/{newsletter_id}",
                "newsletters")
            .addParentKeys(new ParentKey("id", "newsletter_id"))
            .build(),
        ofContent(true),
        ofContent(false),
        series(
                "transactional",
                "transactional_metrics",
                "transactional/{transactional_id}",
                "transactional_messages")
            .addParentKeys(new ParentKey("id", "transactional_id"))
            .build(),
        links(
                "transactional",
                "transactional_link_metrics",
                "transactional/{transactional_id}",
                "transactional_messages")
            .addParentKeys(new ParentKey("id", "transactional_id"))
            .build());
  }

  private static TableSpec ofAction(boolean isSeries, String group, String parent) {
    String path = group + "/{" + parent + "_id}/actions/{action_id}";
    String actions = parent + "_actions";
    TableSpec.Builder table =
        isSeries
            ? series(group, parent + "_action_metrics", path, actions)
            : links(group, parent + "_action_link_metrics", path, actions);
    return table
        .addParentKeys(new ParentKey(parent + "_id", parent + "_id"))
        .addParentKeys(new ParentKey("id", "action_id"))
        .build();
  }

  private static TableSpec ofContent(boolean isSeries) {
    String path = "newsletters/{newsletter_id}/contents/{content_id}";
    TableSpec.Builder table =
        isSeries
            ? series("newsletters", "newsletter_content_metrics", path, "newsletter_contents")
            : links("newsletters", "newsletter_content_link_metrics", path, "newsletter_contents");
    return table
        .addParentKeys(new ParentKey("newsletter_id", "newsletter_id"))
        .addParentKeys(new ParentKey("id", "content_id"))
        .build();
  }

  private static TableSpec.Builder series(String group, String name, String path, String parent) {
    return daily(
            SendingTables.table(group, name, "One row a metric and day.", "metric"),
            path,
            path + "/metrics",
            parent)
        .form(Form.SERIES)
        .addPrimaryKey("metric", "period", "period_start");
  }

  private static TableSpec.Builder links(String group, String name, String path, String parent) {
    return daily(
            SendingTables.table(group, name, "One row a link, metric and day.", "links"),
            path,
            path + "/metrics/links",
            parent)
        .form(Form.LINK_SERIES)
        .addPrimaryKey("link_id", "metric", "period", "period_start")
        .text("The link.", "link_id")
        .text("Where it leads to.", "link_href");
  }

  private static TableSpec.Builder daily(
      TableSpec.Builder table, String parentPath, String path, String parent) {
    for (String segment : parentPath.split("/", -1)) {
      if (segment.startsWith("{")) {
        String column = segment.substring(1, segment.length() - 1);
        table.addPrimaryKey(column);
        table.text("The " + column.replaceAll("_id$", "").replace('_', ' ') + ".", column);
      }
    }
    return table
        .parent(parent)
        .operation("GET /v1/" + path)
        .at(path)
        .putQuery("period", Form.PERIOD)
        .putQuery("steps", "45")
        .text("What is counted: sent, opened, clicked and so on.", "metric")
        .text("How long a period is: days.", "period")
        .integer("When the day began in New York, Unix seconds.", "period_start")
        .integer("How many.", "value");
  }
}
