package io.github.customerio4j.spark;

import io.github.customerio4j.extract.rows.RowPart;
import io.github.customerio4j.extract.rows.RowQuery;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;
import org.jspecify.annotations.Nullable;

/**
 * What one task reads: a workspace, or a part of it. All that a task needs is in it, so that a
 * repeated one reads the same.
 *
 * @param workspace the workspace with its key
 * @param selection which rows
 * @param part the part; null for all
 * @param requests the estimated number of requests
 */
record RowPartition(
    WorkspaceAccess workspace, Selection selection, @Nullable String part, double requests)
    implements InputPartition {
  private static final long serialVersionUID = 1;

  /**
   * The rows of a table that are wanted.
   *
   * @param table its name
   * @param range the creation times
   * @param types the types of messages or activities
   * @param parents the ids of the only parents
   * @param columns the only columns
   */
  record Selection(
      String table, TimeRange range, List<String> types, List<String> parents, List<String> columns)
      implements Serializable {
    private static final long serialVersionUID = 1;

    RowQuery.Builder query() {
      RowQuery.Builder query =
          RowQuery.of(table).addAllTypes(types).addAllParents(parents).addAllColumns(columns);
      if (range.since() != null) {
        query.since(range.since());
      }
      if (range.until() != null) {
        query.until(range.until());
      }
      return query;
    }
  }

  RowQuery query() {
    RowQuery.Builder query = selection.query();
    if (part != null) {
      query.part(new RowPart(part, requests));
    }
    return query.build();
  }

  /** For logs: what is read, without the key. */
  @Override
  public String toString() {
    return "customerio "
        + selection.table()
        + " of "
        + workspace
        + " "
        + selection.range()
        + (part == null ? "" : " " + part);
  }
}
