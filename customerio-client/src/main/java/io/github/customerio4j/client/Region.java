package io.github.customerio4j.client;

/** The region of a workspace. A key of one region is rejected (401) in the other. */
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
}
