package io.github.customerio4j.client.api;

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
import retrofit2.http.Query;
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
   * @param limit items per page
   */
  @GET("campaigns/{id}/messages")
  @Envelope("messages")
  Paged<Message> messages(@Path("id") long campaignId, @Query("limit") int limit);

  /**
   * The metrics of a campaign: {@code GET campaigns/{id}/metrics}.
   *
   * @param period {@code hours}, {@code days}, {@code weeks} or {@code months}; they begin in New
   *     York time
   * @param steps the number of periods: at most 24 hours, 45 days, 12 weeks or 121 months
   */
  @GET("campaigns/{id}/metrics?version=1")
  @Envelope("metric")
  Metrics metrics(
      @Path("id") long campaignId, @Query("period") String period, @Query("steps") int steps);

  /**
   * The metrics of the links of a campaign: {@code GET campaigns/{id}/metrics/links}.
   *
   * @param period {@code hours}, {@code days}, {@code weeks} or {@code months}; they begin in New
   *     York time
   * @param steps the number of periods: at most 24 hours, 45 days, 12 weeks or 121 months
   */
  @GET("campaigns/{id}/metrics/links")
  @Envelope("links")
  List<LinkMetrics> linkMetrics(
      @Path("id") long campaignId, @Query("period") String period, @Query("steps") int steps);

  /**
   * The metrics of an action: {@code GET campaigns/{id}/actions/{action}/metrics}.
   *
   * @param period {@code hours}, {@code days}, {@code weeks} or {@code months}; they begin in New
   *     York time
   * @param steps the number of periods: at most 24 hours, 45 days, 12 weeks or 121 months
   */
  @GET("campaigns/{id}/actions/{action}/metrics?version=1")
  @Envelope("metric")
  Metrics actionMetrics(
      @Path("id") long campaignId,
      @Path("action") long actionId,
      @Query("period") String period,
      @Query("steps") int steps);

  /**
   * The metrics of the links of an action: {@code GET
   * campaigns/{id}/actions/{action}/metrics/links}.
   *
   * @param period {@code hours}, {@code days}, {@code weeks} or {@code months}; they begin in New
   *     York time
   * @param steps the number of periods: at most 24 hours, 45 days, 12 weeks or 121 months
   */
  @GET("campaigns/{id}/actions/{action}/metrics/links")
  @Envelope("links")
  List<LinkMetrics> actionLinkMetrics(
      @Path("id") long campaignId,
      @Path("action") long actionId,
      @Query("period") String period,
      @Query("steps") int steps);

  /**
   * The journeys of a campaign by period: {@code GET campaigns/{id}/journey_metrics}.
   *
   * @param window the result of {@link MetricsWindow#toJourneyParameters}
   */
  @GET("campaigns/{id}/journey_metrics")
  @Envelope("journey_metric")
  JourneyMetrics journeyMetrics(@Path("id") long campaignId, @QueryMap Map<String, String> window);

  /**
   * The journeys of a campaign by period, for a window: {@code GET campaigns/{id}/journey_metrics}.
   */
  default JourneyMetrics journeyMetrics(long campaignId, MetricsWindow window) {
    return journeyMetrics(campaignId, window.toJourneyParameters());
  }

  /**
   * The metrics of a campaign in version 2, for an explicit window: {@code GET
   * campaigns/{id}/metrics}.
   *
   * @param window the result of {@link MetricsWindow#toParameters}
   */
  @GET("campaigns/{id}/metrics")
  MetricsReport metrics(@Path("id") long campaignId, @QueryMap Map<String, String> window);

  /**
   * The metrics of a campaign in version 2, for an explicit window: {@code GET
   * campaigns/{id}/metrics}.
   */
  default MetricsReport metrics(long campaignId, MetricsWindow window) {
    return metrics(campaignId, window.toParameters());
  }

  /**
   * The metrics of an action in version 2, for an explicit window: {@code GET
   * campaigns/{id}/actions/{action}/metrics}.
   *
   * @param window the result of {@link MetricsWindow#toParameters}
   */
  @GET("campaigns/{id}/actions/{action}/metrics")
  MetricsReport actionMetrics(
      @Path("id") long campaignId,
      @Path("action") long actionId,
      @QueryMap Map<String, String> window);

  /**
   * The metrics of an action in version 2, for an explicit window: {@code GET
   * campaigns/{id}/actions/{action}/metrics}.
   */
  default MetricsReport actionMetrics(long campaignId, long actionId, MetricsWindow window) {
    return actionMetrics(campaignId, actionId, window.toParameters());
  }
}
