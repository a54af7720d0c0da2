package io.github.customerio4j.client.model.workspace;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A header of an email. */
@Value.Immutable
public interface StudioHeader {
  /** Its name; empty if the API does not say. */
  Optional<String> name();

  /** Its value; empty if the API does not say. */
  Optional<String> value();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link StudioHeader}. */
  final class Builder extends ImmutableStudioHeader.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
