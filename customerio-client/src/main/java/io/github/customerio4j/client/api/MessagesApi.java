package io.github.customerio4j.client.api;

import io.github.customerio4j.client.model.query.MessageHistoryQuery;
import io.github.customerio4j.client.model.sending.ArchivedMessage;
import io.github.customerio4j.client.model.sending.Message;
import io.github.customerio4j.client.model.sending.MessageQuery;
import io.github.customerio4j.client.paging.Paged;
import java.util.Map;
import retrofit2.http.GET;
import retrofit2.http.Path;
import retrofit2.http.Query;
import retrofit2.http.QueryMap;

/** Deliveries: what was sent, to whom, and the result. */
public interface MessagesApi {
  /** Deliveries by a query: {@code GET messages}. At most six months per query. */
  default Paged<Message> list(MessageQuery query) {
    return listWithParameters(query.toParameters());
  }

  /**
   * Deliveries of a span of any length, the newest first: {@code GET messages} for one window of at
   * most 25 weeks after the other. A delivery that the border of two windows brings twice comes
   * once.
   *
   * <p>The list can be continued by another process: the {@code next} of a page is a bookmark of
   * the window and the page in it. Keep its text, build the same query, and continue with {@code
   * from(new Cursor(text))}. The end of the span is that of the first query.
   *
   * @param query which to list; {@link MessageHistoryQuery#all} for all
   * @return the deliveries, fetched while iterating
   */
  default Paged<Message> history(MessageHistoryQuery query) {
    return MessageHistory.of(this, query);
  }

  /** Deliveries by parameters as the API names them: {@code GET messages}. */
  @GET("messages")
  @Envelope("messages")
  Paged<Message> listWithParameters(@QueryMap Map<String, String> parameters);

  /** One delivery: {@code GET messages/{id}}. */
  @GET("messages/{id}")
  @Envelope("message")
  Message get(@Path("id") String messageId);

  /**
   * One delivery, with or without the answers to surveys: {@code GET messages/{id}}.
   *
   * @param trackedResponses whether answers to surveys are included
   */
  @GET("messages/{id}")
  @Envelope("message")
  Message get(
      @Path("id") String messageId, @Query("get_tracked_responses") boolean trackedResponses);

  /**
   * The archived content of a delivery. The API allows 100 of these requests per day; after that, a
   * {@code RateLimitException} reports the exhausted quota: {@code GET
   * messages/{id}/archived_message}.
   */
  @GET("messages/{id}/archived_message")
  @Envelope("archived_message")
  ArchivedMessage archived(@Path("id") String messageId);
}
