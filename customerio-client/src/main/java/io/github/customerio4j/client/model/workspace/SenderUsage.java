package io.github.customerio4j.client.model.workspace;

import java.util.List;
import java.util.Map;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** The ids of what uses a sender. */
@Value.Immutable
public interface SenderUsage {
  /** Campaigns. */
  List<Long> campaigns();

  /** Newsletters that were sent. */
  List<Long> sentNewsletters();

  /** Newsletters that are not sent yet. */
  List<Long> draftNewsletters();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link SenderUsage}. */
  final class Builder extends ImmutableSenderUsage.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
