package io.github.customerio4j.extract.write.sql;

import java.io.IOException;
import java.sql.SQLException;

/** Failures of the database, as those who write tables expect them. */
final class SqlFailure {
  private SqlFailure() {}

  static IOException of(String what, SQLException e) {
    String message = String.valueOf(e.getMessage()).strip();
    return message.startsWith("No suitable driver")
        ? new IOException(
            "Cannot "
                + what
                + ": the database's driver is not there. Add org.duckdb:duckdb_jdbc or"
                + " org.postgresql:postgresql to the dependencies.",
            e)
        : new IOException("Cannot " + what + ": " + message, e);
  }
}
