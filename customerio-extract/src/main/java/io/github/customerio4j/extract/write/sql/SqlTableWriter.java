package io.github.customerio4j.extract.write.sql;

import io.github.customerio4j.extract.write.Column;
import io.github.customerio4j.extract.write.LoadType;
import io.github.customerio4j.extract.write.Row;
import io.github.customerio4j.extract.write.TableSchema;
import io.github.customerio4j.extract.write.TableWriter;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Loads one table's rows beside it, in a table of the connection's own, and puts them in place when
 * all are there.
 */
final class SqlTableWriter implements TableWriter {
  private static final String LOADED = "_customerio_loaded";
  private static final String ORDER = "_customerio_number";
  private static final String DELETED = "_deleted";

  private final Connection connection;
  private final Dialect dialect;
  private final String schema;
  private final String target;
  private final TableSchema table;
  private final Consumer<String> onComplete;
  private final SqlColumns columns;

  /** The type of each column in the end; empty for one that is not made, for want of values. */
  private final Map<String, Optional<SqlType>> types = new LinkedHashMap<>();

  /** The types that somebody else gave to columns, by the database's names. */
  private final Map<String, String> foreign = new LinkedHashMap<>();

  private final Dialect.Loader loader;
  private final int[] loaded;
  private boolean isOpen = true;

  SqlTableWriter(
      Connection connection,
      Dialect dialect,
      String schema,
      String prefix,
      TableSchema table,
      SqlTyping typing,
      Consumer<String> onComplete)
      throws SQLException, IOException {
    this.connection = connection;
    this.dialect = dialect;
    this.schema = schema;
    this.target = prefix + table.name();
    this.table = table;
    this.onComplete = onComplete;
    this.columns = SqlColumns.of(table);
    Map<String, String> existing =
        table.loadType() == LoadType.INCREMENTAL_UPDATE
            ? SqlCatalog.columns(connection, schema, target)
            : Map.of();
    for (int i = 0; i < table.columns().size(); i++) {
      String name = columns.names().get(i);
      types.put(
          name,
          type(name, table.columns().get(i), Optional.ofNullable(existing.get(name)), typing));
    }
    this.loaded = indexes();
    List<String> definitions = new ArrayList<>(List.of(Dialect.quoted(ORDER) + " BIGINT"));
    List<SqlType> loadedTypes = new ArrayList<>();
    for (int index : loaded) {
      String name = columns.names().get(index);
      SqlType type = types.getOrDefault(name, Optional.empty()).orElseThrow();
      loadedTypes.add(type);
      definitions.add(Dialect.quoted(name) + " " + dialect.loadedTypeName(type));
    }
    execute(
        "CREATE TEMPORARY TABLE %s (%s)".formatted(loadedName(), String.join(", ", definitions)));
    this.loader = dialect.loader(connection, LOADED, loadedTypes);
  }

  /** What was there is never narrowed; what is somebody else's choice takes texts. */
  private Optional<SqlType> type(
      String name, Column column, Optional<String> existing, SqlTyping typing) {
    Optional<SqlType> needed = SqlType.of(column, typing);
    if (existing.isEmpty()) {
      return table.primaryKey().contains(column.name())
          ? Optional.of(needed.orElse(SqlType.TEXT))
          : needed;
    }
    Optional<SqlType> own = dialect.typeOf(existing.get());
    if (own.isEmpty()) {
      foreign.put(name, existing.get());
    }
    SqlType there = own.orElse(SqlType.TEXT);
    return Optional.of(needed.map(there::or).orElse(there));
  }

