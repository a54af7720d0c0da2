package io.github.customerio4j.extract.engine.commit;

import io.github.customerio4j.extract.engine.row.ValueKinds;
import io.github.customerio4j.extract.engine.spool.TableSpool;
import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.DataType;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The values of documented columns that do not fit the documented type. They are looked for only
 * where the kinds of values show that there are some, by reading the spooled rows once more.
 */
final class Misfits {
  /** An example that is longer is cut: it is to show what is wrong, not what somebody wrote. */
  private static final int LONGEST_EXAMPLE = 40;

  private final Map<Integer, Found> found = new LinkedHashMap<>();

  private static final class Found {
    private final String column;
    private final DataType type;
    private long count;
    private String example = "";

    Found(String column, DataType type) {
      this.column = column;
      this.type = type;
    }
  }

  /** Reads the rows of all parts, if the layout has a column with a misfit. */
  static Misfits of(TableLayout layout, List<List<TableSpool>> chains) throws IOException {
    Misfits misfits = new Misfits();
    layout
        .wobbling()
        .forEach(
            (place, type) ->
                misfits.found.put(place, new Found(layout.columns().get(place).name(), type)));
    if (!misfits.found.isEmpty()) {
      for (List<TableSpool> chain : chains) {
        BorderVersions versions = new BorderVersions(chain);
        for (TableSpool part : chain) {
          misfits.read(part, versions.older(part), layout);
        }
      }
      misfits.found.values().removeIf(one -> one.count == 0);
    }
    return misfits;
  }

  private void read(TableSpool part, long[] older, TableLayout layout) throws IOException {
    try (SpooledRows row = new SpooledRows(part, layout)) {
      row.skip(BorderVersions.outdated(part, older));
      while (row.next()) {
        for (Map.Entry<Integer, Found> one : found.entrySet()) {
          look(row, one.getKey(), one.getValue());
        }
      }
    }
  }

  private static void look(SpooledRows row, int place, Found column) {
    CellKind kind = row.kind(place);
    boolean fits =
        kind == CellKind.NULL
            || ValueKinds.fits(
                column.type, kind, row.utf8(place), row.start(place), row.end(place));
    if (!fits) {
      column.count++;
      if (column.example.isEmpty()) {
        column.example = example(String.valueOf(row.text(place)), kind);
      }
    }
  }

  private static String example(String text, CellKind kind) {
    int end =
        text.offsetByCodePoints(
            0, Math.min(LONGEST_EXAMPLE, text.codePointCount(0, text.length())));
    String shown = end < text.length() ? text.substring(0, end) + "…" : text;
    return kind == CellKind.STRING ? '"' + shown + '"' : shown;
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** One sentence for each column. */
  List<String> warnings() {
    return found.values().stream().map(one -> text(one) + "; it is declared as text.").toList();
  }

  /** The first column's misfit, as the reason of a failure. */
  String first() {
    return text(found.values().iterator().next());
  }

  private static String text(Found one) {
    return "Column %s holds %d %s not fit its documented type %s, such as %s"
        .formatted(
            one.column,
            one.count,
            one.count == 1 ? "value that does" : "values that do",
            one.type.name().toLowerCase(Locale.ROOT),
            one.example);
  }
}
