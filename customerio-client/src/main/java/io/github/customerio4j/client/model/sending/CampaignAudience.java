package io.github.customerio4j.client.model.sending;

import java.util.Map;
import java.util.OptionalLong;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** Whom a campaign of objects or relationships reaches. */
@Value.Immutable
public interface CampaignAudience {
  /** The kind of audience, a number of the API; empty if the API does not say. */
  OptionalLong type();

  /** Conditions that people meet, as the API writes them; empty if there are none. */
  Map<String, Object> personFilters();

  /** Conditions that relationships meet, as the API writes them; empty if there are none. */
  Map<String, Object> relationshipFilters();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link CampaignAudience}. */
  final class Builder extends ImmutableCampaignAudience.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
