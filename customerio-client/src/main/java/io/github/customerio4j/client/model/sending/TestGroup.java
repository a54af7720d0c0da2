package io.github.customerio4j.client.model.sending;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A group of an A/B test of a newsletter. */
@Value.Immutable
public interface TestGroup {
  /** Identifies the group. */
  String id();

  /** Its label. */
  Optional<String> label();

  /** Whether it won. */
  Optional<String> winner();

  /** Its contents. */
  List<Long> contentIds();

  /** Fields that this library does not know yet, by their JSON name. */
  Map<String, Object> unknownFields();

  /** Starts a new value; {@code id} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link TestGroup}. */
  final class Builder extends ImmutableTestGroup.Builder {
    Builder() {}
  }
}
