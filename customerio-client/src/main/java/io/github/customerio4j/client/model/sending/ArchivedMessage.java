package io.github.customerio4j.client.model.sending;

import com.squareup.moshi.Json;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** What was sent in a delivery, as far as the API keeps it. */
@Value.Immutable
public interface ArchivedMessage {
  /** Identifies the delivery. */
  Optional<String> id();

  /** The subject of an email. */
  Optional<String> subject();

  /** The content. */
  Optional<String> body();

  /** Where it went. */
  Optional<String> recipient();

  /** The sender. */
  @Json(name = "from")
  Optional<String> sender();

  /** The reply-to address. */
  Optional<String> replyTo();

  /** The recipients of a copy. */
  Optional<String> cc();

  /** The recipients of a blind copy. */
  Optional<String> bcc();

  /** Whether blind copies were messages of their own. */
  Optional<Boolean> fakeBcc();

  /** Headers: JSON, an array of names and values. */
  Optional<String> headers();

  /** The preheader: the text that mail programs show beside the subject. */
  Optional<String> preheaderText();

  /** The method of a webhook. */
  Optional<String> requestMethod();

  /** The address of a webhook. */
  Optional<String> url();

  /** Whether the content was erased. */
  Optional<Boolean> forgotten();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link ArchivedMessage}. */
  final class Builder extends ImmutableArchivedMessage.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
