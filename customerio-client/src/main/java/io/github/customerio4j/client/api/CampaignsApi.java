package io.github.customerio4j.client.api;

import io.github.customerio4j.client.model.Campaign;
import io.github.customerio4j.client.model.CampaignAction;
import io.github.customerio4j.client.paging.Paged;
import java.util.List;
import retrofit2.http.GET;
import retrofit2.http.Path;

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
}
