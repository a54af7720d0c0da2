package io.github.customerio4j.extract.catalog;

import io.github.customerio4j.extract.sink.DataType;

/**
 * A column that the API documents.
 *
 * @param path where its values stand in a record
 * @param type the documented type; {@link DataType#TEXT} where it is known to wobble
 * @param description one sentence for people
 */
public record ColumnSpec(ColumnPath path, DataType type, String description) {}
