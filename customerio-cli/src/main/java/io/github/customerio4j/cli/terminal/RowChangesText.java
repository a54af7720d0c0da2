package io.github.customerio4j.cli.terminal;

import io.github.customerio4j.extract.config.RefreshSchedule;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.TableReport;
import io.github.customerio4j.extract.sink.WrittenTable.RowChanges;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was read again because of its age, and what that changed in the destination, in words. */
public final class RowChangesText {
  private RowChangesText() {}

  /** The tier of a table's refresh schedule that was read, such as {@code refreshed 14d}. */
  public static Optional<String> refreshed(TableReport table) {
    return table.refreshed().map(age -> "refreshed " + RefreshSchedule.print(age));
  }

  /** Such as {@code 3 new, 2 changed, 1,000 unchanged}; deleted rows are named where there are. */
  public static String of(RowChanges rows) {
    String deleted =
        rows.deleted() == 0 ? "" : ", " + Quantities.count(rows.deleted()) + " deleted";
    return Quantities.count(rows.added())
        + " new, "
        + Quantities.count(rows.changed())
        + " changed, "
        + Quantities.count(rows.unchanged())
        + " unchanged"
        + deleted;
  }

  /** A line for the tables that were read again, and one for the rows of all tables. */
  static List<String> lines(ExtractionReport report) {
    String again =
        report.tables().stream()
            .filter(table -> table.refreshed().isPresent())
            .map(RowChangesText::readAgain)
            .collect(Collectors.joining("; "));
    List<RowChanges> changes =
        report.tables().stream().flatMap(table -> table.rowChanges().stream()).toList();
    return List.of(
            again.isEmpty() ? "" : "Read again: " + again,
            changes.isEmpty() ? "" : "Rows: " + of(sum(changes)))
        .stream()
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static String readAgain(TableReport table) {
    return table.table()
        + " "
        + refreshed(table).orElse("")
        + table.rowChanges().map(rows -> " (" + of(rows) + ")").orElse("");
  }

  private static RowChanges sum(List<RowChanges> changes) {
    return changes.stream()
        .reduce(
            new RowChanges(0, 0, 0, 0),
            (one, other) ->
                new RowChanges(
                    one.added() + other.added(),
                    one.changed() + other.changed(),
                    one.deleted() + other.deleted(),
                    one.unchanged() + other.unchanged()));
  }
}
