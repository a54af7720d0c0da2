package io.github.customerio4j.client.api;

import io.github.customerio4j.client.model.people.Suppression;
import io.github.customerio4j.client.model.people.SuppressionSearch;
import io.github.customerio4j.client.paging.Paged;
import io.github.customerio4j.client.paging.PagingStyle;
import java.util.List;
import retrofit2.http.GET;
import retrofit2.http.Path;
import retrofit2.http.Query;

/** Addresses that the email service does not send to. */
public interface SuppressionsApi {
  /**
   * All addresses suppressed for this reason: {@code GET esp/suppression/{type}}.
   *
   * @param type {@code bounces}, {@code blocks}, {@code spam_reports} or {@code invalid_emails}
   * @param limit items per page, at most 1000
   */
  @GET("esp/suppression/{type}")
  @Envelope("suppressions")
  @PagedBy(PagingStyle.OFFSET)
  Paged<Suppression> list(@Path("type") String type, @Query("limit") int limit);

  /**
   * The same for one sending domain: {@code GET esp/domains/{domain}/suppression/{type}}.
   *
   * @param domain the sending domain
   * @param type {@code bounces}, {@code blocks}, {@code spam_reports} or {@code invalid_emails}
   * @param limit items per page, at most 1000
   */
  @GET("esp/domains/{domain}/suppression/{type}")
  @Envelope("suppressions")
  Paged<Suppression> ofDomain(
      @Path("domain") String domain, @Path("type") String type, @Query("limit") int limit);

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
