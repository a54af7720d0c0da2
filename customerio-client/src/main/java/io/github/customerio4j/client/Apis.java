package io.github.customerio4j.client;

import com.squareup.moshi.Moshi;
import io.github.customerio4j.client.api.ActivitiesApi;
import io.github.customerio4j.client.api.AssetsApi;
import io.github.customerio4j.client.api.BroadcastsApi;
import io.github.customerio4j.client.api.CampaignsApi;
import io.github.customerio4j.client.api.CollectionsApi;
import io.github.customerio4j.client.api.CustomersApi;
import io.github.customerio4j.client.api.DesignStudioApi;
import io.github.customerio4j.client.api.ExportsApi;
import io.github.customerio4j.client.api.MessagesApi;
import io.github.customerio4j.client.api.NewslettersApi;
import io.github.customerio4j.client.api.ObjectsApi;
import io.github.customerio4j.client.api.SegmentsApi;
import io.github.customerio4j.client.api.SendersApi;
import io.github.customerio4j.client.api.SubscriptionsApi;
import io.github.customerio4j.client.api.SuppressionsApi;
import io.github.customerio4j.client.api.TransactionalApi;
import io.github.customerio4j.client.api.WorkspaceApi;
import io.github.customerio4j.client.json.JsonConverterFactory;
import retrofit2.Retrofit;

/** The API's interfaces, implemented by Retrofit. Retrofit inspects a method at its first call. */
final class Apis {
  private final CampaignsApi campaigns;
  private final BroadcastsApi broadcasts;
  private final NewslettersApi newsletters;
  private final TransactionalApi transactional;
  private final SegmentsApi segments;
  private final MessagesApi messages;
  private final ActivitiesApi activities;
  private final CustomersApi customers;
  private final ExportsApi exports;
  private final WorkspaceApi workspace;
  private final DesignStudioApi designStudio;
  private final AssetsApi assets;
  private final SuppressionsApi suppressions;
  private final SubscriptionsApi subscriptions;
  private final SendersApi senders;
  private final CollectionsApi collections;
  private final ObjectsApi objects;

  private Apis(Retrofit retrofit) {
    campaigns = retrofit.create(CampaignsApi.class);
    broadcasts = retrofit.create(BroadcastsApi.class);
    newsletters = retrofit.create(NewslettersApi.class);
    transactional = retrofit.create(TransactionalApi.class);
    segments = retrofit.create(SegmentsApi.class);
    messages = retrofit.create(MessagesApi.class);
    activities = retrofit.create(ActivitiesApi.class);
    customers = retrofit.create(CustomersApi.class);
    exports = retrofit.create(ExportsApi.class);
    workspace = retrofit.create(WorkspaceApi.class);
    designStudio = retrofit.create(DesignStudioApi.class);
    assets = retrofit.create(AssetsApi.class);
    suppressions = retrofit.create(SuppressionsApi.class);
    subscriptions = retrofit.create(SubscriptionsApi.class);
    senders = retrofit.create(SendersApi.class);
    collections = retrofit.create(CollectionsApi.class);
    objects = retrofit.create(ObjectsApi.class);
  }

  static Apis of(Transport transport, CallScope scope, Moshi moshi) {
    return new Apis(
        new Retrofit.Builder()
            .baseUrl(transport.base())
            .callFactory(transport.http())
            .addConverterFactory(new PathValues())
            .addConverterFactory(new JsonConverterFactory(moshi))
            .addCallAdapterFactory(new ApiCallAdapterFactory(transport, scope))
            .build());
  }

  CampaignsApi campaigns() {
    return campaigns;
  }

  BroadcastsApi broadcasts() {
    return broadcasts;
  }

  NewslettersApi newsletters() {
    return newsletters;
  }

  TransactionalApi transactional() {
    return transactional;
  }

  SegmentsApi segments() {
    return segments;
  }

  MessagesApi messages() {
    return messages;
  }

  ActivitiesApi activities() {
    return activities;
  }

  CustomersApi customers() {
    return customers;
  }

  ExportsApi exports() {
    return exports;
  }

  ObjectsApi objects() {
    return objects;
  }

  CollectionsApi collections() {
    return collections;
  }

  SendersApi senders() {
    return senders;
  }

  SubscriptionsApi subscriptions() {
    return subscriptions;
  }

  SuppressionsApi suppressions() {
    return suppressions;
  }

  AssetsApi assets() {
    return assets;
  }

  DesignStudioApi designStudio() {
    return designStudio;
  }

  WorkspaceApi workspace() {
    return workspace;
  }
}
