package io.github.customerio4j.client.model.constant;

/**
 * The types of activities that the API documents. The set is open: a type is a text, and the API
 * may use others. What happens to objects is called {@code _o:}, the id of the type of object,
 * {@code :} and a word, such as {@code _o:1:add_relationship}; what happens to relationships begins
 * with {@code _r:}.
 */
public final class ActivityType {
  /** A relationship to an object began. */
  public static final String ADD_RELATIONSHIP = "add_relationship";

  /** Anonymous activity was added to a person. */
  public static final String ANON_MERGE = "anon_merge";

  /** An action will be sent again. */
  public static final String ATTEMPTED_ACTION = "attempted_action";

  /** An email will be sent again. */
  public static final String ATTEMPTED_EMAIL = "attempted_email";

  /** An in-app message will be sent again. */
  public static final String ATTEMPTED_IN_APP = "attempted_in_app";

  /** A push message will be sent again. */
  public static final String ATTEMPTED_PUSH = "attempted_push";

  /** A Slack message will be sent again. */
  public static final String ATTEMPTED_SLACK = "attempted_slack";

  /** An SMS will be sent again. */
  public static final String ATTEMPTED_TWILIO = "attempted_twilio";

  /** A webhook will be sent again. */
  public static final String ATTEMPTED_WEBHOOK = "attempted_webhook";

  /** Attributes of a person changed. */
  public static final String ATTRIBUTE_CHANGE = "attribute_change";

  /** An action bounced. */
  public static final String BOUNCED_ACTION = "bounced_action";

  /** An email bounced. */
  public static final String BOUNCED_EMAIL = "bounced_email";

  /** A push message bounced. */
  public static final String BOUNCED_PUSH = "bounced_push";

  /** An SMS bounced. */
  public static final String BOUNCED_TWILIO = "bounced_twilio";

  /** An action was clicked. */
  public static final String CLICKED_ACTION = "clicked_action";

  /** Content of an app was clicked. */
  public static final String CLICKED_CONTENT = "clicked_content";

  /** An email was clicked. */
  public static final String CLICKED_EMAIL = "clicked_email";

  /** An in-app message was clicked. */
  public static final String CLICKED_IN_APP = "clicked_in_app";

  /** A push message was clicked. */
  public static final String CLICKED_PUSH = "clicked_push";

  /** An SMS was clicked. */
  public static final String CLICKED_TWILIO = "clicked_twilio";

  /** A webhook was clicked. */
  public static final String CLICKED_WEBHOOK = "clicked_webhook";

  /** An action led to the goal. */
  public static final String CONVERTED_ACTION = "converted_action";

  /** A person met the goal of content. */
  public static final String CONVERTED_CONTENT = "converted_content";

  /** An email led to the goal. */
  public static final String CONVERTED_EMAIL = "converted_email";

  /** An in-app message led to the goal. */
  public static final String CONVERTED_IN_APP = "converted_in_app";

  /** A Slack message led to the goal. */
  public static final String CONVERTED_SLACK = "converted_slack";

  /** An SMS led to the goal. */
  public static final String CONVERTED_TWILIO = "converted_twilio";

  /** A webhook led to the goal. */
  public static final String CONVERTED_WEBHOOK = "converted_webhook";

  /** An action was deferred. */
  public static final String DEFERRED_ACTION = "deferred_action";

  /** An email was deferred. */
  public static final String DEFERRED_EMAIL = "deferred_email";

  /** An in-app message was deferred. */
  public static final String DEFERRED_IN_APP = "deferred_in_app";

  /** A push message was deferred. */
  public static final String DEFERRED_PUSH = "deferred_push";

  /** A Slack message was deferred. */
  public static final String DEFERRED_SLACK = "deferred_slack";

  /** An SMS was deferred. */
  public static final String DEFERRED_TWILIO = "deferred_twilio";

  /** A webhook was deferred. */
  public static final String DEFERRED_WEBHOOK = "deferred_webhook";

  /** A relationship to an object ended. */
  public static final String DELETE_RELATIONSHIP = "delete_relationship";

  /** An action was delivered. */
  public static final String DELIVERED_ACTION = "delivered_action";

  /** An email was delivered. */
  public static final String DELIVERED_EMAIL = "delivered_email";

  /** A push message was delivered. */
  public static final String DELIVERED_PUSH = "delivered_push";

  /** An SMS was delivered. */
  public static final String DELIVERED_TWILIO = "delivered_twilio";

  /** A device was added, changed or removed. */
  public static final String DEVICE_CHANGE = "device_change";

  /** An action became a draft. */
  public static final String DRAFTED_ACTION = "drafted_action";

  /** An email became a draft. */
  public static final String DRAFTED_EMAIL = "drafted_email";

  /** An in-app message became a draft. */
  public static final String DRAFTED_IN_APP = "drafted_in_app";

  /** A push message became a draft. */
  public static final String DRAFTED_PUSH = "drafted_push";

  /** A Slack message became a draft. */
  public static final String DRAFTED_SLACK = "drafted_slack";

  /** An SMS became a draft. */
  public static final String DRAFTED_TWILIO = "drafted_twilio";

  /** A webhook became a draft. */
  public static final String DRAFTED_WEBHOOK = "drafted_webhook";

  /** An action was dropped. */
  public static final String DROPPED_ACTION = "dropped_action";

