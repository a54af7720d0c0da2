package io.github.customerio4j.extract.engine.check;

import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.engine.page.TableRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cheapest request that tells whether the key may read a table, and the probes of its children.
 *
 * @param table the table
 * @param below the probes that need a record of the table
 */
record AccessProbe(TableSpec table, List<AccessProbe> below) {
  private static final Duration WINDOW = Duration.ofDays(1);

  /**
   * The probes for an extraction. People are exported, and bodies come from an archive with a
   * quota: for these only the lists of exports and of messages are requested.
   */
  static List<AccessProbe> of(ExtractionConfig config) {
    List<AccessProbe> probes = new ArrayList<>();
    for (TableSpec root : TableCatalog.roots()) {
      addNeeded(root, config, probes);
    }
    if (config.messages().isPresent() || config.messageBodies().isPresent()) {
      probes.add(new AccessProbe(TableCatalog.messages(), List.of()));
    }
    if (config.activities().isPresent()) {
      probes.add(new AccessProbe(TableCatalog.activitiesAll(), List.of()));
    }
    if (config.customers().isPresent()) {
      probes.add(new AccessProbe(exports(), List.of()));
    }
    return probes;
  }

  /** The first of those probes alone. */
  static AccessProbe withoutChildren(ExtractionConfig config) {
    return new AccessProbe(of(config).get(0).table(), List.of());
  }

  private static void addNeeded(TableSpec table, ExtractionConfig config, List<AccessProbe> to) {
    List<AccessProbe> below = new ArrayList<>();
    TableCatalog.childrenOf(table).forEach(child -> addNeeded(child, config, below));
    if (config.selects(table.name()) || !below.isEmpty()) {
      to.add(new AccessProbe(table, List.copyOf(below)));
    }
  }

  private static TableSpec exports() {
    return TableSpec.builder().from(named("exports")).name("customers").build();
  }

  private static TableSpec named(String name) {
    return TableCatalog.plain().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The name of the table, or of all tables that come from the list. */
  String subject() {
    return table.name().equals(TableCatalog.activitiesAll().name()) ? "activities" : table.name();
  }

  /**
   * The request.
   *
   * @param keys the keys of the parent
   */
  PageRequest request(Map<String, String> keys, Instant now) {
    Map<String, String> texts = new LinkedHashMap<>(keys);
    if (!table.fixedParents().isEmpty()) {
      texts.put(table.parentKeys().get(0).column(), table.fixedParents().get(0));
    }
    texts.put("period", "days");
    texts.put("steps", "1");
    texts.put("start", String.valueOf(now.minus(WINDOW).getEpochSecond()));
    texts.put("end", String.valueOf(now.getEpochSecond()));
    PageRequest.Builder request = TableRequest.of(table, texts);
    table.pageSize().ifPresent(any -> request.putQuery("limit", "1"));
    return request.build();
  }
}
