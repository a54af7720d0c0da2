package io.github.customerio4j.extract.catalog;

import io.github.customerio4j.extract.sink.DataType;
import java.util.Objects;

/**
 * A column that the API documents.
 *
 * @param path the place of its values in a record
 * @param type the documented type; {@link DataType#TEXT} if values are known to vary in type
 * @param description one sentence for people
 * @param zeroIsNever for a {@link DataType#TIME}, whether the API sends 0 for what never happened
 */
public record ColumnSpec(ColumnPath path, DataType type, String description, boolean zeroIsNever) {

  /** Checks that everything is there. */
  public ColumnSpec {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(description, "description");
  }

  /** A column in which 0 has no meaning of its own. */
  public ColumnSpec(ColumnPath path, DataType type, String description) {
    this(path, type, description, false);
  }
}
