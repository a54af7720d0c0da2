package io.github.customerio4j.client.model.people;

import java.util.List;
import java.util.Map;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** The ids of what uses a segment. */
@Value.Immutable
public interface SegmentUsers {
  /** Campaigns. */
  List<Long> campaigns();

  /** Newsletters that are not sent yet. */
  List<Long> draftNewsletters();

  /** Newsletters that were sent. */
  List<Long> sentNewsletters();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link SegmentUsers}. */
  final class Builder extends ImmutableSegmentUsers.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
