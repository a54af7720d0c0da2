package io.github.customerio4j.client.model.people;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A person who has opted out of senders. */
@Value.Immutable
public interface PersonOptOuts {
  /** The person's id at Customer.io; with or without the prefix {@code cio_}. */
  Optional<String> cioId();

  /** The person's id in the workspace. */
  Optional<String> customerId();

  /** The senders that they have opted out of. */
  List<OptOut> optouts();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link PersonOptOuts}. */
  final class Builder extends ImmutablePersonOptOuts.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
