package io.github.customerio4j.client.api;

import io.github.customerio4j.client.model.sending.LiveNotification;
import io.github.customerio4j.client.model.workspace.Import;
import io.github.customerio4j.client.model.workspace.ReportingWebhook;
import io.github.customerio4j.client.model.workspace.Snippet;
import io.github.customerio4j.client.model.workspace.Workspace;
import java.util.List;
import retrofit2.http.GET;
import retrofit2.http.Path;

/** The workspace itself, and its workspace-wide settings. */
public interface WorkspaceApi {
  /** All workspaces of the account: {@code GET workspaces}. */
  @GET("workspaces")
  @Envelope("workspaces")
  List<Workspace> list();

  /** The addresses that the service sends requests from: {@code GET info/ip_addresses}. */
  @GET("info/ip_addresses")
  @Envelope("ip_addresses")
  List<String> ipAddresses();

  /** All snippets: {@code GET snippets}. */
  @GET("snippets")
  @Envelope("snippets")
  List<Snippet> snippets();

  /** All reporting webhooks: {@code GET reporting_webhooks}. */
  @GET("reporting_webhooks")
  @Envelope("reporting_webhooks")
  List<ReportingWebhook> reportingWebhooks();

  /** One reporting webhook: {@code GET reporting_webhooks/{id}}. */
  @GET("reporting_webhooks/{id}")
  ReportingWebhook reportingWebhook(@Path("id") long webhookId);

  /** One import: {@code GET imports/{id}}. */
  @GET("imports/{id}")
  @Envelope("import")
  Import importOperation(@Path("id") long importId);

  /** One live notification: {@code GET live_notifications/{id}}. */
  @GET("live_notifications/{id}")
  LiveNotification liveNotification(@Path("id") String instanceId);
}
