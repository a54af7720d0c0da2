package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.io.RemainingFields;
import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.ColumnNames;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableWriter;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Loads one table's rows: into the table itself if it is new, else into a second table that is
 * merged into it. The table itself stays, with all that depends on it.
 */
final class SqlTableWriter implements TableWriter {
  private static final String LOADED = "_customerio_loaded_";

  /** The sink's own name, and the columns that the databases give to every table. */
  static final Set<String> RESERVED =
      Set.of(
          LoadedTable.DELETED,
          Row.OwnTexts.COLUMN,
          "rowid",
          "ctid",
          "xmin",
          "xmax",
          "cmin",
          "cmax",
          "tableoid");

  private final SqlSession session;
  private final TableSchema table;
  private final SqlTable target;
  private final ColumnNames columns;
  private final SqlColumnTypes types;
  private final Consumer<LoadedTable> completion;

  /** The existing columns with their types as the database names them; empty for a new table. */
  private final Map<String, String> existing;

  private final SqlTable loaded;
  private final Dialect.Loader loader;
  private final int[] places;
  private final Optional<NeverAsNull> never;
  private final Optional<Row.OwnTexts> texts;
  private final int[] keyPlaces;
  private final Optional<FittingRow> fitting;
  private boolean hasTexts;
  private boolean isOpen = true;

  /**
   * Opens a table.
   *
   * @param isTakenOver whether the table there was somebody else's, whose rows stay
   * @param number the table's place among those of the run
   * @param completion takes the table when all its rows are loaded
   */
  SqlTableWriter(
      SqlSession session,
      TableSchema given,
      boolean isTakenOver,
      int number,
      Consumer<LoadedTable> completion)
      throws SQLException, IOException {
    this.session = session;
    this.completion = completion;
    this.target = session.table(given.name());
    Map<String, String> found = SqlCatalog.columns(session.connection(), session.dialect(), target);
    boolean mustFit = session.dialect().mustFit(Math.max(found.size(), given.columns().size() + 1));
    this.table = mustFit ? withRemainingFields(given) : given;
    this.columns = ColumnNames.of(table, RESERVED);
    this.existing = spelled(session, columns, found);
    if (isTakenOver) {
      requireKey();
    }
    this.types =
        new SqlColumnTypes(
            session.dialect(),
            session.typing(),
            table,
            columns,
            existing,
            new SqlNarrowing(session, target));
    this.never = types.neverAsNull();
    this.loaded = existing.isEmpty() ? target : SqlTable.temporary(LOADED + number);
    this.places = types.places();
    this.texts = types.texts(session.dialect());
    this.fitting = mustFit ? Optional.of(fitting()) : Optional.empty();
    this.keyPlaces = columns.key().stream().mapToInt(columns.names()::indexOf).toArray();
    execute(
        "CREATE %sTABLE %s (%s)"
            .formatted(
                loaded.isTemporary() ? "TEMPORARY " : "",
                loaded.quoted(),
                types.definitions(session.dialect())));
    this.loader = session.dialect().loader(session.connection(), loaded, types.types());
  }

  /** The same with a last column for the fields of rows that are too wide. */
  private static TableSchema withRemainingFields(TableSchema given) {
    Column end = given.columns().get(given.columns().size() - 1);
    if (end.name().equals(RemainingFields.COLUMN)) {
      return given;
    }
    Column last =
        Column.builder()
            .name(RemainingFields.COLUMN)
            .originalKey(RemainingFields.COLUMN)
            .pointer("")
            .description("Fields of rows that are too wide, as one JSON object.")
            .build();
    return TableSchema.builder().from(given).addColumns(last).build();
  }

