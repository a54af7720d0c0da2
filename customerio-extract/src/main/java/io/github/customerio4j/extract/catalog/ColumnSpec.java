package io.github.customerio4j.extract.catalog;

import io.github.customerio4j.extract.sink.ColumnType;

/**
 * A column that the API documents.
 *
 * @param path where its values stand in a record
 * @param type the documented type; {@link ColumnType#TEXT} where it is known to wobble
 * @param description one sentence for people
 */
public record ColumnSpec(ColumnPath path, ColumnType type, String description) {}
