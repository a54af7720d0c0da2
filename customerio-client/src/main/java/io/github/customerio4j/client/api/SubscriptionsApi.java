package io.github.customerio4j.client.api;

import io.github.customerio4j.client.model.people.PersonOptOuts;
import io.github.customerio4j.client.model.people.SubscriptionCenterToken;
import io.github.customerio4j.client.model.people.SubscriptionChannel;
import io.github.customerio4j.client.model.people.SubscriptionTopic;
import io.github.customerio4j.client.model.query.OptOutQuery;
import io.github.customerio4j.client.paging.Paged;
import java.util.List;
import java.util.Map;
import retrofit2.http.GET;
import retrofit2.http.Path;
import retrofit2.http.QueryMap;

/** Topics and channels to subscribe to, and the people who have opted out. */
public interface SubscriptionsApi {
  /** All topics: {@code GET subscription_topics}. */
  @GET("subscription_topics")
  @Envelope("topics")
  List<SubscriptionTopic> topics();

  /** All channels: {@code GET subscription_channels}. */
  @GET("subscription_channels")
  @Envelope("channels")
  List<SubscriptionChannel> channels();

  /**
   * A token for a person's subscription center; fails with 400 if nobody has this id or address:
   * {@code GET subscription_center/{id}/token}.
   */
  @GET("subscription_center/{id}/token")
  SubscriptionCenterToken centerToken(@Path("id") String customerId);

  /**
   * All people who have opted out of senders: {@code GET optouts}.
   *
   * @param query which to list; {@link OptOutQuery#all} for all
   */
  default Paged<PersonOptOuts> optouts(OptOutQuery query) {
    return optoutsWithParameters(query.toParameters());
  }

  /** All people who have opted out of senders: {@code GET optouts}. */
  default Paged<PersonOptOuts> optouts() {
    return optouts(OptOutQuery.all());
  }

  /**
   * All people who have opted out of senders: {@code GET optouts}.
   *
   * @param limit items per page, at most 1000
   */
  default Paged<PersonOptOuts> optouts(int limit) {
    return optouts(OptOutQuery.builder().limit(limit).build());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("optouts")
  @Envelope("optouts")
  Paged<PersonOptOuts> optoutsWithParameters(@QueryMap Map<String, String> parameters);
}
