package io.github.customerio4j.client.api;

import io.github.customerio4j.client.filter.AudienceFilter;
import io.github.customerio4j.client.model.people.Activity;
import io.github.customerio4j.client.model.people.Customer;
import io.github.customerio4j.client.model.people.CustomerIdentifiers;
import io.github.customerio4j.client.model.people.IdType;
import io.github.customerio4j.client.model.people.OptOut;
import io.github.customerio4j.client.model.people.Relationship;
import io.github.customerio4j.client.model.people.Segment;
import io.github.customerio4j.client.model.people.SubscriptionPreferences;
import io.github.customerio4j.client.model.query.CustomerActivityQuery;
import io.github.customerio4j.client.model.query.CustomerMessageQuery;
import io.github.customerio4j.client.model.sending.Message;
import io.github.customerio4j.client.paging.Paged;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.Path;
import retrofit2.http.Query;
import retrofit2.http.QueryMap;

/** People. */
public interface CustomersApi {
  /** People by a filter, 1000 per page: {@code POST customers}. Reads only. */
  default Paged<CustomerIdentifiers> search(AudienceFilter filter) {
    return search(Map.of("filter", filter), 1000);
  }

  /**
   * People by a filter: {@code POST customers}. Reads only.
   *
   * @param body the filter under the key {@code filter}
   * @param limit people per page, 1 to 1000
   */
  @POST("customers")
  @Envelope("identifiers")
  Paged<CustomerIdentifiers> search(
      @Body Map<String, AudienceFilter> body, @Query("limit") int limit);

  /** People by email address; several people may share one address: {@code GET customers}. */
  @GET("customers")
  @Envelope("results")
  List<CustomerIdentifiers> byEmail(@Query("email") String email);

  /**
   * The attributes of several people: {@code POST customers/attributes}. Reads only. People who do
   * not exist are omitted.
   *
   * @param ids 1 to 100 ids
   * @throws IllegalArgumentException if there are no ids or more than 100
   */
  default List<Customer> attributes(List<String> ids) {
    checkBatch(ids);
    return attributes(Map.of("ids", ids));
  }

  /**
   * The attributes of several people by any kind of identifier: {@code POST customers/attributes}.
   * Reads only. People who do not exist are omitted.
   *
   * @param ids 1 to 100 identifiers of the same kind
   * @param idType their kind
   * @throws IllegalArgumentException if there are no ids or more than 100
   */
  default List<Customer> attributes(List<String> ids, IdType idType) {
    checkBatch(ids);
    return attributes(Map.of("ids", ids), idType);
  }

  /**
   * The attributes of any number of people: {@code POST customers/attributes} for 100 at a time, by
   * {@code cio_id}, so that people without an {@code id} are among them. Reads only. People who do
   * not exist any more are omitted; the others come in the order of the stream.
   *
   * <pre>{@code
   * client.customers().attributesOf(client.customers().search(filter).stream())
   *     .forEach(person -> System.out.println(person.attributes().get("plan")));
   * }</pre>
   *
   * @param people who; read lazily, a batch ahead
   * @return their attributes, fetched while the stream is read
   */
  default Stream<Customer> attributesOf(Stream<CustomerIdentifiers> people) {
    Iterator<Customer> customers = new PeopleAttributes(this, people.iterator());
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                customers, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(people::close);
  }

  private static void checkBatch(List<String> ids) {
    if (ids.isEmpty() || ids.size() > 100) {
      throw new IllegalArgumentException(
          "Cannot ask for the attributes of "
              + ids.size()
              + " people: the API takes 1 to 100 ids. Split the list, or use attributesOf.");
    }
  }

  /**
   * The attributes of several people: {@code POST customers/attributes}. Reads only.
   *
   * @param body the ids under the key {@code ids}
   */
  @POST("customers/attributes")
  @Envelope("customers")
  List<Customer> attributes(@Body Map<String, List<String>> body);

  /**
   * The attributes of several people: {@code POST customers/attributes}. Reads only.
   *
   * @param body the identifiers under the key {@code ids}
   * @param idType their kind
   */
  @POST("customers/attributes")
  @Envelope("customers")
  List<Customer> attributes(@Body Map<String, List<String>> body, @Query("id_type") IdType idType);

  /** One person's attributes: {@code GET customers/{id}/attributes}. */
  @GET("customers/{id}/attributes")
  @Envelope("customer")
  Customer attributes(@Path("id") String id, @Query("id_type") IdType idType);

