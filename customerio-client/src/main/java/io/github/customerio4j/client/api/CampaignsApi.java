package io.github.customerio4j.client.api;

import io.github.customerio4j.client.model.query.CampaignMessageQuery;
import io.github.customerio4j.client.model.query.LinkMetricsQuery;
import io.github.customerio4j.client.model.query.MetricsQuery;
import io.github.customerio4j.client.model.sending.Campaign;
import io.github.customerio4j.client.model.sending.CampaignAction;
import io.github.customerio4j.client.model.sending.JourneyMetrics;
import io.github.customerio4j.client.model.sending.LinkMetrics;
import io.github.customerio4j.client.model.sending.Message;
import io.github.customerio4j.client.model.sending.Metrics;
import io.github.customerio4j.client.model.sending.MetricsReport;
import io.github.customerio4j.client.model.sending.MetricsWindow;
import io.github.customerio4j.client.paging.Paged;
import java.util.List;
import java.util.Map;
import retrofit2.http.GET;
import retrofit2.http.Path;
import retrofit2.http.QueryMap;

/** Campaigns, which the user interface calls automations, and their actions. */
public interface CampaignsApi {
  /** All campaigns: {@code GET campaigns}. */
  @GET("campaigns")
  @Envelope("campaigns")
  List<Campaign> list();

  /** One campaign: {@code GET campaigns/{id}}. */
  @GET("campaigns/{id}")
  @Envelope("campaign")
  Campaign get(@Path("id") long campaignId);

  /** All actions of a campaign, ten per page: {@code GET campaigns/{id}/actions}. */
  @GET("campaigns/{id}/actions")
  @Envelope("actions")
  Paged<CampaignAction> actions(@Path("id") long campaignId);

  /** One action of a campaign: {@code GET campaigns/{id}/actions/{action}}. */
  @GET("campaigns/{id}/actions/{action}")
  @Envelope("action")
  CampaignAction action(@Path("id") long campaignId, @Path("action") long actionId);

  /**
   * One action of a campaign in one language: {@code GET
   * campaigns/{id}/actions/{action}/language/{language}}.
   */
  @GET("campaigns/{id}/actions/{action}/language/{language}")
  @Envelope("action")
  CampaignAction action(
      @Path("id") long campaignId,
      @Path("action") long actionId,
      @Path("language") String language);

  /**
   * The deliveries of a campaign, at most 1000 per page: {@code GET campaigns/{id}/messages}.
   *
   * @param query which to list; {@link CampaignMessageQuery#all} for all
   */
  default Paged<Message> messages(long campaignId, CampaignMessageQuery query) {
    return messagesWithParameters(campaignId, query.toParameters());
  }

  /** The deliveries of a campaign, at most 1000 per page: {@code GET campaigns/{id}/messages}. */
  default Paged<Message> messages(long campaignId) {
    return messages(campaignId, CampaignMessageQuery.all());
  }

