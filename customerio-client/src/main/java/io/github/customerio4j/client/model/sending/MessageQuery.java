package io.github.customerio4j.client.model.sending;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/**
 * Which deliveries to list, of at most six months: {@code GET messages}. Without bounds a query
 * covers the latest six months; with one bound, the six months up to {@link #endTs} or now. For a
 * longer span see {@code client.messages().history(…)}.
 */
@Value.Immutable
public abstract class MessageQuery {
  private static final int MAX_PER_PAGE = 1000;
  private static final int MAX_MONTHS = 6;

  MessageQuery() {}

  /** Deliveries per page, 1 to 1,000; 1,000 unless set. The parameter {@code limit}. */
  @Value.Default
  public int limit() {
    return MAX_PER_PAGE;
  }

  /**
   * Only this channel, such as {@code email}, {@code webhook} or {@code push}; all unless set. The
   * parameter {@code type}.
   */
  public abstract Optional<String> type();

  /**
   * Only deliveries that this happened to, such as {@code sent} or {@code opened}; all unless set.
   * The parameter {@code metric}.
   */
  public abstract Optional<String> metric();

  /**
   * Whether to list drafts instead of sent messages; sent messages unless set. The parameter {@code
   * drafts}.
   */
  public abstract Optional<Boolean> drafts();

  /** Only deliveries of this campaign; all unless set. The parameter {@code campaign_id}. */
  public abstract OptionalLong campaignId();

  /** Only deliveries of this newsletter; all unless set. The parameter {@code newsletter_id}. */
  public abstract OptionalLong newsletterId();

  /**
   * Only deliveries of this action of a campaign; all unless set. The parameter {@code action_id}.
   */
  public abstract OptionalLong actionId();

  /**
   * Only deliveries created from this time on; six months before {@link #endTs} unless set. Sent in
   * whole Unix seconds, as the parameter {@code start_ts}.
   */
  public abstract Optional<Instant> startTs();

  /**
   * Only deliveries created up to this time; now unless set. Sent in whole Unix seconds, as the
   * parameter {@code end_ts}.
   */
  public abstract Optional<Instant> endTs();

  /**
   * Whether answers to surveys are included; they are not unless set. The parameter {@code
   * get_tracked_responses}.
   */
  public abstract Optional<Boolean> trackedResponses();

  /** The parameters by their names in the API, raw. */
  public Map<String, String> toParameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("limit", Integer.toString(limit()));
    type().ifPresent(value -> parameters.put("type", value));
    metric().ifPresent(value -> parameters.put("metric", value));
    drafts().ifPresent(value -> parameters.put("drafts", value.toString()));
    campaignId().ifPresent(value -> parameters.put("campaign_id", Long.toString(value)));
    newsletterId().ifPresent(value -> parameters.put("newsletter_id", Long.toString(value)));
    actionId().ifPresent(value -> parameters.put("action_id", Long.toString(value)));
    startTs().ifPresent(value -> parameters.put("start_ts", seconds(value)));
    endTs().ifPresent(value -> parameters.put("end_ts", seconds(value)));
    trackedResponses()
        .ifPresent(value -> parameters.put("get_tracked_responses", value.toString()));
    return parameters;
  }

  private static String seconds(Instant instant) {
    return Long.toString(instant.getEpochSecond());
  }

  @Value.Check
  void check() {
    if (limit() < 1 || limit() > MAX_PER_PAGE) {
      throw new IllegalArgumentException(
          "Cannot list " + limit() + " messages a page: the API allows 1 to 1000. Set limit.");
    }
    if (startTs().isPresent() && endTs().isPresent()) {
      checkSpan(startTs().get(), endTs().get());
    }
  }

  private static void checkSpan(Instant start, Instant end) {
    String cannot = "Cannot list messages from " + start + " to " + end + ": ";
    if (start.isAfter(end)) {
      throw new IllegalArgumentException(cannot + "the start is after the end. Swap them.");
    }
    if (end.isAfter(start.atZone(ZoneOffset.UTC).plusMonths(MAX_MONTHS).toInstant())) {
      throw new IllegalArgumentException(
          cannot
              + "the API lists at most six months at a time, and would leave out the rest without a"
              + " word. Use client.messages().history(…), which reads a span of any length.");
    }
  }

  /** All deliveries of the latest six months. */
  public static MessageQuery all() {
    return builder().build();
  }

  /** Starts a new query; nothing is required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link MessageQuery}. */
  public static final class Builder extends ImmutableMessageQuery.Builder {
    Builder() {}
  }
}
