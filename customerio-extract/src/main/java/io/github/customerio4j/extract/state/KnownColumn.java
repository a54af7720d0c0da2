package io.github.customerio4j.extract.state;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column that a previous run named.
 *
 * @param name its name
 * @param pointer the JSON Pointer of its field, or null if it is not known, because the previous
 *     Keboola component stored only names: then the first field that would get this name takes it
 */
public record KnownColumn(String name, @Nullable String pointer) {
  /** Refuses what is missing. */
  public KnownColumn {
    Objects.requireNonNull(name, "name");
  }
}
