package io.github.customerio4j.extract.sink.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens connections without autocommit, by an address or from the user's pool. */
@FunctionalInterface
interface Connections {
  Logger LOG = LoggerFactory.getLogger(Connections.class);

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

  private static Connection borrowed(Connection connection) throws SQLException {
    boolean commitsItself = connection.getAutoCommit();
    connection.setAutoCommit(false);
    return (Connection)
        Proxy.newProxyInstance(
            Connections.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                giveBack(connection, commitsItself);
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
