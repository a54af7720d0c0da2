package io.github.customerio4j.extract.sink.sql.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.stream.Collectors;

/** The primary key and the unique indexes of a table of PostgreSQL. */
public final class DeclaredKeys {
  /** The condition of all rows. */
  public static final String ALL_ROWS = "TRUE";

  private static final String UNIQUE_VIOLATION = "23505";

  private static final String INDEXES =
      "SELECT 1 FROM pg_index i WHERE i.indrelid = ?::regclass AND i.indisunique AND i.indisvalid"
          + " AND i.indpred IS NULL AND i.indexprs IS NULL"
          + " AND (SELECT array_agg(a.attname::text ORDER BY a.attname::text)"
          + "   FROM unnest(i.indkey[0:i.indnkeyatts - 1]) AS k"
          + "   JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k)"
          + " = (SELECT array_agg(n ORDER BY n) FROM unnest(?) AS n)";

  private final Catalog catalog;
  private final String table;

  /**
   * Looks at a table.
   *
   * @param table its qualified name, quoted
   */
  public DeclaredKeys(Connection connection, String table) {
    this.catalog = new Catalog(connection);
    this.table = table;
  }

  /**
   * Declares a key, unless an index on exactly its columns does that already. Of rows with the same
   * key the last one stays.
   *
   * @param key the columns, quoted
   * @param isNew whether this transaction has made the table. Others may read an older one, and an
   *     index alone lets them
   * @param own the condition of the rows that may be deleted; if others have the same key, nothing
   *     is declared
   */
  public void declare(List<String> key, boolean isNew, String own) throws SQLException {
    if (hasUniqueIndex(key)) {
      return;
    }
    String columns = String.join(", ", key);
    String declaration =
        isNew && primary().isEmpty()
            ? "ALTER TABLE %s ADD PRIMARY KEY (%s)".formatted(table, columns)
            : "CREATE UNIQUE INDEX ON %s (%s)".formatted(table, columns);
    Savepoint before = catalog.connection().setSavepoint();
    try {
      catalog.execute(List.of(declaration));
    } catch (SQLException e) {
      if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw e;
      }
      catalog.connection().rollback(before);
      catalog.execute(
          List.of(
              "DELETE FROM %1$s WHERE ctid IN (SELECT ctid FROM (SELECT ctid, row_number() OVER (PARTITION BY %2$s ORDER BY ctid DESC) AS place FROM %1$s WHERE %3$s) AS repeated WHERE place > 1)"
                  .formatted(table, columns, own)));
      declareIfPossible(declaration, own.equals(ALL_ROWS));
    }
  }

  /** Rows of somebody else, which stay, may have the same key. The merge does not need the key. */
  private void declareIfPossible(String declaration, boolean isRequired) throws SQLException {
    Savepoint before = catalog.connection().setSavepoint();
    try {
      catalog.execute(List.of(declaration));
    } catch (SQLException e) {
      if (isRequired || !UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw e;
      }
      catalog.connection().rollback(before);
    }
  }

  private boolean hasUniqueIndex(List<String> key) throws SQLException {
    Object[] names =
        key.stream()
            .map(name -> name.substring(1, name.length() - 1).replace("\"\"", "\""))
            .toArray();
    return catalog
        .text(INDEXES, table, catalog.connection().createArrayOf("text", names))
        .isPresent();
  }

  /** The columns of the primary key in order, quoted; empty if none is declared. */
  public List<String> primary() throws SQLException {
    return catalog.texts(
        "SELECT '\"' || replace(a.attname, '\"', '\"\"') || '\"' FROM pg_index i,"
            + " unnest(i.indkey[0:i.indnkeyatts - 1]) WITH ORDINALITY AS k(attnum, place)"
            + " JOIN pg_attribute a ON a.attrelid = ?::regclass AND a.attnum = k.attnum"
            + " WHERE i.indrelid = a.attrelid AND i.indisprimary ORDER BY k.place",
        table);
  }

  /**
   * Drops the primary key. Its columns may then be null, which a dropped key leaves forbidden
   * before version 18.
   *
   * @throws SQLException if a foreign key needs it
   */
  public void dropPrimary() throws SQLException {
    String columns =
        primary().stream()
            .map("ALTER COLUMN %s DROP NOT NULL"::formatted)
            .collect(Collectors.joining(", "));
    String names =
        "SELECT quote_ident(conname) FROM pg_constraint WHERE conrelid = ?::regclass"
            + " AND contype = 'p'";
    for (String name : catalog.texts(names, table)) {
      catalog.execute(
          List.of("ALTER TABLE %s DROP CONSTRAINT %s, %s".formatted(table, name, columns)));
    }
  }
}
