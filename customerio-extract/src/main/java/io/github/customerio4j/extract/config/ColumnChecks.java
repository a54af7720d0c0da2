package io.github.customerio4j.extract.config;

import io.github.customerio4j.extract.catalog.NamePattern;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rejects columns to leave out, to keep and to hash that cannot be meant so. */
final class ColumnChecks {
  private final ExtractionConfig config;

  ColumnChecks(ExtractionConfig config) {
    this.config = config;
  }

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException if one of them cannot be meant so
   */
  void check() {
    config.excludedColumns().forEach(this::checkExcluded);
    config.onlyColumns().forEach(this::checkOnly);
    for (String text : config.hashedColumns()) {
      ColumnPattern pattern = ColumnPattern.of(text);
      if (pattern.column().text().isBlank() || tables(pattern).isEmpty()) {
        throw new IllegalArgumentException(
            "Cannot hash columns \""
                + text
                + "\": there is no such table. Write TABLE.COLUMN, or *.COLUMN for every table.");
      }
    }
    if (!config.hashedColumns().isEmpty() && config.hashKey().isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot hash "
              + String.join(", ", config.hashedColumns())
              + ": there is no hash key. Set hashKey (CUSTOMERIO_HASH_KEY, or a file).");
    }
  }

  private void checkExcluded(String name, Set<String> columns) {
    for (String column : columns) {
      ColumnPattern pattern = ColumnPattern.of(name, column);
      List<TableSpec> tables = tables(pattern);
      if (tables.isEmpty()) {
        throw noTable("exclude columns", name);
      }
      for (TableSpec table : tables) {
        if (pattern.table().isGlob() && !isSelected(table)) {
          continue;
        }
        for (String key : keyOf(table)) {
          if (pattern.column().matches(key)) {
            throw new IllegalArgumentException(
                "Cannot exclude column "
                    + key
                    + " of "
                    + (pattern.table().isGlob() ? table.name() : name)
                    + ": it is part of the primary key.");
          }
        }
      }
    }
  }

  private void checkOnly(String name, Set<String> columns) {
    ColumnPattern any = ColumnPattern.of(name, "*");
    List<TableSpec> tables = tables(any);
    if (tables.isEmpty()) {
      throw noTable("choose columns", name);
    }
    List<NamePattern> patterns = columns.stream().map(NamePattern::of).toList();
    for (TableSpec table : tables) {
      if (any.table().isGlob() && !isSelected(table)) {
        continue;
      }
      for (String key : keyOf(table)) {
        if (patterns.stream().noneMatch(pattern -> pattern.matches(key))) {
          throw new IllegalArgumentException(
              "Cannot write only columns "
                  + String.join(", ", columns.stream().sorted().toList())
                  + " of "
                  + (any.table().isGlob() ? table.name() : name)
                  + ": "
                  + key
                  + ", part of the primary key, is missing. Add "
                  + key
                  + " to the list.");
        }
      }
    }
  }

  private static IllegalArgumentException noTable(String what, String name) {
    return new IllegalArgumentException(
        "Cannot "
            + what
            + " of table \""
            + name
            + "\": there is no such table. Name one of the page of tables, such as segments.");
  }

  private static List<TableSpec> tables(ColumnPattern pattern) {
    return TableCatalog.all().stream().filter(pattern::mayMean).toList();
  }

  private List<String> keyOf(TableSpec table) {
    boolean isOfPeople = table.name().equals(TableCatalog.customers().name());
    return isOfPeople && config.customers().isPresent()
        ? config.customers().get().primaryKey().map(List::of).orElse(table.primaryKey())
        : table.primaryKey();
  }

  private boolean isSelected(TableSpec table) {
    Map<String, Boolean> selections =
        Map.of(
            TableCatalog.customers().name(), config.customers().isPresent(),
            TableCatalog.messages().name(), config.messages().isPresent(),
            TableCatalog.messageBodies().name(), config.messageBodies().isPresent(),
            TableCatalog.activitiesAll().name(), config.activities().isPresent(),
            TableCatalog.activitiesOfType().name(), config.activities().isPresent());
    return config.selects(table.name()) || selections.getOrDefault(table.name(), false);
  }
}
