package io.github.customerio4j.client.api;

import io.github.customerio4j.client.model.query.SenderQuery;
import io.github.customerio4j.client.model.workspace.SenderIdentity;
import io.github.customerio4j.client.model.workspace.SenderUsage;
import io.github.customerio4j.client.paging.Paged;
import java.util.Map;
import retrofit2.http.GET;
import retrofit2.http.Path;
import retrofit2.http.Query;
import retrofit2.http.QueryMap;

/** Sender identities: the senders of messages. */
public interface SendersApi {
  /**
   * The senders that are shown: {@code GET sender_identities}. {@link #hidden} lists the others.
   *
   * @param query which to list; {@link SenderQuery#all} for all
   */
  default Paged<SenderIdentity> list(SenderQuery query) {
    return listWithParameters(query.toParameters());
  }

  /**
   * The senders that are shown: {@code GET sender_identities}. {@link #hidden} lists the others.
   */
  default Paged<SenderIdentity> list() {
    return list(SenderQuery.all());
  }

  /**
   * The senders that are shown: {@code GET sender_identities}. {@link #hidden} lists the others.
   *
   * @param limit items per page, at most 100
   */
  default Paged<SenderIdentity> list(int limit) {
    return list(SenderQuery.builder().limit(limit).build());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("sender_identities")
  @Envelope("sender_identities")
  Paged<SenderIdentity> listWithParameters(@QueryMap Map<String, String> parameters);

  /** The senders that are hidden: {@code GET sender_identities?hidden=true}. */
  default Paged<SenderIdentity> hidden() {
    return list(SenderQuery.builder().hidden(true).build());
  }

  /**
   * The senders that are hidden: {@code GET sender_identities?hidden=true}.
   *
   * @param limit items per page, at most 100
   */
  @GET("sender_identities?hidden=true")
  @Envelope("sender_identities")
  Paged<SenderIdentity> hidden(@Query("limit") int limit);

  /** One sender: {@code GET sender_identities/{id}}. */
  @GET("sender_identities/{id}")
  @Envelope("sender_identity")
  SenderIdentity get(@Path("id") long senderId);

  /** What uses a sender: {@code GET sender_identities/{id}/used_by}. */
  @GET("sender_identities/{id}/used_by")
  SenderUsage usedBy(@Path("id") long senderId);
}
