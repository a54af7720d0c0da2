package io.github.customerio4j.client.api;

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
