package io.github.customerio4j.client.api;

import io.github.customerio4j.client.model.constant.SuppressionType;
import io.github.customerio4j.client.model.people.Suppression;
import io.github.customerio4j.client.model.people.SuppressionSearch;
import io.github.customerio4j.client.model.query.DomainSuppressionQuery;
import io.github.customerio4j.client.model.query.SuppressionQuery;
import io.github.customerio4j.client.paging.Paged;
import io.github.customerio4j.client.paging.PagingStyle;
import java.util.List;
import java.util.Map;
import retrofit2.http.GET;
import retrofit2.http.Path;
import retrofit2.http.QueryMap;

/** Addresses that the email service does not send to. */
public interface SuppressionsApi {
  /**
   * All addresses suppressed for this reason: {@code GET esp/suppression/{type}}.
   *
   * @param type the reason, such as {@link SuppressionType#BOUNCES}
   * @param query which to list; {@link SuppressionQuery#all} for all
   */
  default Paged<Suppression> list(SuppressionType type, SuppressionQuery query) {
    return listWithParameters(type.value(), query.toParameters());
  }

  /**
   * All addresses suppressed for this reason: {@code GET esp/suppression/{type}}.
   *
   * @param type the reason
   */
  default Paged<Suppression> list(SuppressionType type) {
    return list(type, SuppressionQuery.all());
  }

  /**
   * All addresses suppressed for this reason: {@code GET esp/suppression/{type}}.
   *
   * @param type the reason
   * @param limit items per page, at most 1000
   */
  default Paged<Suppression> list(SuppressionType type, int limit) {
    return list(type, SuppressionQuery.builder().limit(limit).build());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param type the reason, as the API spells it
   * @param parameters names and values, raw
   */
  @GET("esp/suppression/{type}")
  @Envelope("suppressions")
  @PagedBy(PagingStyle.OFFSET)
  Paged<Suppression> listWithParameters(
      @Path("type") String type, @QueryMap Map<String, String> parameters);

  /**
   * The same for one sending domain: {@code GET esp/domains/{domain}/suppression/{type}}.
   *
   * @param type the reason, such as {@link SuppressionType#BOUNCES}
   * @param query which to list; {@link DomainSuppressionQuery#all} for all
   */
  default Paged<Suppression> ofDomain(
      String domain, SuppressionType type, DomainSuppressionQuery query) {
    return ofDomainWithParameters(domain, type.value(), query.toParameters());
  }

  /**
   * The same for one sending domain: {@code GET esp/domains/{domain}/suppression/{type}}.
   *
   * @param domain the sending domain
   * @param type the reason
   */
  default Paged<Suppression> ofDomain(String domain, SuppressionType type) {
    return ofDomain(domain, type, DomainSuppressionQuery.all());
  }

  /**
   * The same for one sending domain: {@code GET esp/domains/{domain}/suppression/{type}}.
   *
   * @param domain the sending domain
   * @param type the reason
   * @param limit items per page, at most 1000
   */
  default Paged<Suppression> ofDomain(String domain, SuppressionType type, int limit) {
    return ofDomain(domain, type, DomainSuppressionQuery.builder().limit(limit).build());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param type the reason, as the API spells it
   * @param parameters names and values, raw
   */
  @GET("esp/domains/{domain}/suppression/{type}")
  @Envelope("suppressions")
  Paged<Suppression> ofDomainWithParameters(
      @Path("domain") String domain,
      @Path("type") String type,
      @QueryMap Map<String, String> parameters);

  /**
   * Why an address is suppressed, each suppression with its category; empty if it is not: {@code
   * GET esp/search_suppression/{email}}.
   */
  default List<Suppression> byEmail(String email) {
    SuppressionSearch found = search(email);
    return found.suppressions().stream()
        .map(
            suppression -> {
              Suppression.Builder copy = Suppression.builder();
              copy.from(suppression);
              return suppression.category().isPresent()
                  ? suppression
                  : copy.category(found.category()).build();
            })
        .toList();
  }

  /** The same as the API answers it: the category beside the suppressions. */
  @GET("esp/search_suppression/{email}")
  SuppressionSearch search(@Path("email") String email);
}
