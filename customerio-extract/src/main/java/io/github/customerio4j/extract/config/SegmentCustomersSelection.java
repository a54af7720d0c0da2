package io.github.customerio4j.extract.config;

import java.util.List;
import org.immutables.value.Value;

/** Whose members to extract into {@code segment_customers}. */
@Value.Immutable
public abstract class SegmentCustomersSelection {

  SegmentCustomersSelection() {}

  /** The segments' ids, in the order of the output; empty (the default) for all segments. */
  public abstract List<Long> segmentIds();

  /** The members of every segment. */
  public static SegmentCustomersSelection allSegments() {
    return builder().build();
  }

  /** Starts a selection. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a selection's options. */
  public static final class Builder extends ImmutableSegmentCustomersSelection.Builder {
    Builder() {}
  }
}
