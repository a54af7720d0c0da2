package io.github.customerio4j.sandbox.config;

/** Which prefixes of the path are served. */
public enum PathPrefix {
  /** {@code /v1/} only, as today. */
  CURRENT,
  /** {@code /v1/} and the old Beta API's {@code /v1/api/}. */
  CURRENT_AND_LEGACY
}
