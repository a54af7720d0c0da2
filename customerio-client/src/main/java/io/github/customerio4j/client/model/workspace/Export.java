package io.github.customerio4j.client.model.workspace;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** An export: a CSV file in the making, or ready. */
@Value.Immutable
public interface Export {
  /** Identifies the export. */
  long id();

  /**
   * {@code id:timestamp}, the timestamp being the last update: identifies a version, not the
   * object.
   */
  Optional<String> deduplicateId();

  /** {@code customers} or {@code deliveries}. */
  Optional<String> type();

  /** {@code pending}, then {@code done} or {@code failed}. */
  Optional<String> status();

  /** Whether it failed; false unless said otherwise. */
  @Value.Default
  default boolean failed() {
    return false;
  }

  /** What it holds, in words. */
  Optional<String> description();

  /** How often it was downloaded. */
  OptionalLong downloads();

  /** The number of rows; 0 until it is done. */
  OptionalLong total();

  /** When it was asked for. */
  Optional<Instant> createdAt();

  /** When it last changed. */
  Optional<Instant> updatedAt();

  /** Who asked for it. */
  OptionalLong userId();

  /** Who asked for it. */
  Optional<String> userEmail();

  /** Fields that this library does not know yet, by their JSON name. */
  Map<String, Object> unknownFields();

  /** Starts a new value; {@code id} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of an {@link Export}. */
  final class Builder extends ImmutableExport.Builder {
    Builder() {}
  }
}
