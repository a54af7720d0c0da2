package io.github.customerio4j.extract.catalog;

import io.github.customerio4j.extract.sink.ColumnType;

/**
 * A column that the API documents.
 *
 * @param path the place of its values in a record
 * @param type the documented type; {@link ColumnType#TEXT} if values are known to vary in type
 * @param description one sentence for people
 */
public record ColumnSpec(ColumnPath path, ColumnType type, String description) {}
