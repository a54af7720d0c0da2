package io.github.customerio4j.client.model.people;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

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

  /**
   * {@code events}, {@code build}, {@code events_queued}, {@code build_queued} or {@code finished}.
   */
  Optional<String> state();

  /** How far it is built, in percent; empty when it is done. */
  OptionalInt progress();

  /** {@code dynamic} or {@code manual}. */
  Optional<String> type();

  /** Its tags. */
  List<String> tags();

  /** When it was created. */
  Optional<Instant> createdAt();

  /** When it was last changed. */
  Optional<Instant> updatedAt();

  /** Fields that this library does not know yet, by their JSON name. */
  Map<String, Object> unknownFields();

  /** Starts a new value; {@code id} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Segment}. */
  final class Builder extends ImmutableSegment.Builder {
    Builder() {}
  }
}
