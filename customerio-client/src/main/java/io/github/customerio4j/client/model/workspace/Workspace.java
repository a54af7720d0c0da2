package io.github.customerio4j.client.model.workspace;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A workspace of the account. */
@Value.Immutable
public interface Workspace {
  /** Identifies the workspace. */
  long id();

  /** Its name. */
  Optional<String> name();

  /** How many people it has. */
  OptionalLong people();

  /** How many objects it has. */
  OptionalLong objects();

  /** How many kinds of objects it has. */
  OptionalLong objectTypes();

  /** Messages of this billing period. */
  OptionalLong messagesSent();

  /** Emails of this billing period that are billed. */
  OptionalLong billableMessagesSent();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; {@code id} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Workspace}. */
  final class Builder extends ImmutableWorkspace.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
