package io.github.customerio4j.extract.sink.sql;

import java.io.IOException;
import java.sql.SQLException;

/** Turns failures of the database into the {@link IOException}s that callers of a sink expect. */
final class SqlFailure {
  private static final String DISK_FULL =
      ". The disk of the database is full; nothing was changed. Free space there and run again.";

  private SqlFailure() {}

  static IOException of(String what, SQLException e) {
    String message = String.valueOf(e.getMessage()).strip();
    if (message.startsWith("No suitable driver")) {
      boolean isDuckDb = message.contains("jdbc:duckdb:");
      return new IOException(
          "Cannot "
              + what
              + ": the database's driver is missing. Add "
              + (isDuckDb ? "org.duckdb:duckdb_jdbc" : "org.postgresql:postgresql")
              + " to the dependencies.",
          e);
    }
    return new IOException("Cannot " + what + ": " + message + remedy(e), e);
  }

  /** The remedy for a failure whose message does not name one; empty if none is known. */
  private static String remedy(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return switch (state) {
      case "2BP01", "0A000" ->
          ". Something of yours depends on the table, such as a view: drop it, run again, and create"
              + " it again.";
      case "54000", "54011" ->
          ". A row is wider than PostgreSQL can store: lower columnLimit, so that the fields beyond go"
              + " into remaining_fields as JSON, or leave columns out.";
      case "28000", "28P01" -> ". Check user and password.";
      case "42501" ->
          ". Grant the user the right to create and change tables in the schema, and to create the"
              + " schema and temporary tables in the database.";
      case "25006" ->
          ". The user, the database or the server is read-only: use a user whose"
              + " default_transaction_read_only is off, or the primary server.";
      case "53100" -> DISK_FULL;
      case "23505", "23502" ->
          ". The table has a key or a NOT NULL column that does not fit the rows of this run: run with"
              + " --full, which replaces the table, or drop that key or constraint.";
      case "23503" ->
          ". A row that a run has to delete or to add does not fit a foreign key of yours: change or"
              + " delete the rows that refer to it, or declare the key ON DELETE CASCADE or SET NULL,"
              + " and run again. Nothing was changed.";
      case "55P03", "40P01" -> ". Another session holds the table; run again.";
      default -> isDiskFull(e) ? DISK_FULL : "";
    };
  }

  /** DuckDB passes on the words of the system, without a state. */
  private static boolean isDiskFull(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("No space left on device") || message.contains("disk is full");
  }
}
