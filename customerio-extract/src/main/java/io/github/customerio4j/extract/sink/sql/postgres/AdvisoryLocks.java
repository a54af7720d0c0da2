package io.github.customerio4j.extract.sink.sql.postgres;

import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The locks of runs: advisory locks of PostgreSQL, which end with their session. A run alone has a
 * session for each of its locks. Runs of several workspaces in this process keep all theirs in one
 * session, so that hundreds of them do not take all connections of the server.
 */
public final class AdvisoryLocks {
  /** The beginning of the names of locks. */
  private static final String LOCKS = "customerio4j/";

  /** The seconds after which a session that does not answer is given up. */
  private static final int PATIENCE = 5;

  private static final long CHECK_MILLIS = 200;

  private static final Logger LOG = LoggerFactory.getLogger(AdvisoryLocks.class);

  /** By the database. Static, because the extractors of a process do not know of each other. */
  private static final Map<String, AdvisoryLocks> OF_WORKSPACES = new ConcurrentHashMap<>();

  private final Set<String> held = new LinkedHashSet<>();

  /** How many workspaces hold a lock together. */
  private final Map<String, Integer> together = new HashMap<>();

  private @Nullable Connection session;
  private String timeout = "";

  private AdvisoryLocks() {}

  /** Opens a connection without autocommit. */
  @FunctionalInterface
  public interface Opening {
    /** Opens it. */
    Connection open() throws SQLException;
  }

