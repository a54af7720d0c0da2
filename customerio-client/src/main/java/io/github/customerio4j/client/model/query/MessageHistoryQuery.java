package io.github.customerio4j.client.model.query;

import io.github.customerio4j.client.paging.TimeWindow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/**
 * Which deliveries of a span of any length to list: {@code GET messages}, window by window. The API
 * itself lists at most six months at a time.
 */
@Value.Immutable
public abstract class MessageHistoryQuery {
  private static final int MAX_PER_PAGE = 1000;

  MessageHistoryQuery() {}

  /**
   * Only deliveries created from this time on, in whole seconds; the beginning of Customer.io,
   * {@link TimeWindow#EARLIEST}, unless set. Each 25 weeks cost at least one request, with the
   * parameter {@code start_ts}.
   */
  @Value.Default
  public Instant since() {
    return TimeWindow.EARLIEST;
  }

  /**
   * Only deliveries created up to this time, which is included, in whole seconds; the moment at
   * which the query is built unless set. Each request has the parameter {@code end_ts}.
   */
  @Value.Default
  public Instant until() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  /** Deliveries per page, 1 to 1,000; 1,000 unless set. The parameter {@code limit}. */
  @Value.Default
  public int limit() {
    return MAX_PER_PAGE;
  }

  /**
   * Only this channel, such as {@code email}; all channels unless set. The parameter {@code type}.
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

  /** Only this campaign; all unless set. The parameter {@code campaign_id}. */
  public abstract OptionalLong campaignId();

  /** Only this newsletter; all unless set. The parameter {@code newsletter_id}. */
  public abstract OptionalLong newsletterId();

  /** Only this action; all unless set. The parameter {@code action_id}. */
  public abstract OptionalLong actionId();

  /**
   * Whether answers to surveys are included; as the API decides unless set. The parameter {@code
   * get_tracked_responses}.
   */
  public abstract Optional<Boolean> trackedResponses();

  /** The parameters for one window of the history, by their names in the API, raw. */
  public Map<String, String> toParameters(TimeWindow window) {
    Map<String, String> parameters =
        new QueryParameters()
            .put("limit", limit())
            .put("start_ts", OptionalLong.of(window.startTs()))
            .put("end_ts", OptionalLong.of(window.endTs()))
            .toMap();
    parameters.putAll(filters());
    return parameters;
  }

  /** The parameters that select deliveries by anything but their time, raw. */
  public Map<String, String> filters() {
    return new QueryParameters()
        .put("type", type())
        .put("metric", metric())
        .put("drafts", drafts())
        .put("campaign_id", campaignId())
        .put("newsletter_id", newsletterId())
        .put("action_id", actionId())
        .put("get_tracked_responses", trackedResponses())
        .toMap();
  }

  /** Rejects what the API would reject. */
  @Value.Check
  void check() {
    QueryParameters.checkLimit(limit(), MAX_PER_PAGE);
    QueryParameters.checkOrder(Optional.of(since()), Optional.of(until()));
    if (since().getEpochSecond() < 0) {
      throw new IllegalArgumentException(
          "Cannot list messages since " + since() + ": that is before 1970. Set a later since.");
    }
  }

  /** All deliveries that the workspace has ever made. */
  public static MessageHistoryQuery all() {
    return builder().build();
  }

  /** Starts a new query; nothing is required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link MessageHistoryQuery}. */
  public static final class Builder extends ImmutableMessageHistoryQuery.Builder {
    Builder() {}
  }
}
