package io.github.customerio4j.client.model.sending;

import com.squareup.moshi.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A content of a transactional message: a language. */
@Value.Immutable
public interface TransactionalContent {
  /** Identifies the content; empty where the API leaves it out. */
  OptionalLong id();

  /** Its name. */
  Optional<String> name();

  /** Its kind, such as {@code email}. */
  Optional<String> type();

  /** Its language; empty for the default. */
  Optional<String> language();

  /** The subject line of an email. */
  Optional<String> subject();

  /** The content. */
  Optional<String> body();

  /** The layout around the content, as HTML. */
  Optional<String> layout();

  /** The sender. */
  @Json(name = "from")
  Optional<String> sender();

  /** The sender identity it comes from. */
  OptionalLong fromId();

  /** The reply-to address. */
  Optional<String> replyTo();

  /** Where it is sent, often a template. */
  Optional<String> recipient();

  /** The preheader: the text that mail programs show beside the subject. */
  Optional<String> preheaderText();

  /** When it was created. */
  Optional<Instant> created();

  /** When it was last changed. */
  Optional<Instant> updated();

  /** The content for clients that know AMP. */
  Optional<String> bodyAmp();

  /** The recipients of a copy. */
  Optional<String> cc();

  /** The recipients of a blind copy. */
  Optional<String> bcc();

  /** Whether blind copies are messages of their own. */
  Optional<Boolean> fakeBcc();

  /** Headers: JSON, an array of names and values. */
  Optional<String> headers();

  /** The sender identity that replies go to. */
  OptionalLong replyToId();

  /** The tool that inlines the styles, if any. */
  Optional<String> preprocessor();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link TransactionalContent}. */
  final class Builder extends ImmutableTransactionalContent.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
