package io.github.customerio4j.extract.sink.sql.postgres;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes tables of PostgreSQL that others read. The lock of such a change waits for the readers
 * that are there, and all later readers wait for it. So it waits briefly, lets the readers through,
 * and tries again.
 */
public final class PatientAlter {
  private static final Logger LOG = LoggerFactory.getLogger(PatientAlter.class);
  private static final Duration WAIT = Duration.ofMillis(300);
  private static final Duration PAUSE = Duration.ofMillis(700);
  private static final int ATTEMPTS = 120;
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private PatientAlter() {}

  /**
   * Takes the lock of a table for a change in the connection's transaction.
   *
   * @param table the table's qualified name, quoted
   * @throws SQLException if others have not let it go after some two minutes
   */
  public static void lock(Connection connection, String table) throws SQLException, IOException {
    execute(connection, table, "LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
  }

  /**
   * Executes statements in the connection's transaction, which holds their lock until it ends.
   *
   * @param table the table's qualified name, quoted
   * @throws SQLException if others have not let it go after some two minutes
   */
  public static void execute(Connection connection, String table, String... statements)
      throws SQLException, IOException {
    Catalog catalog = new Catalog(connection);
    for (int attempt = 1; ; attempt++) {
      Savepoint before = connection.setSavepoint();
      try {
        catalog.execute(List.of("SET LOCAL lock_timeout = " + WAIT.toMillis()));
        catalog.execute(List.of(statements));
        catalog.execute(List.of("SET LOCAL lock_timeout = DEFAULT"));
        connection.releaseSavepoint(before);
        return;
      } catch (SQLException e) {
        connection.rollback(before);
        if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState()) || attempt == ATTEMPTS) {
          throw e;
        }
        LOG.debug("Table {} is in use; attempt {} of {}", table, attempt, ATTEMPTS);
        pause();
      }
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted =
          new InterruptedIOException("The thread was interrupted while it waited for a table.");
      interrupted.initCause(e);
      throw interrupted;
    }
  }
}
