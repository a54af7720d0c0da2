package io.github.customerio4j.extract.write.sql;

import java.io.IOException;
import java.sql.SQLException;

/** Failures of the database, as those who write tables expect them. */
final class SqlFailure {
  private SqlFailure() {}

  static IOException of(String what, SQLException e) {
    return new IOException("Cannot " + what + ": " + String.valueOf(e.getMessage()).strip(), e);
  }

  static IOException missingDriver(String database, String artifact, Throwable cause) {
    return new IOException(
        "Cannot connect to "
            + database
            + ": its driver is not there. Add "
            + artifact
            + " to the dependencies.",
        cause);
  }
}
