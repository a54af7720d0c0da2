package io.github.customerio4j.extract.config;

import io.github.customerio4j.extract.catalog.NamePattern;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import java.util.Objects;

/**
 * Columns of tables: {@code TABLE.COLUMN}, each a name or a pattern with {@code *}.
 *
 * @param text the pattern as it was written
 * @param table the tables
 * @param column the columns
 */
public record ColumnPattern(String text, NamePattern table, NamePattern column) {
  /** Refuses what is missing. */
  public ColumnPattern {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(column, "column");
  }

  /** Reads a pattern; without a dot, it is of the columns of every table. */
  public static ColumnPattern of(String text) {
    Objects.requireNonNull(text, "text");
    int dot = text.indexOf('.');
    return dot < 0
        ? of(text, "*", text)
        : of(text, text.substring(0, dot), text.substring(dot + 1));
  }

  /** The columns of that name, of the tables of that name. */
  public static ColumnPattern of(String table, String column) {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(column, "column");
    return of(table + "." + column, table, column);
  }

  private static ColumnPattern of(String text, String table, String column) {
    return new ColumnPattern(text, NamePattern.of(table), NamePattern.of(column));
  }

  /** Whether a table of that name in the catalog may be meant. */
  public boolean mayMean(TableSpec spec) {
    Objects.requireNonNull(spec, "spec");
    return table.matches(spec.name())
        || (TableCatalog.activitiesOfType().name().equals(spec.name())
            && (table.isGlob() || table.text().startsWith(spec.name())));
  }
}