  /** The segments that a person is in: {@code GET customers/{id}/segments}. */
  @GET("customers/{id}/segments")
  @Envelope("segments")
  List<Segment> segments(@Path("id") String id, @Query("id_type") IdType idType);

  /** Deliveries to a person: {@code GET customers/{id}/messages}. */
  default Paged<Message> messages(String id, IdType idType) {
    return messages(id, idType, 1000);
  }

  /**
   * Deliveries to a person: {@code GET customers/{id}/messages}.
   *
   * @param id the person
   * @param idType the kind of identifier
   * @param limit deliveries per page, 1 to 1000
   */
  default Paged<Message> messages(String id, IdType idType, int limit) {
    return messages(id, idType, CustomerMessageQuery.builder().limit(limit).build());
  }

  /**
   * Deliveries to a person: {@code GET customers/{id}/messages}.
   *
   * @param id the person
   * @param idType the kind of identifier
   * @param query which to list; {@link CustomerMessageQuery#all} for all
   */
  default Paged<Message> messages(String id, IdType idType, CustomerMessageQuery query) {
    return messagesWithParameters(id, idType, query.toParameters());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("customers/{id}/messages")
  @Envelope("messages")
  Paged<Message> messagesWithParameters(
      @Path("id") String id,
      @Query("id_type") IdType idType,
      @QueryMap Map<String, String> parameters);

  /** The activities of a person: {@code GET customers/{id}/activities}. */
  default Paged<Activity> activities(String id, IdType idType) {
    return activities(id, idType, 100);
  }

  /**
   * The activities of a person: {@code GET customers/{id}/activities}.
   *
   * @param id the person
   * @param idType the kind of identifier
   * @param limit activities per page, 1 to 100
   */
  default Paged<Activity> activities(String id, IdType idType, int limit) {
    return activities(id, idType, CustomerActivityQuery.builder().limit(limit).build());
  }

  /**
   * The activities of a person: {@code GET customers/{id}/activities}.
   *
   * @param id the person
   * @param idType the kind of identifier
   * @param query which to list; {@link CustomerActivityQuery#all} for all
   */
  default Paged<Activity> activities(String id, IdType idType, CustomerActivityQuery query) {
    return activitiesWithParameters(id, idType, query.toParameters());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("customers/{id}/activities")
  @Envelope("activities")
  Paged<Activity> activitiesWithParameters(
      @Path("id") String id,
      @Query("id_type") IdType idType,
      @QueryMap Map<String, String> parameters);

  /**
   * A person's relationships to objects, 1000 per page: {@code GET customers/{id}/relationships}.
   */
  default Paged<Relationship> relationships(String id, IdType idType) {
    return relationships(id, idType, 1000);
  }

  /**
   * A person's relationships to objects: {@code GET customers/{id}/relationships}.
   *
   * @param id the person
   * @param idType the kind of identifier
   * @param limit items per page, at most 1000
   */
  @GET("customers/{id}/relationships")
  @Envelope("cio_relationships")
  Paged<Relationship> relationships(
      @Path("id") String id, @Query("id_type") IdType idType, @Query("limit") int limit);

  /**
   * The subscription preferences of a person: {@code GET customers/{id}/subscription_preferences}.
   *
   * @param id the person
   * @param idType the kind of identifier
   */
  @GET("customers/{id}/subscription_preferences")
  @Envelope("customer")
  SubscriptionPreferences subscriptionPreferences(
      @Path("id") String id, @Query("id_type") IdType idType);

  /**
   * The subscription preferences of a person, with the texts in a language: {@code GET
   * customers/{id}/subscription_preferences}.
   *
   * @param id the person
   * @param idType the kind of identifier
   * @param language a code such as {@code pt-BR}
   */
  @GET("customers/{id}/subscription_preferences")
  @Envelope("customer")
  SubscriptionPreferences subscriptionPreferences(
      @Path("id") String id, @Query("id_type") IdType idType, @Query("language") String language);

  /**
   * The senders that a person has opted out of: {@code GET customers/{id}/optouts}.
   *
   * @param id the person
   * @param idType the kind of identifier
   */
  @GET("customers/{id}/optouts")
  @Envelope("optouts")
  List<OptOut> optouts(@Path("id") String id, @Query("id_type") IdType idType);
}
