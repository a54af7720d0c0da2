package io.github.customerio4j.client.api;

import io.github.customerio4j.client.model.query.LinkMetricsQuery;
import io.github.customerio4j.client.model.query.MetricsQuery;
import io.github.customerio4j.client.model.query.TransactionalMessageQuery;
import io.github.customerio4j.client.model.sending.LinkMetrics;
import io.github.customerio4j.client.model.sending.Message;
import io.github.customerio4j.client.model.sending.Metrics;
import io.github.customerio4j.client.model.sending.TransactionalContent;
import io.github.customerio4j.client.model.sending.TransactionalMessage;
import io.github.customerio4j.client.paging.Paged;
import java.util.List;
import java.util.Map;
import retrofit2.http.GET;
import retrofit2.http.Path;
import retrofit2.http.QueryMap;

/** Transactional messages: sent through the API to one person at a time. */
public interface TransactionalApi {
  /** All transactional messages: {@code GET transactional}. */
  @GET("transactional")
  @Envelope("messages")
  List<TransactionalMessage> list();

  /** One transactional message: {@code GET transactional/{id}}. */
  @GET("transactional/{id}")
  @Envelope("message")
  TransactionalMessage get(@Path("id") long transactionalId);

  /** All contents of a transactional message: {@code GET transactional/{id}/contents}. */
  @GET("transactional/{id}/contents")
  @Envelope("contents")
  List<TransactionalContent> contents(@Path("id") long transactionalId);

  /** One content of a transactional message: {@code GET transactional/{id}/contents/{content}}. */
  @GET("transactional/{id}/contents/{content}")
  @Envelope("content")
  TransactionalContent content(@Path("id") long transactionalId, @Path("content") long contentId);

  /**
   * A transactional message in one language; fails with 400 if there is none: {@code GET
   * transactional/{id}/language/{language}}.
   */
  @GET("transactional/{id}/language/{language}")
  @Envelope("content")
  List<TransactionalContent> language(
      @Path("id") long transactionalId, @Path("language") String language);

  /**
   * The deliveries of a transactional message, at most 1000 per page: {@code GET
   * transactional/{id}/messages}.
   *
   * @param query which to list; {@link TransactionalMessageQuery#all} for all
   */
  default Paged<Message> messages(long transactionalId, TransactionalMessageQuery query) {
    return messagesWithParameters(transactionalId, query.toParameters());
  }

  /**
   * The deliveries of a transactional message, at most 1000 per page: {@code GET
   * transactional/{id}/messages}.
   */
  default Paged<Message> messages(long transactionalId) {
    return messages(transactionalId, TransactionalMessageQuery.all());
  }

  /**
   * The deliveries of a transactional message, at most 1000 per page: {@code GET
   * transactional/{id}/messages}.
   *
   * @param limit items per page
   */
  default Paged<Message> messages(long transactionalId, int limit) {
    return messages(transactionalId, TransactionalMessageQuery.builder().limit(limit).build());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("transactional/{id}/messages")
  @Envelope("messages")
  Paged<Message> messagesWithParameters(
      @Path("id") long transactionalId, @QueryMap Map<String, String> parameters);

  /**
   * The metrics of a transactional message: {@code GET transactional/{id}/metrics}.
   *
   * @param query by which periods to count, such as {@link MetricsQuery#days}
   */
  default Metrics metrics(long transactionalId, MetricsQuery query) {
    return metricsWithParameters(transactionalId, query.toParameters());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("transactional/{id}/metrics")
  @Envelope("metric")
  Metrics metricsWithParameters(
      @Path("id") long transactionalId, @QueryMap Map<String, String> parameters);

  /**
   * The metrics of the links of a transactional message: {@code GET
   * transactional/{id}/metrics/links}.
   *
   * @param query by which periods to count, such as {@link LinkMetricsQuery#days}
   */
  default List<LinkMetrics> linkMetrics(long transactionalId, LinkMetricsQuery query) {
    return linkMetricsWithParameters(transactionalId, query.toParameters());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("transactional/{id}/metrics/links")
  @Envelope("links")
  List<LinkMetrics> linkMetricsWithParameters(
      @Path("id") long transactionalId, @QueryMap Map<String, String> parameters);
}
