package io.github.customerio4j.client.api;

import io.github.customerio4j.client.model.query.BroadcastMessageQuery;
import io.github.customerio4j.client.model.query.LinkMetricsQuery;
import io.github.customerio4j.client.model.query.MetricsQuery;
import io.github.customerio4j.client.model.sending.Broadcast;
import io.github.customerio4j.client.model.sending.BroadcastTrigger;
import io.github.customerio4j.client.model.sending.CampaignAction;
import io.github.customerio4j.client.model.sending.LinkMetrics;
import io.github.customerio4j.client.model.sending.Message;
import io.github.customerio4j.client.model.sending.Metrics;
import io.github.customerio4j.client.paging.Paged;
import io.github.customerio4j.client.paging.PagingStyle;
import java.util.List;
import java.util.Map;
import retrofit2.http.GET;
import retrofit2.http.Path;
import retrofit2.http.Query;
import retrofit2.http.QueryMap;

/** Broadcasts: campaigns that are triggered through the API. */
public interface BroadcastsApi {
  /** All broadcasts: {@code GET broadcasts}. */
  @GET("broadcasts")
  @Envelope("broadcasts")
  List<Broadcast> list();

  /** One broadcast: {@code GET broadcasts/{id}}. */
  @GET("broadcasts/{id}")
  @Envelope("broadcast")
  Broadcast get(@Path("id") long broadcastId);

  /** All actions of a broadcast: {@code GET broadcasts/{id}/actions}. */
  @GET("broadcasts/{id}/actions")
  @Envelope("actions")
  Paged<CampaignAction> actions(@Path("id") long broadcastId);

  /** One action of a broadcast: {@code GET broadcasts/{id}/actions/{action}}. */
  @GET("broadcasts/{id}/actions/{action}")
  @Envelope("action")
  CampaignAction action(@Path("id") long broadcastId, @Path("action") long actionId);

  /**
   * One action of a broadcast in one language: {@code GET
   * broadcasts/{id}/actions/{action}/language/{language}}.
   */
  @GET("broadcasts/{id}/actions/{action}/language/{language}")
  @Envelope("action")
  CampaignAction action(
      @Path("id") long broadcastId,
      @Path("action") long actionId,
      @Path("language") String language);

  /** All triggerings of a broadcast: {@code GET broadcasts/{id}/triggers}. */
  @GET("broadcasts/{id}/triggers")
  @Envelope("triggers")
  List<BroadcastTrigger> triggers(@Path("id") long broadcastId);

  /** The state of one triggering of a broadcast: {@code GET campaigns/{id}/triggers/{trigger}}. */
  @GET("campaigns/{id}/triggers/{trigger}")
  BroadcastTrigger trigger(@Path("id") long broadcastId, @Path("trigger") long triggerId);

  /**
   * The errors of a triggering, one string each: {@code GET
   * campaigns/{id}/triggers/{trigger}/errors}.
   */
  @GET("campaigns/{id}/triggers/{trigger}/errors")
  @Envelope("errors")
  @PagedBy(PagingStyle.OFFSET_CURSOR)
  Paged<String> triggerErrors(@Path("id") long broadcastId, @Path("trigger") long triggerId);

  /**
   * The errors of a triggering, one string each: {@code GET
   * campaigns/{id}/triggers/{trigger}/errors}.
   *
   * @param limit items per page
   */
  @GET("campaigns/{id}/triggers/{trigger}/errors")
  @Envelope("errors")
  @PagedBy(PagingStyle.OFFSET_CURSOR)
  Paged<String> triggerErrors(
      @Path("id") long broadcastId, @Path("trigger") long triggerId, @Query("limit") int limit);

  /**
   * The deliveries of a broadcast in the last six months: {@code GET broadcasts/{id}/messages}.
   *
   * @param query which to list; {@link BroadcastMessageQuery#all} for all
   */
  default Paged<Message> messages(long broadcastId, BroadcastMessageQuery query) {
    return messagesWithParameters(broadcastId, query.toParameters());
  }

  /** The deliveries of a broadcast in the last six months: {@code GET broadcasts/{id}/messages}. */
  default Paged<Message> messages(long broadcastId) {
    return messages(broadcastId, BroadcastMessageQuery.all());
  }

  /**
   * The deliveries of a broadcast in the last six months: {@code GET broadcasts/{id}/messages}.
   *
   * @param limit items per page
   */
  default Paged<Message> messages(long broadcastId, int limit) {
    return messages(broadcastId, BroadcastMessageQuery.builder().limit(limit).build());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("broadcasts/{id}/messages")
  @Envelope("messages")
  Paged<Message> messagesWithParameters(
      @Path("id") long broadcastId, @QueryMap Map<String, String> parameters);

  /**
   * The metrics of a broadcast: {@code GET broadcasts/{id}/metrics}.
   *
   * @param query by which periods to count, such as {@link MetricsQuery#days}
   */
  default Metrics metrics(long broadcastId, MetricsQuery query) {
    return metricsWithParameters(broadcastId, query.toParameters());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("broadcasts/{id}/metrics")
  @Envelope("metric")
  Metrics metricsWithParameters(
      @Path("id") long broadcastId, @QueryMap Map<String, String> parameters);

  /**
   * The metrics of the links of a broadcast: {@code GET broadcasts/{id}/metrics/links}.
   *
   * @param query by which periods to count, such as {@link LinkMetricsQuery#days}
   */
  default List<LinkMetrics> linkMetrics(long broadcastId, LinkMetricsQuery query) {
    return linkMetricsWithParameters(broadcastId, query.toParameters());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("broadcasts/{id}/metrics/links")
  @Envelope("links")
  List<LinkMetrics> linkMetricsWithParameters(
      @Path("id") long broadcastId, @QueryMap Map<String, String> parameters);

  /**
   * The metrics of an action: {@code GET broadcasts/{id}/actions/{action}/metrics}.
   *
   * @param query by which periods to count, such as {@link MetricsQuery#days}
   */
  default Metrics actionMetrics(long broadcastId, long actionId, MetricsQuery query) {
    return actionMetricsWithParameters(broadcastId, actionId, query.toParameters());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("broadcasts/{id}/actions/{action}/metrics")
  @Envelope("metric")
  Metrics actionMetricsWithParameters(
      @Path("id") long broadcastId,
      @Path("action") long actionId,
      @QueryMap Map<String, String> parameters);

  /**
   * The metrics of the links of an action: {@code GET
   * broadcasts/{id}/actions/{action}/metrics/links}.
   *
   * @param query by which periods to count, such as {@link MetricsQuery#days}
   */
  default List<LinkMetrics> actionLinkMetrics(long broadcastId, long actionId, MetricsQuery query) {
    return actionLinkMetricsWithParameters(broadcastId, actionId, query.toParameters());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("broadcasts/{id}/actions/{action}/metrics/links")
  @Envelope("links")
  List<LinkMetrics> actionLinkMetricsWithParameters(
      @Path("id") long broadcastId,
      @Path("action") long actionId,
      @QueryMap Map<String, String> parameters);
}
