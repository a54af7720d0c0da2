package io.github.customerio4j.client;

import java.util.Arrays;
import java.util.Optional;
import okhttp3.HttpUrl;

/** The region of a workspace. A key of one region is refused (301 or 401) in the other. */
public enum Region {
  /** The United States, {@code https://api.customer.io/v1/}. */
  US("https://api.customer.io/v1/"),
  /** The European Union, {@code https://api-eu.customer.io/v1/}. */
  EU("https://api-eu.customer.io/v1/");

  private final String baseUrl;

  Region(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  /** The region's base URL with its prefix. */
  public String baseUrl() {
    return baseUrl;
  }

  /** The region whose API is at this host. */
  static Optional<Region> at(HttpUrl url) {
    return Arrays.stream(values())
        .filter(region -> HttpUrl.get(region.baseUrl).host().equals(url.host()))
        .findFirst();
  }

  /** The region that is not this one. */
  Region other() {
    return this == US ? EU : US;
  }
}
