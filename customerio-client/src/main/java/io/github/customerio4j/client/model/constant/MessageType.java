package io.github.customerio4j.client.model.constant;

/**
 * The usual types of messages: the channels. The set is open: a type is a text, and the API may use
 * others.
 */
public final class MessageType {
  /** Email. */
  public static final String EMAIL = "email";

  /** A request to a server. */
  public static final String WEBHOOK = "webhook";

  /** SMS. */
  public static final String TWILIO = "twilio";

  /** WhatsApp. */
  public static final String WHATSAPP = "whatsapp";

  /** Slack. */
  public static final String SLACK = "slack";

  /** A push message. */
  public static final String PUSH = "push";

  /** A message in an app. */
  public static final String IN_APP = "in_app";

  /** A message in the inbox of an app. */
  public static final String INBOX = "inbox";

  /** A live notification. */
  public static final String LIVE_NOTIFICATION = "live_notification";

  /** A push message through Urban Airship; only in old workspaces. */
  public static final String URBAN_AIRSHIP = "urban_airship";

  private MessageType() {}
}
