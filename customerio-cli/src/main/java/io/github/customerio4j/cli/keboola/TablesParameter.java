package io.github.customerio4j.cli.keboola;

import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code tables}: selects tables by name, with the same effect as their own parameters. */
final class TablesParameter {
  private static final String ACTIVITIES_ALL = "activities_all";

  private static final Set<String> PLAIN =
      Set.of(
          "campaigns",
          "segments",
          "segment_customers",
          "messages",
          "message_bodies",
          "customers",
          ACTIVITIES_ALL);

  private final Map<String, ConfigNode> nodes;

  private TablesParameter(Map<String, ConfigNode> nodes) {
    this.nodes = nodes;
  }

  static TablesParameter read(ConfigNode node) {
    String remedy = "Write an array of table names, such as [\"campaigns\", \"messages\"].";
    Map<String, ConfigNode> nodes = new LinkedHashMap<>();
    for (ConfigNode element : node.elements(remedy)) {
      String name = element.text(remedy).orElse("");
      List<String> plain = PLAIN.contains(name) ? List.of() : TableCatalog.named(name);
      plain.forEach(table -> nodes.putIfAbsent(table, element));
      if (plain.isEmpty() && !PLAIN.contains(name) && !KnownTypes.isActivityTable(name)) {
        throw element.wrong(
            "there is no such table",
            "There are campaigns, segments, segment_customers, messages, message_bodies, customers,"
                + " activities_all,"
                + " activity_TYPE for each type of activity, such as activity_page, and those of"
                + " docs/tables.md.");
      }
      if (plain.isEmpty()) {
        nodes.putIfAbsent(name, element);
      }
    }
    return new TablesParameter(nodes);
  }

  boolean names(String table) {
    return nodes.containsKey(table);
  }

  /** The selected tables that have no parameter of their own. */
  List<String> others() {
    return TableCatalog.plain().stream()
        .map(TableSpec::name)
        .filter(name -> nodes.containsKey(name) && !PLAIN.contains(name))
        .toList();
  }

  /** The element that names the table of all activities. */
  Optional<ConfigNode> activitiesAll() {
    return Optional.ofNullable(nodes.get(ACTIVITIES_ALL));
  }

  /** The elements that name tables of one type of activity, by table name. */
  List<Map.Entry<String, ConfigNode>> activityTables() {
    return nodes.entrySet().stream()
        .filter(entry -> KnownTypes.isActivityTable(entry.getKey()))
        .toList();
  }
}
