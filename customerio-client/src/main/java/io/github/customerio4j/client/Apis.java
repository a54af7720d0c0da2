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
import io.github.customerio4j.client.http.PathValues;
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
    campaigns = create(retrofit, CampaignsApi.class);
    broadcasts = create(retrofit, BroadcastsApi.class);
    newsletters = create(retrofit, NewslettersApi.class);
    transactional = create(retrofit, TransactionalApi.class);
    segments = create(retrofit, SegmentsApi.class);
    messages = create(retrofit, MessagesApi.class);
    activities = create(retrofit, ActivitiesApi.class);
    customers = create(retrofit, CustomersApi.class);
    exports = create(retrofit, ExportsApi.class);
    workspace = create(retrofit, WorkspaceApi.class);
    designStudio = create(retrofit, DesignStudioApi.class);
    assets = create(retrofit, AssetsApi.class);
    suppressions = create(retrofit, SuppressionsApi.class);
    subscriptions = create(retrofit, SubscriptionsApi.class);
    senders = create(retrofit, SendersApi.class);
    collections = create(retrofit, CollectionsApi.class);
    objects = create(retrofit, ObjectsApi.class);
  }

  private static <T> T create(Retrofit retrofit, Class<T> api) {
    return NullRefusingProxy.around(api, retrofit.create(api));
  }

  static Apis of(Connections connections, CallScope scope, Moshi moshi) {
    return new Apis(
        new Retrofit.Builder()
            .baseUrl(connections.transport().base())
            .callFactory(connections.transport().http())
            .addConverterFactory(new PathValues())
            .addConverterFactory(new JsonConverterFactory(moshi))
            .addCallAdapterFactory(new ApiCallAdapterFactory(connections, scope))
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
