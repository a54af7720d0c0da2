package io.github.customerio4j.client.model.sending;

import com.squareup.moshi.Json;
import io.github.customerio4j.client.model.constant.MessageType;
import io.github.customerio4j.client.model.constant.SendingState;
import io.github.customerio4j.client.model.constant.WebhookMethod;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * An action of a campaign: a message to send, a webhook to call. Which fields are set depends on
 * its type.
 */
@Value.Immutable
public interface CampaignAction {
  /** Identifies the action in its campaign; empty where the API leaves it out. */
  OptionalLong id();

  /** The campaign it belongs to. */
  OptionalLong campaignId();

  /** The action it belongs to, such as a split. */
  OptionalLong parentActionId();

  /**
   * {@code id:timestamp}, where the timestamp is the last update: identifies a version, not the
   * object.
   */
  Optional<String> deduplicateId();

  /** Its name. */
  Optional<String> name();

  /** What it does, such as {@link MessageType#EMAIL}: an open set. */
  Optional<String> type();

  /** When it was created. */
  Optional<Instant> created();

  /** When it was last changed. */
  Optional<Instant> updated();

  /** The layout around the content, as HTML. */
  Optional<String> layout();

  /** The content. */
  Optional<String> body();

  /** The subject line of an email. */
  Optional<String> subject();

  /** The sender. */
  @Json(name = "from")
  Optional<String> sender();

  /** The sender identity it comes from. */
  OptionalLong fromId();

  /** The reply-to address. */
  Optional<String> replyTo();

  /** The sender identity that replies go to. */
  OptionalLong replyToId();

  /** Where it is sent, often a template. */
  Optional<String> recipient();

  /** The recipients of a blind copy. */
  Optional<String> bcc();

  /** The CSS preprocessor. */
  Optional<String> preprocessor();

  /** The preheader: the text that mail programs show beside the subject. */
  Optional<String> preheaderText();

  /** The language of this variant. */
  Optional<String> language();

  /** Whether it sends its messages. */
  Optional<SendingState> sendingState();

  /** The URL of a webhook. */
  Optional<String> url();

  /** The HTTP method of a webhook. */
  Optional<WebhookMethod> method();

  /** The broadcast it belongs to; empty in a campaign. */
  OptionalLong broadcastId();

  /** Whether blind copies are messages of their own; empty if the API does not say. */
  Optional<Boolean> fakeBcc();

  /** Headers as JSON, whether the API sends an object or a text; empty if there are none. */
  Optional<String> headers();

  /** The content for AMP; empty if there is none. */
  Optional<String> bodyAmp();

  /** The URL of the image of a push message; empty if there is none. */
  Optional<String> imageUrl();

  /** The editor that the content was made with. Seen in answers, not documented. */
  Optional<String> editor();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link CampaignAction}. */
  final class Builder extends ImmutableCampaignAction.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