  private int[] indexes() {
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < columns.names().size(); i++) {
      if (types.getOrDefault(columns.names().get(i), Optional.empty()).isPresent()) {
        indexes.add(i);
      }
    }
    return indexes.stream().mapToInt(Integer::intValue).toArray();
  }

  boolean isOpen() {
    return isOpen;
  }

  @Override
  public void write(Row row) throws IOException {
    requireOpen();
    loader.add(row, loaded);
  }

  @Override
  public void complete() throws IOException {
    requireOpen();
    try {
      loader.finish();
      loader.close();
      if (table.loadType() == LoadType.FULL_LOAD) {
        replace();
      } else {
        merge();
      }
      execute("DROP TABLE " + loadedName());
      isOpen = false;
      onComplete.accept(table.name());
    } catch (SQLException e) {
      throw SqlFailure.of("write table " + table.name(), e);
    }
  }

  private void replace() throws SQLException {
    execute("DROP TABLE IF EXISTS " + qualified(target));
    create();
    execute(
        "INSERT INTO %s (%s) SELECT %s FROM %s ORDER BY %s"
            .formatted(
                qualified(target),
                String.join(", ", quotedColumns()),
                String.join(", ", values("")),
                loadedName(),
                Dialect.quoted(ORDER)));
  }

  private void merge() throws SQLException {
    Map<String, String> existing = SqlCatalog.columns(connection, schema, target);
    if (existing.isEmpty()) {
      create();
    } else {
      evolve(existing);
    }
    List<String> key = columns.key().stream().map(Dialect::quoted).toList();
    if (key.isEmpty()) {
      execute(
          "INSERT INTO %s (%s) SELECT %s FROM %s"
              .formatted(
                  qualified(target),
                  String.join(", ", quotedColumns()),
                  String.join(", ", values("")),
                  loadedName()));
      return;
    }
    Dialect.Merge merge =
        new Dialect.Merge(
            qualified(target),
            loadedName(),
            quotedColumns(),
            values("s."),
            key,
            Dialect.quoted(ORDER));
    for (String statement : dialect.merging(merge)) {
      execute(statement);
    }
    mark(existing.containsKey(DELETED));
  }

  /** Marks what has vanished; without knowing of that, takes the mark off what is there again. */
  private void mark(boolean isMarked) throws SQLException {
    if (!isMarked && !table.marksVanished()) {
      return;
    }
    String deleted = Dialect.quoted(DELETED);
    if (!isMarked) {
      execute("ALTER TABLE %s ADD COLUMN %s BOOLEAN".formatted(qualified(target), deleted));
    }
    List<String> pairs = new ArrayList<>();
    for (String key : columns.key()) {
      pairs.add("t.%s = %s".formatted(Dialect.quoted(key), value("s.", key)));
    }
    String isThere =
        "EXISTS (SELECT 1 FROM %s AS s WHERE %s)"
            .formatted(loadedName(), String.join(" AND ", pairs));
    execute(
        table.marksVanished()
            ? "UPDATE %s AS t SET %s = NOT %s".formatted(qualified(target), deleted, isThere)
            : "UPDATE %s AS t SET %s = FALSE WHERE t.%s AND %s"
                .formatted(qualified(target), deleted, deleted, isThere));
  }

  private void create() throws SQLException {
    List<String> definitions = new ArrayList<>();
    types.forEach(
        (name, type) ->
            type.ifPresent(
                one -> definitions.add(Dialect.quoted(name) + " " + dialect.typeName(one))));
    if (!columns.key().isEmpty() && dialect.declaresKeys()) {
      definitions.add(
          "PRIMARY KEY ("
              + String.join(", ", columns.key().stream().map(Dialect::quoted).toList())
              + ")");
    }
    execute("CREATE TABLE %s (%s)".formatted(qualified(target), String.join(", ", definitions)));
  }

  /** New columns are added, others widened where this run's values ask for it. */
  private void evolve(Map<String, String> existing) throws SQLException {
    for (Map.Entry<String, Optional<SqlType>> column : types.entrySet()) {
      if (column.getValue().isEmpty()) {
        continue;
      }
      SqlType wanted = column.getValue().get();
      String name = Dialect.quoted(column.getKey());
      String there = existing.get(column.getKey());
      if (there == null) {
        execute(
            "ALTER TABLE %s ADD COLUMN %s %s"
                .formatted(qualified(target), name, dialect.typeName(wanted)));
        continue;
      }
      Optional<SqlType> former = dialect.typeOf(there);
      if (former.isPresent() && !dialect.typeName(wanted).equals(dialect.typeName(former.get()))) {
        execute(dialect.widening(qualified(target), name, former.get(), wanted));
      }
    }
  }

  private List<String> quotedColumns() {
    List<String> quoted = new ArrayList<>();
    for (int index : loaded) {
      quoted.add(Dialect.quoted(columns.names().get(index)));
    }
    return quoted;
  }

  private String value(String alias, String name) {
    SqlType type = types.getOrDefault(name, Optional.empty()).orElseThrow();
    String value = dialect.converted(alias + Dialect.quoted(name), type);
    String other = foreign.get(name);
    return other == null ? value : "CAST(" + value + " AS " + other + ")";
  }

  private List<String> values(String alias) {
    List<String> values = new ArrayList<>();
    for (int index : loaded) {
      values.add(value(alias, columns.names().get(index)));
    }
    return values;
  }

  private String qualified(String name) {
    return Dialect.quoted(schema) + "." + Dialect.quoted(name);
  }

  private static String loadedName() {
    return Dialect.quoted(LOADED);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void requireOpen() {
    if (!isOpen) {
      throw new IllegalStateException("Cannot write into " + table.name() + ": it is complete.");
    }
  }

  /** Ends the loading before a rollback, which takes back what was loaded. */
  void abandon() throws IOException {
    if (isOpen) {
      isOpen = false;
      loader.close();
    }
  }

  /** What was not completed is thrown away. */
  @Override
  public void close() throws IOException {
    if (isOpen) {
      isOpen = false;
      loader.close();
      try {
        execute("DROP TABLE IF EXISTS " + loadedName());
      } catch (SQLException e) {
        throw SqlFailure.of("give up table " + table.name(), e);
      }
    }
  }
}
