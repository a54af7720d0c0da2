package io.github.customerio4j.client.api;

import io.github.customerio4j.client.model.query.LinkMetricsQuery;
import io.github.customerio4j.client.model.query.MetricsQuery;
import io.github.customerio4j.client.model.query.NewsletterMessageQuery;
import io.github.customerio4j.client.model.query.NewsletterQuery;
import io.github.customerio4j.client.model.sending.LinkMetrics;
import io.github.customerio4j.client.model.sending.Message;
import io.github.customerio4j.client.model.sending.Metrics;
import io.github.customerio4j.client.model.sending.Newsletter;
import io.github.customerio4j.client.model.sending.NewsletterContent;
import io.github.customerio4j.client.model.sending.TestGroup;
import io.github.customerio4j.client.paging.Paged;
import java.util.List;
import java.util.Map;
import retrofit2.http.GET;
import retrofit2.http.Path;
import retrofit2.http.QueryMap;

/** Newsletters: messages that are sent once to many people. */
public interface NewslettersApi {
  /**
   * All newsletters, at most 100 per page: {@code GET newsletters}.
   *
   * @param query which to list; {@link NewsletterQuery#all} for all
   */
  default Paged<Newsletter> list(NewsletterQuery query) {
    return listWithParameters(query.toParameters());
  }

  /** All newsletters, at most 100 per page: {@code GET newsletters}. */
  default Paged<Newsletter> list() {
    return list(NewsletterQuery.all());
  }

  /**
   * All newsletters, at most 100 per page: {@code GET newsletters}.
   *
   * @param limit items per page
   */
  default Paged<Newsletter> list(int limit) {
    return list(NewsletterQuery.builder().limit(limit).build());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("newsletters")
  @Envelope("newsletters")
  Paged<Newsletter> listWithParameters(@QueryMap Map<String, String> parameters);

  /** One newsletter: {@code GET newsletters/{id}}. */
  @GET("newsletters/{id}")
  @Envelope("newsletter")
  Newsletter get(@Path("id") long newsletterId);

  /** All contents of a newsletter: {@code GET newsletters/{id}/contents}. */
  @GET("newsletters/{id}/contents")
  @Envelope("contents")
  List<NewsletterContent> contents(@Path("id") long newsletterId);

  /** One content of a newsletter: {@code GET newsletters/{id}/contents/{content}}. */
  @GET("newsletters/{id}/contents/{content}")
  @Envelope("content")
  NewsletterContent content(@Path("id") long newsletterId, @Path("content") long contentId);

  /** A newsletter in one language: {@code GET newsletters/{id}/language/{language}}. */
  @GET("newsletters/{id}/language/{language}")
  @Envelope("content")
  NewsletterContent language(@Path("id") long newsletterId, @Path("language") String language);

  /** The groups of an A/B test: {@code GET newsletters/{id}/test_groups}. */
  @GET("newsletters/{id}/test_groups")
  @Envelope("test_groups")
  List<TestGroup> testGroups(@Path("id") long newsletterId);

  /**
   * The content of a test group in one language: {@code GET
   * newsletters/{id}/test_group/{group}/language/{language}}.
   */
  @GET("newsletters/{id}/test_group/{group}/language/{language}")
  @Envelope("content")
  NewsletterContent testGroupLanguage(
      @Path("id") long newsletterId,
      @Path("group") String testGroupId,
      @Path("language") String language);

  /**
   * The deliveries of a newsletter, at most 1000 per page: {@code GET newsletters/{id}/messages}.
   *
   * @param query which to list; {@link NewsletterMessageQuery#all} for all
   */
  default Paged<Message> messages(long newsletterId, NewsletterMessageQuery query) {
    return messagesWithParameters(newsletterId, query.toParameters());
  }

  /**
   * The deliveries of a newsletter, at most 1000 per page: {@code GET newsletters/{id}/messages}.
   */
  default Paged<Message> messages(long newsletterId) {
    return messages(newsletterId, NewsletterMessageQuery.all());
  }

  /**
   * The deliveries of a newsletter, at most 1000 per page: {@code GET newsletters/{id}/messages}.
   *
   * @param limit items per page
   */
  default Paged<Message> messages(long newsletterId, int limit) {
    return messages(newsletterId, NewsletterMessageQuery.builder().limit(limit).build());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("newsletters/{id}/messages")
  @Envelope("messages")
  Paged<Message> messagesWithParameters(
      @Path("id") long newsletterId, @QueryMap Map<String, String> parameters);

  /**
   * The metrics of a newsletter: {@code GET newsletters/{id}/metrics}.
   *
   * @param query by which periods to count, such as {@link MetricsQuery#days}
   */
  default Metrics metrics(long newsletterId, MetricsQuery query) {
    return metricsWithParameters(newsletterId, query.toParameters());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("newsletters/{id}/metrics")
  @Envelope("metric")
  Metrics metricsWithParameters(
      @Path("id") long newsletterId, @QueryMap Map<String, String> parameters);

  /**
   * The metrics of the links of a newsletter: {@code GET newsletters/{id}/metrics/links}.
   *
   * @param query by which periods to count, such as {@link LinkMetricsQuery#days}
   */
  default List<LinkMetrics> linkMetrics(long newsletterId, LinkMetricsQuery query) {
    return linkMetricsWithParameters(newsletterId, query.toParameters());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("newsletters/{id}/metrics/links")
  @Envelope("links")
  List<LinkMetrics> linkMetricsWithParameters(
      @Path("id") long newsletterId, @QueryMap Map<String, String> parameters);

  /**
   * The metrics of a content: {@code GET newsletters/{id}/contents/{content}/metrics}.
   *
   * @param query by which periods to count, such as {@link MetricsQuery#days}
   */
  default Metrics contentMetrics(long newsletterId, long contentId, MetricsQuery query) {
    return contentMetricsWithParameters(newsletterId, contentId, query.toParameters());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("newsletters/{id}/contents/{content}/metrics")
  @Envelope("metric")
  Metrics contentMetricsWithParameters(
      @Path("id") long newsletterId,
      @Path("content") long contentId,
      @QueryMap Map<String, String> parameters);

  /**
   * The metrics of the links of a content: {@code GET
   * newsletters/{id}/contents/{content}/metrics/links}.
   *
   * @param query by which periods to count, such as {@link MetricsQuery#days}
   */
  default List<LinkMetrics> contentLinkMetrics(
      long newsletterId, long contentId, MetricsQuery query) {
    return contentLinkMetricsWithParameters(newsletterId, contentId, query.toParameters());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("newsletters/{id}/contents/{content}/metrics/links")
  @Envelope("links")
  List<LinkMetrics> contentLinkMetricsWithParameters(
      @Path("id") long newsletterId,
      @Path("content") long contentId,
      @QueryMap Map<String, String> parameters);
}
