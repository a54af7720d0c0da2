package io.github.customerio4j.extract.sink.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What depends on a table, around a change of the types of its columns. */
interface Dependents {

  /** Drops what the database does not keep. */
  void drop() throws SQLException;

  /**
   * Creates it again.
   *
   * @throws IOException if something does not fit the new types; the message says what to do
   */
  void create() throws SQLException, IOException;

  /** What is to be done after the commit. */
  default List<AfterCommit> afterCommit() {
    return List.of();
  }

  /** A step after the commit, in a transaction of its own. */
  @FunctionalInterface
  interface AfterCommit {
    /** Does it; returns what the user has to do, if it was not possible. */
    Optional<String> run(Connection connection) throws SQLException, IOException;
  }
}
