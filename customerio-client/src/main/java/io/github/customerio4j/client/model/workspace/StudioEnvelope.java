package io.github.customerio4j.client.model.workspace;

import com.squareup.moshi.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** The sender and the recipient of an email of the Design Studio. */
@Value.Immutable
public interface StudioEnvelope {
  /** The sender; empty if none is set. */
  @Json(name = "from")
  Optional<String> sender();

  /** The sender identity; empty if none is set. */
  OptionalLong fromId();

  /** The reply-to address; empty if none is set. */
  Optional<String> replyTo();

  /** The sender identity that replies go to; empty if none is set. */
  OptionalLong replyToId();

  /** The recipient, often a template; empty if none is set. */
  Optional<String> recipient();

  /** The recipients of a blind copy; empty if there are none. */
  Optional<String> bcc();

  /** Whether blind copies are messages of their own; empty if the API does not say. */
  Optional<Boolean> fakeBcc();

  /** Headers besides the usual; empty if there are none. */
  List<StudioHeader> headers();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link StudioEnvelope}. */
  final class Builder extends ImmutableStudioEnvelope.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
