package io.github.customerio4j.cli.keboola;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The types of messages and activities that Customer.io documents or the previous component
 * offered. Other types are requested, too, but with a warning.
 */
final class KnownTypes {
  private static final String TABLE_PREFIX = "activity_";

  private static final Set<String> MESSAGES =
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

  private static final List<String> PLAIN =
      List.of(
          "page screen event webhook_event failed_event attribute_change failed_attribute_change",
          "failed_batch_update failed_object_journeys failed_query_collection skipped_update",
          "device_change profile_create profile_delete profile_merge anon_merge add_relationship",
          "delete_relationship relationship_attribute_change relationship_failed_attribute_change",
          "topic_unsubscribed_email suppressed_twilio suppressed_whatsapp clicked_content",
          "converted_content viewed_content dropped_whatasapp stripe_event triggered_email");

  private static final List<String> STATES =
      List.of(
          "attempted bounced clicked converted deferred delivered drafted dropped failed opened",
          "sent spammed undeliverable unsubscribed");

  private static final List<String> CHANNELS =
      List.of("action email in_app push slack twilio webhook whatsapp");

  private static final List<String> SECONDARY =
      List.of("dropped spammed bounced delivered opened clicked failed");

  private final Set<String> activities = new TreeSet<>();

  KnownTypes() {
    activities.addAll(words(PLAIN));
    for (String channel : words(CHANNELS)) {
      words(STATES).forEach(state -> activities.add(state + "_" + channel));
    }
    words(SECONDARY).forEach(state -> activities.add("secondary:" + state + "_email"));
  }

  boolean isMessage(String type) {
    return MESSAGES.contains(type);
  }

  /**
   * The types of a workspace's own objects and relationships begin with {@code _o:} and {@code
   * _r:}.
   */
  boolean isActivity(String type) {
    return activities.contains(type) || type.startsWith("_o:") || type.startsWith("_r:");
  }

  /** The type whose table has that name; a table name has an underscore in place of a colon. */
  static String activityOfTable(String table) {
    String name = table.substring(TABLE_PREFIX.length());
    String secondary = "secondary_";
    return name.startsWith(secondary) ? "secondary:" + name.substring(secondary.length()) : name;
  }

  static boolean isActivityTable(String table) {
    return table.startsWith(TABLE_PREFIX) && table.length() > TABLE_PREFIX.length();
  }

  private static Collection<String> words(List<String> lines) {
    return List.of(String.join(" ", lines).split(" ", -1));
  }
}