  private FittingRow fitting() {
    // The last column may hold the texts of values, which stay with their values.
    int count = places.length - (texts.isPresent() ? 1 : 0);
    List<FittingRow.Written> written = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = columns.names().get(places[i]);
      String pointer = columns.key().contains(name) ? "" : table.columns().get(places[i]).pointer();
      written.add(new FittingRow.Written(places[i], types.types().get(i), pointer));
    }
    List<String> names = types.names().subList(0, count);
    Set<String> inTarget = new LinkedHashSet<>(existing.keySet());
    inTarget.addAll(names);
    int[] target = inTarget.stream().mapToInt(names::indexOf).filter(i -> i >= 0).toArray();
    int[] fresh = IntStream.range(0, count).toArray();
    int others = inTarget.size() - names.size() + places.length - count;
    return new FittingRow(columns.names().size(), written, List.of(fresh, target), others);
  }

  /** The columns with the names that this class gives them, where the database ignores case. */
  static Map<String, String> spelled(
      SqlSession session, ColumnNames columns, Map<String, String> found) {
    if (!session.dialect().ignoresCase()) {
      return found;
    }
    Map<String, String> own = new HashMap<>();
    columns.names().forEach(name -> own.put(name.toLowerCase(Locale.ROOT), name));
    Map<String, String> spelled = new LinkedHashMap<>();
    found.forEach(
        (name, type) -> spelled.put(own.getOrDefault(name.toLowerCase(Locale.ROOT), name), type));
    return spelled;
  }

  /** Refuses to take over a table that cannot be merged into without the loss of a row. */
  private void requireKey() throws SQLException {
    List<String> key = quotedKey();
    boolean isThere = existing.keySet().containsAll(columns.key());
    // Apart from the run's transaction, which would keep the table from being changed.
    boolean isKey;
    try (Connection apart = session.dialect().connect()) {
      isKey = isThere && TableMerge.hasDistinctKeys(apart, target, key);
    }
    if (!isKey) {
      throw new IllegalArgumentException(
          "Cannot adopt table %s: its rows are not distinguished by %s, the primary key. Give each row a key of its own, or choose another place by --schema or --prefix."
              .formatted(
                  target.name(), key.isEmpty() ? "a key" : String.join(", ", columns.key())));
    }
  }

  boolean isOpen() {
    return isOpen;
  }

  @Override
  public void write(Row row) throws IOException {
    requireOpen();
    for (int place : keyPlaces) {
      if (row.kind(place) == CellKind.NULL) {
        throw new IOException(
            "Cannot merge rows into table %s: one has no %s, which is of the primary key (%s), so it cannot be distinguished from others. Use Full Load, or another primary key."
                .formatted(
                    target.name(), columns.names().get(place), String.join(", ", columns.key())));
      }
    }
    Row shown = never.isPresent() ? never.get().of(row) : row;
    Row written = fitting.isPresent() ? fitting.get().fit(shown) : shown;
    if (texts.isPresent()) {
      Row.OwnTexts withTexts = texts.get().of(written);
      hasTexts |= withTexts.kind(table.columns().size()) != CellKind.NULL;
      written = withTexts;
    }
    loader.add(written, places);
  }

  @Override
  public void complete() throws IOException {
    requireOpen();
    try {
      loader.finish();
      loader.close();
      isOpen = false;
      dropEmptyTexts();
      completion.accept(new LoadedTable(session, table, target, loaded, columns, types, existing));
    } catch (SQLException e) {
      throw SqlFailure.of("write table " + target.name(), e);
    }
  }

  /** Drops the column of the texts again if no row has any and the table has no such column. */
  private void dropEmptyTexts() throws SQLException {
    boolean isKept = existing.containsKey(Row.OwnTexts.COLUMN);
    if (texts.isPresent() && !hasTexts && !isKept) {
      execute(
          "ALTER TABLE %s DROP COLUMN %s"
              .formatted(loaded.quoted(), Dialect.quoted(Row.OwnTexts.COLUMN)));
      types.leaveOutTexts();
    }
  }

  @Override
  public List<String> warnings() {
    return types.warnings();
  }

  private List<String> quotedKey() {
    return columns.key().stream().map(Dialect::quoted).toList();
  }

  private void execute(String sql) throws SQLException {
    SqlText.execute(session.connection(), sql);
  }

  private void requireOpen() {
    if (!isOpen) {
      throw new IllegalStateException("Cannot write into " + table.name() + ": it is complete.");
    }
  }

  /** Ends the load before a rollback, which undoes it. */
  void abandon() throws IOException {
    if (isOpen) {
      isOpen = false;
      loader.close();
    }
  }

  /** Drops the loaded rows unless the table is complete. */
  @Override
  public void close() throws IOException {
    if (isOpen) {
      isOpen = false;
      loader.close();
      try {
        execute("DROP TABLE IF EXISTS " + loaded.quoted());
      } catch (SQLException e) {
        throw SqlFailure.of("discard table " + target.name(), e);
      }
    }
  }
}
