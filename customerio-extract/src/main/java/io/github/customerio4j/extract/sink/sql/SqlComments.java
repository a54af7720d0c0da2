package io.github.customerio4j.extract.sink.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The comments of a table and its columns. A comment of the user is never changed: only one that is
 * missing is written, and one that a run wrote, if its text is another one now.
 */
final class SqlComments {
  /** The name under which the comment of the table itself stands among those of its columns. */
  static final String TABLE = "";

  private final Connection connection;
  private final Dialect dialect;
  private final SqlTable table;

  SqlComments(Connection connection, Dialect dialect, SqlTable table) {
    this.connection = connection;
    this.dialect = dialect;
    this.table = table;
  }

  /**
   * Writes comments.
   *
   * @param wanted the texts by the columns' names, and that of the table by {@link #TABLE}; columns
   *     without a text have an empty one
   * @param before the texts that former runs wrote
   * @return the texts that runs have written, for the next run
   */
  Map<String, String> write(Map<String, String> wanted, Map<String, String> before)
      throws SQLException {
    Map<String, String> ours = new LinkedHashMap<>();
    if (!dialect.mayComment(connection, table)) {
      wanted.keySet().forEach(name -> ours.put(name, before.getOrDefault(name, "")));
      return ours;
    }
    Map<String, String> there = dialect.comments(connection, table);
    for (Map.Entry<String, String> comment : wanted.entrySet()) {
      String name = comment.getKey();
      String text = comment.getValue();
      String current = there.getOrDefault(name, "");
      boolean isOurs = current.isEmpty() || current.equals(before.get(name));
      if (isOurs && !current.equals(text)) {
        SqlText.execute(
            connection,
            "COMMENT ON %s IS %s"
                .formatted(
                    name.equals(TABLE)
                        ? "TABLE " + table.quoted()
                        : "COLUMN " + table.quoted() + "." + Dialect.quoted(name),
                    text.isEmpty() ? "NULL" : "'" + text.replace("'", "''") + "'"));
      }
      ours.put(name, isOurs ? text : "");
    }
    return ours;
  }
}
