package io.github.customerio4j.client.model.people;

import io.github.customerio4j.client.model.constant.SuppressionCategory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** Why the email service does not send to an address. */
@Value.Immutable
public interface SuppressionSearch {
  /** The kind of suppression; empty if the address is not suppressed. */
  Optional<SuppressionCategory> category();

  /** The suppressions of the address. */
  List<Suppression> suppressions();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link SuppressionSearch}. */
  final class Builder extends ImmutableSuppressionSearch.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
