package io.github.customerio4j.client.model.constant;

/**
 * The usual metrics of messages and links: what may happen to them. The set is open: a metric is a
 * text, and the API may use others. Lists of messages can be filtered by those from {@link
 * #ATTEMPTED} to {@link #UNDELIVERABLE}.
 */
public final class MetricName {
  /** The service will try to send it again. */
  public static final String ATTEMPTED = "attempted";

  /** It was sent. */
  public static final String SENT = "sent";

  /** It arrived. */
  public static final String DELIVERED = "delivered";

  /** It was opened. */
  public static final String OPENED = "opened";

  /** A link was clicked. */
  public static final String CLICKED = "clicked";

  /** The recipient met the goal. */
  public static final String CONVERTED = "converted";

  /** It could not be delivered. */
  public static final String BOUNCED = "bounced";

  /** It was marked as spam. */
  public static final String SPAMMED = "spammed";

  /** The recipient unsubscribed. */
  public static final String UNSUBSCRIBED = "unsubscribed";

  /** The service refused to send it. */
  public static final String DROPPED = "dropped";

  /** It could not be sent. */
  public static final String FAILED = "failed";

  /** It was not sent, because of a limit or a suppression. */
  public static final String UNDELIVERABLE = "undeliverable";

  /** It was created. */
  public static final String CREATED = "created";

  /** A draft of it was made. */
  public static final String DRAFTED = "drafted";

  /** The receiving service asked to wait. */
  public static final String DEFERRED = "deferred";

  /** The recipient is suppressed. */
  public static final String SUPPRESSED = "suppressed";

  /** The recipient unsubscribed from its topic. */
  public static final String TOPIC_UNSUBSCRIBED = "topic_unsubscribed";

  /** Opens by people; a count, see {@code Message.metricCounts}. */
  public static final String HUMAN_OPENED = "human_opened";

  /** Clicks by people; a count. */
  public static final String HUMAN_CLICKED = "human_clicked";

  /** Opens by machines; a count. */
  public static final String PREFETCH_OPENED = "prefetch_opened";

  /** Clicks by machines; a count. */
  public static final String PREFETCH_CLICKED = "prefetch_clicked";

  /** Clicks by machines, of links; a count. */
  public static final String MACHINE_CLICKED = "machine_clicked";

  private MetricName() {}
}