  /** An email was dropped. */
  public static final String DROPPED_EMAIL = "dropped_email";

  /** A push message was dropped. */
  public static final String DROPPED_PUSH = "dropped_push";

  /** An SMS was dropped. */
  public static final String DROPPED_TWILIO = "dropped_twilio";

  /** A webhook was dropped. */
  public static final String DROPPED_WEBHOOK = "dropped_webhook";

  /** An event of the workspace; its name is in {@code name}. */
  public static final String EVENT = "event";

  /** An action failed. */
  public static final String FAILED_ACTION = "failed_action";

  /** A change of attributes was refused. */
  public static final String FAILED_ATTRIBUTE_CHANGE = "failed_attribute_change";

  /** A batch of changes was refused. */
  public static final String FAILED_BATCH_UPDATE = "failed_batch_update";

  /** An email failed. */
  public static final String FAILED_EMAIL = "failed_email";

  /** An event could not be processed. */
  public static final String FAILED_EVENT = "failed_event";

  /** An in-app message failed. */
  public static final String FAILED_IN_APP = "failed_in_app";

  /** The journeys of an object failed. */
  public static final String FAILED_OBJECT_JOURNEYS = "failed_object_journeys";

  /** A push message failed. */
  public static final String FAILED_PUSH = "failed_push";

  /** A query of a collection failed. */
  public static final String FAILED_QUERY_COLLECTION = "failed_query_collection";

  /** A Slack message failed. */
  public static final String FAILED_SLACK = "failed_slack";

  /** An SMS failed. */
  public static final String FAILED_TWILIO = "failed_twilio";

  /** A webhook failed. */
  public static final String FAILED_WEBHOOK = "failed_webhook";

  /** An action was opened. */
  public static final String OPENED_ACTION = "opened_action";

  /** An email was opened. */
  public static final String OPENED_EMAIL = "opened_email";

  /** An in-app message was opened. */
  public static final String OPENED_IN_APP = "opened_in_app";

  /** A push message was opened. */
  public static final String OPENED_PUSH = "opened_push";

  /** A page was viewed. */
  public static final String PAGE = "page";

  /** A person was created. */
  public static final String PROFILE_CREATE = "profile_create";

  /** A person was deleted. */
  public static final String PROFILE_DELETE = "profile_delete";

  /** Two people were merged. */
  public static final String PROFILE_MERGE = "profile_merge";

  /** Attributes of a relationship changed. */
  public static final String RELATIONSHIP_ATTRIBUTE_CHANGE = "relationship_attribute_change";

  /** A change of attributes of a relationship was refused. */
  public static final String RELATIONSHIP_FAILED_ATTRIBUTE_CHANGE =
      "relationship_failed_attribute_change";

  /** A screen of an app was viewed. */
  public static final String SCREEN = "screen";

  /** An action was sent. */
  public static final String SENT_ACTION = "sent_action";

  /** An email was sent. */
  public static final String SENT_EMAIL = "sent_email";

  /** An in-app message was sent. */
  public static final String SENT_IN_APP = "sent_in_app";

  /** A push message was sent. */
  public static final String SENT_PUSH = "sent_push";

  /** A Slack message was sent. */
  public static final String SENT_SLACK = "sent_slack";

  /** An SMS was sent. */
  public static final String SENT_TWILIO = "sent_twilio";

  /** A webhook was sent. */
  public static final String SENT_WEBHOOK = "sent_webhook";

  /** A change brought nothing new. */
  public static final String SKIPPED_UPDATE = "skipped_update";

  /** An email was marked as spam. */
  public static final String SPAMMED_EMAIL = "spammed_email";

  /** An SMS was suppressed. */
  public static final String SUPPRESSED_TWILIO = "suppressed_twilio";

  /** A WhatsApp message was suppressed. */
  public static final String SUPPRESSED_WHATSAPP = "suppressed_whatsapp";

  /** A person unsubscribed from a topic in an email. */
  public static final String TOPIC_UNSUBSCRIBED_EMAIL = "topic_unsubscribed_email";

  /** An action was not delivered. */
  public static final String UNDELIVERABLE_ACTION = "undeliverable_action";

  /** An email was not delivered. */
  public static final String UNDELIVERABLE_EMAIL = "undeliverable_email";

  /** An in-app message was not delivered. */
  public static final String UNDELIVERABLE_IN_APP = "undeliverable_in_app";

  /** A push message was not delivered. */
  public static final String UNDELIVERABLE_PUSH = "undeliverable_push";

  /** A Slack message was not delivered. */
  public static final String UNDELIVERABLE_SLACK = "undeliverable_slack";

  /** An SMS was not delivered. */
  public static final String UNDELIVERABLE_TWILIO = "undeliverable_twilio";

  /** A webhook was not delivered. */
  public static final String UNDELIVERABLE_WEBHOOK = "undeliverable_webhook";

  /** An action made a person unsubscribe. */
  public static final String UNSUBSCRIBED_ACTION = "unsubscribed_action";

  /** An email made a person unsubscribe. */
  public static final String UNSUBSCRIBED_EMAIL = "unsubscribed_email";

  /** Content of an app was viewed. */
  public static final String VIEWED_CONTENT = "viewed_content";

  /** A webhook brought an event. */
  public static final String WEBHOOK_EVENT = "webhook_event";

  private ActivityType() {}
}
