package io.github.customerio4j.extract.catalog;

/**
 * A field of the parent that tells its children apart: it stands in the child's path as {@code
 * {column}}, and in each of the child's rows.
 *
 * @param field the parent's column
 * @param column the child's column
 */
public record ParentKey(String field, String column) {}
