package io.github.customerio4j.extract.engine;

import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.config.ColumnPattern;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.engine.row.FieldNames;
import io.github.customerio4j.extract.engine.row.Protection;
import io.github.customerio4j.extract.engine.run.RunContext;
import io.github.customerio4j.extract.state.KnownColumn;
import io.github.customerio4j.extract.state.TableState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges patterns of columns, when all rows were seen and nothing is committed. */
final class ColumnPatternCheck {
  private final RunContext run;
  private final boolean isSure;
  private final List<String> texts = new ArrayList<>();
  private final Set<String> used = new HashSet<>();

  /**
   * @param isSure whether there are rows, all of which this process has seen
   */
  ColumnPatternCheck(RunContext run, boolean isSure) {
    this.run = run;
    this.isSure = isSure;
  }

  /**
   * What to say of patterns that match no documented column, no column of a previous run and no
   * field of the rows.
   *
   * @throws ExtractionConfig.UnknownColumnException if there is such a pattern for certain
   */
  List<String> unmatched() {
    run.protection().map(Protection::asked).orElse(Map.of()).values().stream()
        .flatMap(rules -> rules.used().stream())
        .forEach(used::add);
    ExtractionConfig config = run.config();
    check("hash", config.hashedColumns().stream().map(ColumnPattern::of).toList());
    check("exclude", patterns(config.excludedColumns()));
    check("choose", patterns(config.onlyColumns()));
    return texts;
  }

  /** Names of one table's columns are judged with the table. */
  private static List<ColumnPattern> patterns(Map<String, Set<String>> byTable) {
    return byTable.entrySet().stream()
        .flatMap(
            table ->
                table.getValue().stream().map(column -> ColumnPattern.of(table.getKey(), column)))
        .filter(pattern -> pattern.table().isGlob() || pattern.column().isGlob())
        .toList();
  }

  private void check(String what, List<ColumnPattern> patterns) {
    for (ColumnPattern pattern : patterns) {
      if (!used.contains(pattern.text()) && !isDocumented(pattern) && !isKnown(pattern)) {
        String why =
            "Cannot %s columns \"%s\": no documented column, no column of a previous run and no field of this run's rows has such a name. Check the spelling, or leave it out."
                .formatted(what, pattern.text());
        if (isSure) {
          throw new ExtractionConfig.UnknownColumnException(why);
        }
        texts.add(why);
      }
    }
  }

  private static boolean isDocumented(ColumnPattern pattern) {
    for (TableSpec table : TableCatalog.all()) {
      boolean isMeant =
          pattern.mayMean(table)
              && table.columns().stream()
                  .anyMatch(column -> pattern.column().matchesAny(FieldNames.of(column.path())));
      if (isMeant) {
        return true;
      }
    }
    return false;
  }

  private boolean isKnown(ColumnPattern pattern) {
    for (Map.Entry<String, TableState> table : run.state().tables().entrySet()) {
      if (pattern.table().matches(table.getKey())
          && (table.getValue().columns().stream().anyMatch(one -> is(pattern, one))
              || table.getValue().excluded().stream().anyMatch(one -> is(pattern, one)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(ColumnPattern pattern, KnownColumn column) {
    String pointer = column.pointer();
    return pattern.column().matches(column.name())
        || (pointer != null
            && !pointer.isEmpty()
            && pattern.column().matchesAny(FieldNames.of(ColumnPath.parse(pointer))));
  }
}
