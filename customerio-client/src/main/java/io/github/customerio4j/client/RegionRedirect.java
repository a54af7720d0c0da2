package io.github.customerio4j.client;

import io.github.customerio4j.client.error.ApiFailure;
import io.github.customerio4j.client.error.WrongRegionException;
import java.util.Locale;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Response;

/**
 * Recognizes the answer to a key whose workspace is in another region. The API names a wrong
 * datacenter, or only redirects to the host of the other region.
 *
 * @param base the base URL that was asked
 */
record RegionRedirect(HttpUrl base) {
  private static final String WRONG_DATACENTER = "wrong datacenter";

  /**
   * The error for such an answer; empty for any other.
   *
   * @param failure the answer, with the detail in its body
   */
  Optional<WrongRegionException> read(Response response, ApiFailure failure) {
    Optional<Region> asked = Region.at(base);
    Optional<Region> named =
        location(response).flatMap(Region::at).filter(region -> !asked.equals(Optional.of(region)));
    boolean isNamedByText = failure.detail().toLowerCase(Locale.ROOT).contains(WRONG_DATACENTER);
    if (named.isEmpty() && !isNamedByText) {
      return Optional.empty();
    }
    Optional<Region> right = asked.map(Region::other).or(() -> named);
    return Optional.of(
        new WrongRegionException(
            failure,
            right.map(region -> region.name().toLowerCase(Locale.ROOT)),
            remedy(right, asked.isEmpty())));
  }

  private static Optional<HttpUrl> location(Response response) {
    return response.isRedirect()
        ? Optional.ofNullable(response.header("Location"))
            .map(location -> response.request().url().resolve(location))
        : Optional.empty();
  }

  private static String remedy(Optional<Region> right, boolean isCustomBase) {
    String where =
        right
            .map(region -> "The workspace of the key is in the " + region + ". ")
            .orElse("The workspace of the key is in another region. ");
    String use = right.map(region -> "region(Region." + region + ")").orElse("its region");
    return where
        + (isCustomBase ? "Leave out the base URL, and build" : "Build")
        + " the client with "
        + use
        + '.';
  }
}
