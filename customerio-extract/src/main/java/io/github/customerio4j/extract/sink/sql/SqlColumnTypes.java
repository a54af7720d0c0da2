package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.ColumnNames;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.Typing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The types of a table's columns in the end: what was there is never narrowed, and what is somebody
 * else's choice stays.
 */
final class SqlColumnTypes {
  /** By the columns' names; without those that are not made, for want of values. */
  private final Map<String, SqlType> types = new LinkedHashMap<>();

  /** The types that somebody else gave to columns, by the database's names. */
  private final Map<String, String> foreign = new LinkedHashMap<>();

  /** Where the columns of {@link #types} stand in a row. */
  private final List<Integer> places = new ArrayList<>();

  /**
   * @param existing the database's names of the types of columns that are there already
   */
  SqlColumnTypes(
      Dialect dialect,
      Typing typing,
      TableSchema table,
      ColumnNames columns,
      Map<String, String> existing) {
    for (int i = 0; i < table.columns().size(); i++) {
      String name = columns.names().get(i);
      Column column = table.columns().get(i);
      Optional<SqlType> needed = SqlType.of(column, typing);
      String there = existing.get(name);
      if (there != null) {
        Optional<SqlType> own = dialect.typeOf(there);
        if (own.isEmpty()) {
          foreign.put(name, there);
        }
        SqlType former = own.orElse(SqlType.TEXT);
        needed = Optional.of(needed.map(former::or).orElse(former));
      } else if (columns.key().contains(name)) {
        needed = Optional.of(needed.orElse(SqlType.TEXT));
      }
      if (needed.isPresent()) {
        types.put(name, needed.get());
        places.add(i);
      }
    }
  }

  /** The columns' names in order. */
  List<String> names() {
    return List.copyOf(types.keySet());
  }

  /** The same, quoted. */
  List<String> quoted() {
    return types.keySet().stream().map(Dialect::quoted).toList();
  }

  /** Their types in the same order. */
  List<SqlType> types() {
    return List.copyOf(types.values());
  }

  /** For each of them its place in a row. */
  int[] places() {
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  /** What {@code CREATE TABLE} says of the columns. */
  String definitions(Dialect dialect) {
    List<String> definitions = new ArrayList<>();
    types.forEach(
        (name, type) -> definitions.add(Dialect.quoted(name) + " " + dialect.typeName(type)));
    return String.join(", ", definitions);
  }

  /** For each column the expression that makes a loaded value one for the table. */
  List<String> values(String alias) {
    List<String> values = new ArrayList<>();
    for (String name : types.keySet()) {
      String value = alias + Dialect.quoted(name);
      String other = foreign.get(name);
      values.add(other == null ? value : "CAST(" + value + " AS " + other + ")");
    }
    return values;
  }

  /** Whether somebody else chose the column's type. */
  boolean isForeign(String name) {
    return foreign.containsKey(name);
  }

  /** What differs between the table as it is and these types, by column. */
  Map<String, SqlType> toWiden(Dialect dialect, Map<String, String> existing) {
    Map<String, SqlType> wider = new LinkedHashMap<>();
    types.forEach(
        (name, type) -> {
          String there = existing.get(name);
          if (there != null && !isForeign(name) && !there.equals(dialect.typeName(type))) {
            wider.put(name, type);
          }
        });
    return wider;
  }

  /** The columns that the table does not have yet. */
  Map<String, SqlType> toAdd(Map<String, String> existing) {
    Map<String, SqlType> added = new LinkedHashMap<>(types);
    added.keySet().removeAll(existing.keySet());
    return added;
  }
}