  /**
   * The deliveries of a campaign, at most 1000 per page: {@code GET campaigns/{id}/messages}.
   *
   * @param limit items per page
   */
  default Paged<Message> messages(long campaignId, int limit) {
    return messages(campaignId, CampaignMessageQuery.builder().limit(limit).build());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("campaigns/{id}/messages")
  @Envelope("messages")
  Paged<Message> messagesWithParameters(
      @Path("id") long campaignId, @QueryMap Map<String, String> parameters);

  /**
   * The metrics of a campaign: {@code GET campaigns/{id}/metrics}.
   *
   * @param query by which periods to count, such as {@link MetricsQuery#days}
   */
  default Metrics metrics(long campaignId, MetricsQuery query) {
    return metricsWithParameters(campaignId, query.toParameters());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("campaigns/{id}/metrics?version=1")
  @Envelope("metric")
  Metrics metricsWithParameters(
      @Path("id") long campaignId, @QueryMap Map<String, String> parameters);

  /**
   * The metrics of the links of a campaign: {@code GET campaigns/{id}/metrics/links}.
   *
   * @param query by which periods to count, such as {@link LinkMetricsQuery#days}
   */
  default List<LinkMetrics> linkMetrics(long campaignId, LinkMetricsQuery query) {
    return linkMetricsWithParameters(campaignId, query.toParameters());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("campaigns/{id}/metrics/links")
  @Envelope("links")
  List<LinkMetrics> linkMetricsWithParameters(
      @Path("id") long campaignId, @QueryMap Map<String, String> parameters);

  /**
   * The metrics of an action: {@code GET campaigns/{id}/actions/{action}/metrics}.
   *
   * @param query by which periods to count, such as {@link MetricsQuery#days}
   */
  default Metrics actionMetrics(long campaignId, long actionId, MetricsQuery query) {
    return actionMetricsWithParameters(campaignId, actionId, query.toParameters());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("campaigns/{id}/actions/{action}/metrics?version=1")
  @Envelope("metric")
  Metrics actionMetricsWithParameters(
      @Path("id") long campaignId,
      @Path("action") long actionId,
      @QueryMap Map<String, String> parameters);

  /**
   * The metrics of the links of an action: {@code GET
   * campaigns/{id}/actions/{action}/metrics/links}.
   *
   * @param query by which periods to count, such as {@link MetricsQuery#days}
   */
  default List<LinkMetrics> actionLinkMetrics(long campaignId, long actionId, MetricsQuery query) {
    return actionLinkMetricsWithParameters(campaignId, actionId, query.toParameters());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("campaigns/{id}/actions/{action}/metrics/links")
  @Envelope("links")
  List<LinkMetrics> actionLinkMetricsWithParameters(
      @Path("id") long campaignId,
      @Path("action") long actionId,
      @QueryMap Map<String, String> parameters);

  /**
   * The journeys of a campaign by period: {@code GET campaigns/{id}/journey_metrics}.
   *
   * @param window the result of {@link MetricsWindow#toJourneyParameters}
   */
  @GET("campaigns/{id}/journey_metrics")
  @Envelope("journey_metric")
  JourneyMetrics journeyMetricsWithParameters(
      @Path("id") long campaignId, @QueryMap Map<String, String> window);

  /**
   * The journeys of a campaign by period, for a window: {@code GET campaigns/{id}/journey_metrics}.
   */
  default JourneyMetrics journeyMetrics(long campaignId, MetricsWindow window) {
    return journeyMetricsWithParameters(campaignId, window.toJourneyParameters());
  }

  /**
   * The metrics of a campaign in version 2, for an explicit window: {@code GET
   * campaigns/{id}/metrics}.
   *
   * @param window the result of {@link MetricsWindow#toParameters}
   */
  @GET("campaigns/{id}/metrics")
  MetricsReport metricsReportWithParameters(
      @Path("id") long campaignId, @QueryMap Map<String, String> window);

  /**
   * The metrics of a campaign in version 2, for an explicit window: {@code GET
   * campaigns/{id}/metrics}.
   */
  default MetricsReport metrics(long campaignId, MetricsWindow window) {
    return metricsReportWithParameters(campaignId, window.toParameters());
  }

  /**
   * The metrics of an action in version 2, for an explicit window: {@code GET
   * campaigns/{id}/actions/{action}/metrics}.
   *
   * @param window the result of {@link MetricsWindow#toParameters}
   */
  @GET("campaigns/{id}/actions/{action}/metrics")
  MetricsReport actionMetricsReportWithParameters(
      @Path("id") long campaignId,
      @Path("action") long actionId,
      @QueryMap Map<String, String> window);

  /**
   * The metrics of an action in version 2, for an explicit window: {@code GET
   * campaigns/{id}/actions/{action}/metrics}.
   */
  default MetricsReport actionMetrics(long campaignId, long actionId, MetricsWindow window) {
    return actionMetricsReportWithParameters(campaignId, actionId, window.toParameters());
  }
}
