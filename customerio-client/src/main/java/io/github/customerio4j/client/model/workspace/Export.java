package io.github.customerio4j.client.model.workspace;

import com.squareup.moshi.Json;
import io.github.customerio4j.client.model.constant.ExportStatus;
import io.github.customerio4j.client.model.constant.ExportType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** An export: a CSV file that is being created or is ready. */
@Value.Immutable
public interface Export {
  /** Identifies the export. */
  long id();

  /**
   * {@code id:timestamp}, where the timestamp is the last update: identifies a version, not the
   * object.
   */
  Optional<String> deduplicateId();

  /** What it holds. */
  Optional<ExportType> type();

  /**
   * {@link ExportStatus#PENDING}, then {@link ExportStatus#DONE} or {@link ExportStatus#FAILED}.
   */
  Optional<ExportStatus> status();

  /** Whether it failed; false unless the API says otherwise. */
  @Value.Default
  default boolean failed() {
    return false;
  }

  /** Its description. */
  Optional<String> description();

  /** How often it was downloaded. */
  OptionalLong downloads();

  /** The number of rows; 0 until it is done. */
  OptionalLong total();

  /** When it was requested. */
  @Json(name = "created_at")
  Optional<Instant> created();

  /** When it last changed. */
  @Json(name = "updated_at")
  Optional<Instant> updated();

  /** Who requested it. */
  OptionalLong userId();

  /** Who requested it. */
  Optional<String> userEmail();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; {@code id} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of an {@link Export}. */
  final class Builder extends ImmutableExport.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
