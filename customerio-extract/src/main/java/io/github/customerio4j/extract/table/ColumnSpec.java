package io.github.customerio4j.extract.table;

import io.github.customerio4j.extract.write.ColumnType;

/**
 * A column that the API documents.
 *
 * @param path where its values stand in a record
 * @param type the documented type; {@link ColumnType#TEXT} where it is known to wobble
 * @param description one sentence for people
 */
public record ColumnSpec(ColumnPath path, ColumnType type, String description) {}
