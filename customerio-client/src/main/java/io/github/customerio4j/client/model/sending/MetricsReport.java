package io.github.customerio4j.client.model.sending;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** Metrics of an explicit window, the response of version 2. */
@Value.Immutable
public interface MetricsReport {
  /** The metrics. */
  Optional<Metrics> metric();

  /**
   * The metrics of each language, by the id of the action that carries it; only for actions of
   * several languages.
   */
  Map<String, Metrics> languageVariants();

  /** When the window begins. */
  Optional<Instant> start();

  /** When the window ends. */
  Optional<Instant> end();

  /** The resolution, such as {@code days}. */
  Optional<String> res();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link MetricsReport}. */
  final class Builder extends ImmutableMetricsReport.Builder {
    Builder() {}
  }
}
