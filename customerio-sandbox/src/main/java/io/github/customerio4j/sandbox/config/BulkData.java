package io.github.customerio4j.sandbox.config;

import java.util.List;
import java.util.Set;

/**
 * Messages and activities that are made as they are asked for, so that there may be any number of
 * them: for measurements. They stand in place of the workspace's own in the lists of messages and
 * activities; each has an id of its own, and there are more of them lately than long ago. Drafts,
 * activities of deleted people and filters by anything but type and time are not served.
 *
 * @param messages messages of the last three years
 * @param messageTypes their types in turn; a type that stands twice comes twice as often
 * @param activities activities of the last thirty days
 * @param activityTypes their types in turn
 * @param texture how hard their fields are to extract
 */
public record BulkData(
    int messages,
    List<String> messageTypes,
    int activities,
    List<String> activityTypes,
    Texture texture) {

  /** How hard fields are to extract. */
  public enum Texture {
    /** Plain texts and numbers, the same fields in every record. */
    TAME,
    /** As in the small workspaces: escapes, fields that come and go, types that change. */
    NASTY
  }

  /** The types of messages that the API accepts. */
  public static final Set<String> TYPES =
      Set.of(
          "email",
          "webhook",
          "twilio",
          "whatsapp",
          "slack",
          "push",
          "in_app",
          "live_notification",
          "urban_airship");

  private static final List<String> MESSAGE_TYPES =
      List.of("email", "email", "push", "email", "in_app", "email", "webhook", "email");
  private static final List<String> ACTIVITY_TYPES =
      List.of("page", "sent_email", "event", "page", "opened_email", "event", "attribute_change");

  /**
   * Checks the numbers and the types.
   *
   * @throws IllegalArgumentException if there are fewer than none, or no types, or unknown ones
   */
  public BulkData {
    messageTypes = List.copyOf(messageTypes);
    activityTypes = List.copyOf(activityTypes);
    if (messages < 0
        || activities < 0
        || activityTypes.isEmpty()
        || messageTypes.isEmpty()
        || !TYPES.containsAll(messageTypes)) {
      throw new IllegalArgumentException(
          "Cannot make bulk data: numbers must not be negative, and types must be known. Use"
              + " BulkData.of.");
    }
  }

  /** Nasty data of the usual types. */
  public static BulkData of(int messages, int activities) {
    return new BulkData(messages, MESSAGE_TYPES, activities, ACTIVITY_TYPES, Texture.NASTY);
  }

  /** The same data with messages of one type only. */
  public BulkData withMessagesOf(String type) {
    return new BulkData(messages, List.of(type), activities, activityTypes, texture);
  }

  /** The same data of another texture. */
  public BulkData with(Texture other) {
    return new BulkData(messages, messageTypes, activities, activityTypes, other);
  }
}
