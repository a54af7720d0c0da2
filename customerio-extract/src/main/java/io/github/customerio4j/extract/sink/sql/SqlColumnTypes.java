package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.ColumnNames;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.Typing;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The types that a table's columns have after the run. An existing type is narrowed only to the
 * documented type, where all values fit it. A type that a user chose stays.
 */
final class SqlColumnTypes {
  private static final int LONGEST_EXAMPLE = 40;

  /** By the columns' names; without columns that are not created because they have no values. */
  private final Map<String, SqlType> types = new LinkedHashMap<>();

  /** The types that a user chose for columns, as the database names them. */
  private final Map<String, String> foreign = new LinkedHashMap<>();

  /** The places of the columns of {@link #types} in a row. */
  private final List<Integer> places = new ArrayList<>();

  /** Whether the table has a column for {@link Row.OwnTexts}. */
  private boolean keepsTexts;

  /** The columns of times whose 0 is null. */
  private final List<String> nevers = new ArrayList<>();

  private final List<String> warnings = new ArrayList<>();

  /**
   * Merges the types that this run needs with the existing ones.
   *
   * @param existing the types of existing columns, as the database names them
   * @param narrowing looks at the values of existing columns
   */
  SqlColumnTypes(
      Dialect dialect,
      Typing typing,
      TableSchema table,
      ColumnNames columns,
      Map<String, String> existing,
      SqlNarrowing narrowing)
      throws SQLException {
    for (int i = 0; i < table.columns().size(); i++) {
      String name = columns.names().get(i);
      Column column = table.columns().get(i);
      Optional<SqlType> needed = SqlType.of(column, typing);
      String current = existing.get(name);
      if (current != null) {
        Optional<SqlType> own = dialect.typeOf(current);
        if (own.isEmpty()) {
          foreign.put(name, current);
        }
        SqlType previous = own.orElse(SqlType.TEXT);
        boolean mayNarrow = own.isPresent() && typing == Typing.TYPED && !table.keepsTypes();
        SqlType merged = merged(previous, needed, column, typing, table.keepsTypes());
        if (mayNarrow && column.documentedType() != DataType.TEXT) {
          merged = narrowed(dialect, name, previous, merged, column, narrowing);
        }
        needed = Optional.of(merged);
      } else if (columns.key().contains(name)) {
        needed = Optional.of(needed.orElse(SqlType.TEXT));
      }
      if (needed.isPresent()) {
        types.put(name, needed.get());
        places.add(i);
        if (column.zeroIsNever()
            && needed.get().equals(SqlType.TIME)
            && !foreign.containsKey(name)) {
          nevers.add(name);
        }
        boolean mayLoseTexts =
            column.hasUnusualNumbers()
                || (dialect.changesJson() && column.valueType() == DataType.JSON);
        keepsTexts |= mayLoseTexts && keepsValues(dialect, name);
      }
    }
    if (keepsTexts || existing.containsKey(Row.OwnTexts.COLUMN)) {
      keepsTexts = true;
      types.put(Row.OwnTexts.COLUMN, SqlType.JSON);
      places.add(table.columns().size());
    }
  }

  /** The narrowest type that holds the values of the table and of the run. */
  private static SqlType merged(
      SqlType previous, Optional<SqlType> needed, Column column, Typing typing, boolean isKept) {
    if (typing == Typing.TYPED && !column.hasValues()) {
      return previous;
    }
    if (typing == Typing.TYPED && isKept) {
      SqlType ofValues = SqlType.ofValues(column);
      if (previous.or(ofValues).equals(previous)) {
        return previous;
      }
    }
    return needed.map(previous::or).orElse(previous);
  }

  /** The documented type, if it differs from the table's and all values of the table fit it. */
  private SqlType narrowed(
      Dialect dialect,
      String name,
      SqlType previous,
      SqlType merged,
      Column column,
      SqlNarrowing narrowing)
      throws SQLException {
    SqlType documented = new SqlType(column.documentedType(), 0);
    if (!SqlNarrowing.isPossible(previous, documented)) {
      return merged;
    }
    Optional<String> misfit = narrowing.misfit(name, previous, documented);
    if (misfit.isEmpty()) {
      return documented;
    }
    String type = dialect.typeName(previous);
    warnings.add(
        "Column %s stays %s, although it is documented as %s: the table holds \"%s\", which does not fit. Correct such rows, and the next run changes the column."
            .formatted(name, type, dialect.typeName(documented), shortened(misfit.get())));
    return previous;
  }

