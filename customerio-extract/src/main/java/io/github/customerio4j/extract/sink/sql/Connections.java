package io.github.customerio4j.extract.sink.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens connections without autocommit, by an address or from the user's pool. */
@FunctionalInterface
interface Connections {
  Logger LOG = LoggerFactory.getLogger(Connections.class);

  /**
   * What threads wait for that open and close a file. Static, because the file is the process's.
   */
  Map<Path, Object> FILES = new ConcurrentHashMap<>();

  /** Opens a connection; to close it is to give it back. */
  Connection open() throws SQLException;

  /** Connections of the user, which go back as they came. */
  static Connections of(DataSource source) {
    return () -> {
      Connection connection;
      try {
        connection = source.getConnection();
      } catch (SQLTransientConnectionException e) {
        throw new SQLTransientConnectionException(
            e.getMessage() + " (a run needs up to four connections at a time)", e.getSQLState(), e);
      }
      try {
        return borrowed(connection);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    };
  }

  /**
   * Opens and closes one connection of this process at a time: DuckDB cannot open a file while
   * another thread closes its last connection.
   *
   * @param file the database's file
   */
  static Connections inTurns(Path file, Connections connections) {
    Object turn = FILES.computeIfAbsent(file, any -> new Object());
    return () -> {
      synchronized (turn) {
        Connection connection = connections.open();
        return closedBy(
            connection,
            () -> {
              synchronized (turn) {
                connection.close();
              }
            });
      }
    };
  }

  private static Connection borrowed(Connection connection) throws SQLException {
    boolean commitsItself = connection.getAutoCommit();
    connection.setAutoCommit(false);
    return closedBy(connection, () -> giveBack(connection, commitsItself));
  }

  /** Ends the use of a connection. */
  @FunctionalInterface
  interface Closing {
    void close() throws SQLException;
  }

  private static Connection closedBy(Connection connection, Closing closing) {
    return (Connection)
        Proxy.newProxyInstance(
            Connections.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                closing.close();
                return null;
              }
              return call(connection, method, arguments);
            });
  }

  private static Object call(Connection connection, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Ends the transaction. Its settings are local to it, so that only autocommit is left. */
  private static void giveBack(Connection connection, boolean commitsItself) throws SQLException {
    try (connection) {
      if (!connection.isClosed()) {
        connection.rollback();
        connection.setAutoCommit(commitsItself);
      }
    } catch (SQLException e) {
      // The pool sees the same when it takes the connection back; what was written is committed.
      LOG.debug("A connection was lost before it was given back", e);
    }
  }
}
