package io.github.customerio4j.client.model.workspace;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A webhook that the workspace reports events to. */
@Value.Immutable
public interface ReportingWebhook {
  /** Identifies the webhook. */
  long id();

  /** Its name. */
  Optional<String> name();

  /** The URL that it sends to. */
  Optional<String> endpoint();

  /** {@code webhook} or {@code js}. */
  Optional<String> type();

  /** What it reports. */
  List<String> events();

  /** Whether it is switched off. */
  Optional<Boolean> disabled();

  /** Whether every open and click is reported, not only the first. */
  Optional<Boolean> fullResolution();

  /** Whether the content is included. */
  Optional<Boolean> withContent();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; {@code id} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link ReportingWebhook}. */
  final class Builder extends ImmutableReportingWebhook.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
