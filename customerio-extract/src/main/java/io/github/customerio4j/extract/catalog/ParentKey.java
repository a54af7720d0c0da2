package io.github.customerio4j.extract.catalog;

import java.util.Objects;

/**
 * A field of the parent that identifies the parent of a child. It replaces {@code {column}} in the
 * child's path, and becomes a column of the child's rows.
 *
 * @param field the parent's column
 * @param column the child's column
 */
public record ParentKey(String field, String column) {

  /** Checks that both are there. */
  public ParentKey {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(column, "column");
  }
}
