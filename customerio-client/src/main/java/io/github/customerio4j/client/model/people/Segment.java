package io.github.customerio4j.client.model.people;

import com.squareup.moshi.Json;
import io.github.customerio4j.client.model.constant.SegmentState;
import io.github.customerio4j.client.model.constant.SegmentType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A group of people. */
@Value.Immutable
public interface Segment {
  /** Identifies the segment. */
  long id();

  /**
   * {@code id:timestamp}, where the timestamp is the last update: identifies a version, not the
   * object.
   */
  Optional<String> deduplicateId();

  /** Its name. */
  Optional<String> name();

  /** What it is for. */
  Optional<String> description();

  /** How far it is built. */
  Optional<SegmentState> state();

  /** How far it is built, in percent; empty when it is done. */
  OptionalInt progress();

  /** How it gets its people. */
  Optional<SegmentType> type();

  /** Its tags. */
  List<String> tags();

  /** When it was created. */
  @Json(name = "created_at")
  Optional<Instant> created();

  /** When it was last changed. */
  @Json(name = "updated_at")
  Optional<Instant> updated();

  /** The conditions of a dynamic segment, as maps and lists. Seen in answers, not documented. */
  Optional<Object> conditions();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; {@code id} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Segment}. */
  final class Builder extends ImmutableSegment.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
