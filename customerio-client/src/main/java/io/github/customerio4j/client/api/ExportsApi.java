package io.github.customerio4j.client.api;

import io.github.customerio4j.client.model.workspace.CustomersExportRequest;
import io.github.customerio4j.client.model.workspace.DeliveriesExportRequest;
import io.github.customerio4j.client.model.workspace.Export;
import io.github.customerio4j.client.model.workspace.ExportLink;
import java.util.List;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.Path;

/**
 * Exports: CSV files that Customer.io creates in the background. {@link #customers} and {@link
 * #deliveries} create one and wait for it.
 */
public interface ExportsApi {
  /**
   * Creates an export of people: {@code POST exports/customers}. Not sent again if the outcome is
   * unknown: see {@link io.github.customerio4j.client.error.OutcomeUnknownException}.
   */
  @POST("exports/customers")
  @Envelope("export")
  @NotIdempotent
  Export createForCustomers(@Body CustomersExportRequest request);

  /**
   * Creates an export of deliveries: {@code POST exports/deliveries}. Not sent again if the outcome
   * is unknown: see {@link io.github.customerio4j.client.error.OutcomeUnknownException}.
   */
  @POST("exports/deliveries")
  @Envelope("export")
  @NotIdempotent
  Export createForDeliveries(@Body DeliveriesExportRequest request);

  /**
   * Creates an export of people and returns it as something to wait for: {@code POST
   * exports/customers}. Not sent again if the outcome is unknown: see {@link
   * io.github.customerio4j.client.error.OutcomeUnknownException}.
   */
  @POST("exports/customers")
  @Envelope("export")
  @NotIdempotent
  ExportJob customers(@Body CustomersExportRequest request);

  /**
   * Creates an export of deliveries and returns it as something to wait for: {@code POST
   * exports/deliveries}. Not sent again if the outcome is unknown: see {@link
   * io.github.customerio4j.client.error.OutcomeUnknownException}.
   */
  @POST("exports/deliveries")
  @Envelope("export")
  @NotIdempotent
  ExportJob deliveries(@Body DeliveriesExportRequest request);

  /** An export that was created before, to wait for: {@code GET exports/{id}}. */
  @GET("exports/{id}")
  @Envelope("export")
  ExportJob job(@Path("id") long exportId);

  /** All exports: {@code GET exports}. */
  @GET("exports")
  @Envelope("exports")
  List<Export> list();

  /** One export: {@code GET exports/{id}}. */
  @GET("exports/{id}")
  @Envelope("export")
  Export get(@Path("id") long exportId);

  /**
   * The link to a finished export: {@code GET exports/{id}/download}. The link itself is a secret.
   */
  @GET("exports/{id}/download")
  ExportLink download(@Path("id") long exportId);
}
