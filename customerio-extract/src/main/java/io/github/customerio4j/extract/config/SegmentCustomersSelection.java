package io.github.customerio4j.extract.config;

import java.util.List;
import org.immutables.value.Value;

/** The segments whose members to extract into {@code segment_customers}. */
@Value.Immutable
public abstract class SegmentCustomersSelection {

  SegmentCustomersSelection() {}

  /** The ids of the segments, in the order of the output; empty (the default) for all segments. */
  public abstract List<Long> segmentIds();

  /** Selects the members of all segments. */
  public static SegmentCustomersSelection allSegments() {
    return builder().build();
  }

  /** Starts a selection; without options it selects the members of all segments. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a selection's options. */
  public static final class Builder extends ImmutableSegmentCustomersSelection.Builder {
    Builder() {}
  }
}
