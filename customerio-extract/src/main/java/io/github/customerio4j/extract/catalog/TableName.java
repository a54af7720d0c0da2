package io.github.customerio4j.extract.catalog;

/**
 * The names of all tables, for {@code ExtractionConfig.addTables} and for reports. The table of the
 * activities of a type is called {@code activity_} and the type.
 */
public final class TableName {
  /** Table {@code campaigns}. */
  public static final String CAMPAIGNS = "campaigns";

  /** Table {@code segments}. */
  public static final String SEGMENTS = "segments";

  /** Table {@code segment_customers}. */
  public static final String SEGMENT_CUSTOMERS = "segment_customers";

  /** Table {@code messages}. */
  public static final String MESSAGES = "messages";

  /** Table {@code customers}. */
  public static final String CUSTOMERS = "customers";

  /** Table {@code activities_all}. */
  public static final String ACTIVITIES_ALL = "activities_all";

  /** Table {@code campaign_actions}. */
  public static final String CAMPAIGN_ACTIONS = "campaign_actions";

  /** Table {@code campaign_metrics}. */
  public static final String CAMPAIGN_METRICS = "campaign_metrics";

  /** Table {@code campaign_link_metrics}. */
  public static final String CAMPAIGN_LINK_METRICS = "campaign_link_metrics";

  /** Table {@code campaign_journey_metrics}. */
  public static final String CAMPAIGN_JOURNEY_METRICS = "campaign_journey_metrics";

  /** Table {@code campaign_action_metrics}. */
  public static final String CAMPAIGN_ACTION_METRICS = "campaign_action_metrics";

  /** Table {@code campaign_action_variant_metrics}. */
  public static final String CAMPAIGN_ACTION_VARIANT_METRICS = "campaign_action_variant_metrics";

  /** Table {@code campaign_action_link_metrics}. */
  public static final String CAMPAIGN_ACTION_LINK_METRICS = "campaign_action_link_metrics";

  /** Table {@code broadcasts}. */
  public static final String BROADCASTS = "broadcasts";

  /** Table {@code broadcast_actions}. */
  public static final String BROADCAST_ACTIONS = "broadcast_actions";

  /** Table {@code broadcast_metrics}. */
  public static final String BROADCAST_METRICS = "broadcast_metrics";

  /** Table {@code broadcast_link_metrics}. */
  public static final String BROADCAST_LINK_METRICS = "broadcast_link_metrics";

  /** Table {@code broadcast_action_metrics}. */
  public static final String BROADCAST_ACTION_METRICS = "broadcast_action_metrics";

  /** Table {@code broadcast_action_variant_metrics}. */
  public static final String BROADCAST_ACTION_VARIANT_METRICS = "broadcast_action_variant_metrics";

  /** Table {@code broadcast_action_link_metrics}. */
  public static final String BROADCAST_ACTION_LINK_METRICS = "broadcast_action_link_metrics";

  /** Table {@code broadcast_triggers}. */
  public static final String BROADCAST_TRIGGERS = "broadcast_triggers";

  /** Table {@code broadcast_trigger_errors}. */
  public static final String BROADCAST_TRIGGER_ERRORS = "broadcast_trigger_errors";

  /** Table {@code newsletters}. */
  public static final String NEWSLETTERS = "newsletters";

  /** Table {@code newsletter_contents}. */
  public static final String NEWSLETTER_CONTENTS = "newsletter_contents";

  /** Table {@code newsletter_test_groups}. */
  public static final String NEWSLETTER_TEST_GROUPS = "newsletter_test_groups";

  /** Table {@code newsletter_metrics}. */
  public static final String NEWSLETTER_METRICS = "newsletter_metrics";

  /** Table {@code newsletter_link_metrics}. */
  public static final String NEWSLETTER_LINK_METRICS = "newsletter_link_metrics";

  /** Table {@code newsletter_content_metrics}. */
  public static final String NEWSLETTER_CONTENT_METRICS = "newsletter_content_metrics";

  /** Table {@code newsletter_content_link_metrics}. */
  public static final String NEWSLETTER_CONTENT_LINK_METRICS = "newsletter_content_link_metrics";