  /**
   * Takes a lock for a run alone, in a session of its own.
   *
   * @throws IOException if another run has it
   */
  public static Closeable alone(Opening opening, String name) throws SQLException, IOException {
    Connection connection = opening.open();
    try {
      if (!isTrue(connection, "SELECT pg_try_advisory_lock(hashtextextended(?, 0))", name)) {
        throw busy(name);
      }
      String before = withoutTimeout(connection);
      return () -> release(connection, name, before);
    } catch (SQLException | IOException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Takes a lock for a run of one workspace, and, together with those of other workspaces, the lock
   * that a run alone would take.
   *
   * @param database tells databases apart
   * @throws IOException if another run of the workspace, or a run alone, has it
   */
  public static Closeable ofWorkspace(
      String database, Opening opening, String name, String workspace)
      throws SQLException, IOException {
    AdvisoryLocks locks = OF_WORKSPACES.computeIfAbsent(database, any -> new AdvisoryLocks());
    locks.take(opening, name, name + "/" + workspace);
    return () -> locks.release(name, name + "/" + workspace);
  }

  private synchronized void take(Opening opening, String whole, String own)
      throws SQLException, IOException {
    if (held.contains(own)) {
      throw busy(own);
    }
    try {
      Connection open = session(opening);
      if (!isTrue(open, "SELECT pg_try_advisory_lock_shared(hashtextextended(?, 0))", whole)) {
        throw busy(whole);
      }
      if (!isTrue(open, "SELECT pg_try_advisory_lock(hashtextextended(?, 0))", own)) {
        isTrue(open, "SELECT pg_advisory_unlock_shared(hashtextextended(?, 0))", whole);
        throw busy(own);
      }
      held.add(own);
      together.merge(whole, 1, Integer::sum);
    } finally {
      closeIfUnused();
    }
  }

  /** The session; if it was lost, its locks are taken again in a new one. */
  private Connection session(Opening opening) throws SQLException {
    Connection open = session;
    if (open != null && open.isValid(PATIENCE)) {
      return open;
    }
    if (open != null) {
      LOG.debug("The session that held the locks was lost");
      close(open);
    }
    open = opening.open();
    session = open;
    timeout = withoutTimeout(open);
    for (Map.Entry<String, Integer> whole : together.entrySet()) {
      for (int i = 0; i < whole.getValue(); i++) {
        isTrue(open, "SELECT pg_try_advisory_lock_shared(hashtextextended(?, 0))", whole.getKey());
      }
    }
    for (String own : held) {
      isTrue(open, "SELECT pg_try_advisory_lock(hashtextextended(?, 0))", own);
    }
    return open;
  }

  private synchronized void release(String whole, String own) {
    held.remove(own);
    together.computeIfPresent(whole, (name, count) -> count == 1 ? null : count - 1);
    Connection open = session;
    if (open != null) {
      try {
        isTrue(open, "SELECT pg_advisory_unlock(hashtextextended(?, 0))", own);
        isTrue(open, "SELECT pg_advisory_unlock_shared(hashtextextended(?, 0))", whole);
      } catch (SQLException e) {
        // The session was lost, and its locks with it; the work under the locks is committed.
        LOG.debug("The session that held the lock was lost", e);
      }
    }
    closeIfUnused();
  }

  private void closeIfUnused() {
    Connection open = session;
    if (open != null && held.isEmpty()) {
      session = null;
      restore(open, timeout);
      close(open);
    }
  }

  /**
   * Waits in the connection's session for the turn to write, after those who came before, in
   * whatever process. The connection has no transaction afterwards.
   *
   * @param check called while the run waits; it throws if the run is to end
   * @return ends the turn when it is closed
   */
  public static Closeable turn(Connection connection, String name, Runnable check)
      throws SQLException {
    if (!isTrue(connection, "SELECT pg_try_advisory_lock(hashtextextended(?, 0))", name)) {
      await(connection, name, check);
    }
    return () -> unlock(connection, name);
  }

  private static void await(Connection connection, String name, Runnable check)
      throws SQLException {
    try (PreparedStatement wait =
        connection.prepareStatement("SELECT pg_advisory_lock(hashtextextended(?, 0))")) {
      wait.setString(1, LOCKS + name);
      Thread watch = new Thread(() -> cancelIfEnded(wait, check), "customerio-turn");
      watch.setDaemon(true);
      watch.start();
      try {
        wait.execute();
      } finally {
        watch.interrupt();
      }
      connection.commit();
    } catch (SQLException e) {
      // If the run is to end, that is the reason.
      check.run();
      throw e;
    }
  }

  /** The server ends the wait only if it is asked to, by another thread than the one that waits. */
  private static void cancelIfEnded(Statement waiting, Runnable check) {
    try {
      while (true) {
        Thread.sleep(CHECK_MILLIS);
        try {
          check.run();
        } catch (RuntimeException e) {
          waiting.cancel();
        }
      }
    } catch (InterruptedException e) {
      LOG.trace("The wait has ended");
    } catch (SQLException e) {
      LOG.debug("The wait could not be cancelled", e);
    }
  }

  private static void unlock(Connection connection, String name) throws IOException {
    try {
      // What has failed is undone here, or the server would not listen.
      connection.rollback();
      isTrue(connection, "SELECT pg_advisory_unlock(hashtextextended(?, 0))", name);
    } catch (SQLException e) {
      LOG.debug("The session that held the turn was lost", e);
    }
  }

  /** Unlocks explicitly, because a session that is only closed keeps its locks for a moment. */
  private static void release(Connection connection, String name, String before) {
    try {
      isTrue(connection, "SELECT pg_advisory_unlock(hashtextextended(?, 0))", name);
    } catch (SQLException e) {
      // The session was lost, and its locks with it; the work under the locks is committed.
      LOG.debug("The session that held the lock was lost", e);
    }
    restore(connection, before);
    close(connection);
  }

  private static void restore(Connection connection, String before) {
    if (!before.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET idle_session_timeout = '" + before + "'");
        connection.commit();
      } catch (SQLException e) {
        LOG.debug("The session that held the lock was lost", e);
      }
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("The session that held the lock was lost", e);
    }
  }

  private static boolean isTrue(Connection connection, String query, String name)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(query)) {
      select.setString(1, LOCKS + name);
      boolean isTrue;
      try (ResultSet found = select.executeQuery()) {
        isTrue = found.next() && found.getBoolean(1);
      }
      connection.commit();
      return isTrue;
    }
  }

  private static IOException busy(String name) {
    return new IOException(
        "Cannot start: another run writes the same tables of this database (%s). Wait for it, or end it."
            .formatted(name));
  }

  /**
   * Lets the session be idle, because it keeps the lock. Returns the setting before; empty before
   * version 14, which has no such setting.
   */
  private static String withoutTimeout(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("SELECT current_setting('idle_session_timeout', true)")) {
      String before = found.next() ? found.getString(1) : null;
      if (before == null || before.isEmpty()) {
        return "";
      }
      statement.execute("SET idle_session_timeout = 0");
      return before;
    } finally {
      connection.commit();
    }
  }
}
