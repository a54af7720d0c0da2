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

  /** All actions of a campaign, ten a page: {@code GET campaigns/{id}/actions}. */
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
   * What a campaign sent, at most 1000 a page: {@code GET campaigns/{id}/messages}.
   *
   * @param limit items a page
   */
  @GET("campaigns/{id}/messages")
  @Envelope("messages")
  Paged<Message> messages(@Path("id") long campaignId, @Query("limit") int limit);

  /**
   * The figures of a campaign: {@code GET campaigns/{id}/metrics}.
   *
   * @param period {@code hours}, {@code days}, {@code weeks} or {@code months}; they begin by the
   *     time of New York
   * @param steps how many of them: at most 24 hours, 45 days, 12 weeks or 121 months
   */
  @GET("campaigns/{id}/metrics")
  @Envelope("metric")
  Metrics metrics(
      @Path("id") long campaignId, @Query("period") String period, @Query("steps") int steps);

  /**
   * The figures of the links of a campaign: {@code GET campaigns/{id}/metrics/links}.
   *
   * @param period {@code hours}, {@code days}, {@code weeks} or {@code months}; they begin by the
   *     time of New York
   * @param steps how many of them: at most 24 hours, 45 days, 12 weeks or 121 months
   */
  @GET("campaigns/{id}/metrics/links")
  @Envelope("links")
  List<LinkMetrics> linkMetrics(
      @Path("id") long campaignId, @Query("period") String period, @Query("steps") int steps);

  /**
   * The figures of an action: {@code GET campaigns/{id}/actions/{action}/metrics}.
   *
   * @param period {@code hours}, {@code days}, {@code weeks} or {@code months}; they begin by the
   *     time of New York
   * @param steps how many of them: at most 24 hours, 45 days, 12 weeks or 121 months
   */
  @GET("campaigns/{id}/actions/{action}/metrics")
  @Envelope("metric")
  Metrics actionMetrics(
      @Path("id") long campaignId,
      @Path("action") long actionId,
      @Query("period") String period,
      @Query("steps") int steps);

  /**
   * The figures of the links of an action: {@code GET
   * campaigns/{id}/actions/{action}/metrics/links}.
   *
   * @param period {@code hours}, {@code days}, {@code weeks} or {@code months}; they begin by the
   *     time of New York
   * @param steps how many of them: at most 24 hours, 45 days, 12 weeks or 121 months
   */
  @GET("campaigns/{id}/actions/{action}/metrics/links")
  @Envelope("links")
  List<LinkMetrics> actionLinkMetrics(
      @Path("id") long campaignId,
      @Path("action") long actionId,
      @Query("period") String period,
      @Query("steps") int steps);

  /**
   * How many journeys started, by periods, and what became of them: {@code GET
   * campaigns/{id}/journey_metrics}.
   *
   * @param window what {@link MetricsWindow#toJourneyParameters} gives
   */
  @GET("campaigns/{id}/journey_metrics")
  @Envelope("journey_metric")
  JourneyMetrics journeyMetrics(@Path("id") long campaignId, @QueryMap Map<String, String> window);

  /**
   * How many journeys started, by periods, and what became of them, for a window: {@code GET
   * campaigns/{id}/journey_metrics}.
   */
  default JourneyMetrics journeyMetrics(long campaignId, MetricsWindow window) {
    return journeyMetrics(campaignId, window.toJourneyParameters());
  }

  /**
   * The figures of a campaign by version 2, which takes an explicit window: {@code GET
   * campaigns/{id}/metrics}.
   *
   * @param window what {@link MetricsWindow#toParameters} gives
   */
  @GET("campaigns/{id}/metrics")
  MetricsReport metrics(@Path("id") long campaignId, @QueryMap Map<String, String> window);

  /**
   * The figures of a campaign by version 2, which takes an explicit window, for a window: {@code
   * GET campaigns/{id}/metrics}.
   */
  default MetricsReport metrics(long campaignId, MetricsWindow window) {
    return metrics(campaignId, window.toParameters());
  }

  /**
   * The figures of an action by version 2, which takes an explicit window: {@code GET
   * campaigns/{id}/actions/{action}/metrics}.
   *
   * @param window what {@link MetricsWindow#toParameters} gives
   */
  @GET("campaigns/{id}/actions/{action}/metrics")
  MetricsReport actionMetrics(
      @Path("id") long campaignId,
      @Path("action") long actionId,
      @QueryMap Map<String, String> window);

  /**
   * The figures of an action by version 2, which takes an explicit window, for a window: {@code GET
   * campaigns/{id}/actions/{action}/metrics}.
   */
  default MetricsReport actionMetrics(long campaignId, long actionId, MetricsWindow window) {
    return actionMetrics(campaignId, actionId, window.toParameters());
  }
}