  /** Table {@code transactional_messages}. */
  public static final String TRANSACTIONAL_MESSAGES = "transactional_messages";

  /** Table {@code transactional_contents}. */
  public static final String TRANSACTIONAL_CONTENTS = "transactional_contents";

  /** Table {@code transactional_metrics}. */
  public static final String TRANSACTIONAL_METRICS = "transactional_metrics";

  /** Table {@code transactional_link_metrics}. */
  public static final String TRANSACTIONAL_LINK_METRICS = "transactional_link_metrics";

  /** Table {@code transactional_deliveries}. */
  public static final String TRANSACTIONAL_DELIVERIES = "transactional_deliveries";

  /** Table {@code message_bodies}. */
  public static final String MESSAGE_BODIES = "message_bodies";

  /** Table {@code segment_customer_counts}. */
  public static final String SEGMENT_CUSTOMER_COUNTS = "segment_customer_counts";

  /** Table {@code segment_used_by}. */
  public static final String SEGMENT_USED_BY = "segment_used_by";

  /** Table {@code customer_relationships}. */
  public static final String CUSTOMER_RELATIONSHIPS = "customer_relationships";

  /** Table {@code customer_segments}. */
  public static final String CUSTOMER_SEGMENTS = "customer_segments";

  /** Table {@code customer_subscription_preferences}. */
  public static final String CUSTOMER_SUBSCRIPTION_PREFERENCES =
      "customer_subscription_preferences";

  /** Table {@code optouts}. */
  public static final String OPTOUTS = "optouts";

  /** Table {@code object_types}. */
  public static final String OBJECT_TYPES = "object_types";

  /** Table {@code objects}. */
  public static final String OBJECTS = "objects";

  /** Table {@code object_attributes}. */
  public static final String OBJECT_ATTRIBUTES = "object_attributes";

  /** Table {@code object_relationships}. */
  public static final String OBJECT_RELATIONSHIPS = "object_relationships";

  /** Table {@code collections}. */
  public static final String COLLECTIONS = "collections";

  /** Table {@code collection_contents}. */
  public static final String COLLECTION_CONTENTS = "collection_contents";

  /** Table {@code snippets}. */
  public static final String SNIPPETS = "snippets";

  /** Table {@code sender_identities}. */
  public static final String SENDER_IDENTITIES = "sender_identities";

  /** Table {@code sender_identity_used_by}. */
  public static final String SENDER_IDENTITY_USED_BY = "sender_identity_used_by";

  /** Table {@code subscription_topics}. */
  public static final String SUBSCRIPTION_TOPICS = "subscription_topics";

  /** Table {@code subscription_channels}. */
  public static final String SUBSCRIPTION_CHANNELS = "subscription_channels";

  /** Table {@code reporting_webhooks}. */
  public static final String REPORTING_WEBHOOKS = "reporting_webhooks";

  /** Table {@code esp_suppressions}. */
  public static final String ESP_SUPPRESSIONS = "esp_suppressions";

  /** Table {@code exports}. */
  public static final String EXPORTS = "exports";

  /** Table {@code workspaces}. */
  public static final String WORKSPACES = "workspaces";

  /** Table {@code ip_addresses}. */
  public static final String IP_ADDRESSES = "ip_addresses";

  /** Table {@code assets}. */
  public static final String ASSETS = "assets";

  /** Table {@code asset_folders}. */
  public static final String ASSET_FOLDERS = "asset_folders";

  /** Table {@code design_studio_folders}. */
  public static final String DESIGN_STUDIO_FOLDERS = "design_studio_folders";

  /** Table {@code design_studio_components}. */
  public static final String DESIGN_STUDIO_COMPONENTS = "design_studio_components";

  /** Table {@code design_studio_emails}. */
  public static final String DESIGN_STUDIO_EMAILS = "design_studio_emails";

  /** Table {@code design_studio_email_translations}. */
  public static final String DESIGN_STUDIO_EMAIL_TRANSLATIONS = "design_studio_email_translations";

  /** Table {@code design_studio_email_versions}. */
  public static final String DESIGN_STUDIO_EMAIL_VERSIONS = "design_studio_email_versions";

  private TableName() {}
}