  private static String shortened(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= LONGEST_EXAMPLE
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_EXAMPLE)) + "…";
  }

  /** What a person should know of the types. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** The columns of times in which the API's 0 is null, by their names. */
  List<String> nevers() {
    return List.copyOf(nevers);
  }

  /** Makes a 0 in these columns null, if there are any. */
  Optional<NeverAsNull> neverAsNull() {
    List<String> names = names();
    int[] never = nevers.stream().mapToInt(name -> places.get(names.indexOf(name))).toArray();
    return never.length == 0 ? Optional.empty() : Optional.of(new NeverAsNull(never));
  }

  /** Leaves out the column of the texts, after no row had a cell for it. */
  void leaveOutTexts() {
    types.remove(Row.OwnTexts.COLUMN);
  }

  /** Whether the column keeps values instead of texts. */
  private boolean keepsValues(Dialect dialect, String name) {
    SqlType type = types.get(name);
    return type != null
        && !foreign.containsKey(name)
        && switch (type.type()) {
          case INTEGER, TIME, DECIMAL, NUMBER ->
              !dialect.typeName(type).equals(dialect.typeName(SqlType.TEXT));
          case JSON -> dialect.changesJson() && !name.equals(Row.OwnTexts.COLUMN);
          default -> false;
        };
  }

  /** Adds the cell of the texts to rows, if the table has a column for it. */
  Optional<Row.OwnTexts> texts(Dialect dialect) {
    if (!keepsTexts) {
      return Optional.empty();
    }
    List<String> names = names();
    int[] values =
        IntStream.range(0, names.size()).filter(i -> keepsValues(dialect, names.get(i))).toArray();
    return Optional.of(
        new Row.OwnTexts(
            IntStream.of(values).mapToObj(names::get).toList(),
            IntStream.of(values).map(places::get).toArray(),
            dialect::losesText));
  }

  /** The columns' names in order. */
  List<String> names() {
    return List.copyOf(types.keySet());
  }

  /** The same, quoted. */
  List<String> quoted() {
    return types.keySet().stream().map(Dialect::quoted).toList();
  }

  /** The type of one of them. */
  SqlType of(String name) {
    return types.getOrDefault(name, SqlType.TEXT);
  }

  /** Their types in the same order. */
  List<SqlType> types() {
    return List.copyOf(types.values());
  }

  /** Their places in a row, in the same order. */
  int[] places() {
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The columns' definitions in a {@code CREATE TABLE}. */
  String definitions(Dialect dialect) {
    List<String> definitions = new ArrayList<>();
    types.forEach(
        (name, type) -> definitions.add(Dialect.quoted(name) + " " + dialect.typeName(type)));
    return String.join(", ", definitions);
  }

  /** For each column the expression that converts a loaded value to the table's type. */
  List<String> values(String alias) {
    List<String> values = new ArrayList<>();
    for (String name : types.keySet()) {
      String value = alias + Dialect.quoted(name);
      String other = foreign.get(name);
      values.add(other == null ? value : "CAST(" + value + " AS " + other + ")");
    }
    return values;
  }

  /** Whether a user chose the column's type. */
  boolean isForeign(String name) {
    return foreign.containsKey(name);
  }

  /** The columns whose existing type must be widened, with their new types. */
  Map<String, SqlType> toWiden(Dialect dialect, Map<String, String> existing) {
    Map<String, SqlType> wider = new LinkedHashMap<>();
    types.forEach(
        (name, type) -> {
          String current = existing.get(name);
          if (current != null && !isForeign(name) && !current.equals(dialect.typeName(type))) {
            wider.put(name, type);
          }
        });
    return wider;
  }

  /** The columns that the table does not have yet, with their types. */
  Map<String, SqlType> toAdd(Map<String, String> existing) {
    Map<String, SqlType> added = new LinkedHashMap<>(types);
    added.keySet().removeAll(existing.keySet());
    return added;
  }
}
