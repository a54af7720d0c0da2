package io.github.customerio4j.cli.keboola;

import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.ActivitiesSelection.DeletedPeople;
import io.github.customerio4j.extract.config.ActivitiesSelection.Layout;
import io.github.customerio4j.extract.config.History;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code activities}: an array of at most one row. */
final class ActivitiesParameter {
  private static final String PARSED_DATA = "PARSED_DATA";
  private static final String SINGLE_TABLE = "SINGLE_TABLE";
  private static final Set<String> KNOWN =
      Set.of("types", "mode", "delete", "deleted", "continue_since_last_run");

  private final KnownTypes known = new KnownTypes();
  private final List<String> warnings;

  ActivitiesParameter(List<String> warnings) {
    this.warnings = warnings;
  }

  Optional<ActivitiesSelection> read(ConfigNode node, TablesParameter tables) {
    Optional<ConfigNode> row = ParameterRows.only(node);
    List<Map.Entry<String, ConfigNode>> named = tables.activityTables();
    if (row.isEmpty() && named.isEmpty() && tables.activitiesAll().isEmpty()) {
      return Optional.empty();
    }
    ActivitiesSelection.Builder selection = ActivitiesSelection.builder();
    row.ifPresent(given -> readRow(given, selection));
    selection.layout(layout(row, tables)).types(types(row, named));
    return Optional.of(selection.build());
  }

  private void readRow(ConfigNode row, ActivitiesSelection.Builder selection) {
    ConfigReader.warnOfUnknown(row, KNOWN, warnings);
    // The form of the previous component writes "delete", but its code read "deleted".
    boolean isDelete = row.get("delete").flag();
    boolean isDeleted = row.get("deleted").flag();
    selection.deletedPeople(
        isDelete || isDeleted ? DeletedPeople.INCLUDED : DeletedPeople.EXCLUDED);
    selection.history(
        row.get("continue_since_last_run").flag() ? History.SINCE_LAST_RUN : History.COMPLETE);
  }

  private static Layout layout(Optional<ConfigNode> row, TablesParameter tables) {
    Optional<String> mode =
        row.flatMap(
            given -> ParameterRows.choice(given.get("mode"), List.of(PARSED_DATA, SINGLE_TABLE)));
    // The default is PARSED_DATA, unless activities_all is selected by name.
    boolean isSingle = mode.map(SINGLE_TABLE::equals).orElse(tables.activitiesAll().isPresent());
    Optional<ConfigNode> other =
        isSingle
            ? tables.activityTables().stream().map(Map.Entry::getValue).findFirst()
            : tables.activitiesAll();
    if (other.isPresent()) {
      String remedy =
          mode.isPresent()
              ? "Remove it, or set parameters.activities[0].mode to "
                  + (isSingle ? PARSED_DATA : SINGLE_TABLE)
                  + "."
              : "Remove it, or remove activities_all.";
      throw other
          .get()
          .wrong(
              "activities go either into activities_all or into one table for each type", remedy);
    }
    return isSingle ? Layout.SINGLE_TABLE : Layout.TABLE_PER_TYPE;
  }

  /**
   * The types of the row and of the tables that are selected by name. An empty set means all types:
   * that of a row without types.
   */
  private Set<String> types(Optional<ConfigNode> row, List<Map.Entry<String, ConfigNode>> named) {
    Set<String> types = new LinkedHashSet<>();
    row.ifPresent(given -> types.addAll(ParameterRows.types(given, known::isActivity, warnings)));
    if (row.isPresent() && types.isEmpty()) {
      return types;
    }
    List<String> unknown = new ArrayList<>();
    for (Map.Entry<String, ConfigNode> table : named) {
      String type = KnownTypes.activityOfTable(table.getKey());
      if (types.add(type) && !known.isActivity(type)) {
        unknown.add(table.getValue().named());
      }
    }
    unknown.forEach(
        name ->
            warnings.add(
                name
                    + " is not the table of a type that Customer.io documents. Check its spelling."));
    return types;
  }
}
