package io.github.customerio4j.sandbox.config;

/** A resource that an App API key may or may not read. */
public enum Scope {
  /** Paths under {@code campaigns}. */
  CAMPAIGNS,
  /** Paths under {@code segments}. */
  SEGMENTS,
  /** Paths under {@code messages}. */
  MESSAGES,
  /** Paths under {@code activities}. */
  ACTIVITIES,
  /** Paths under {@code customers}. */
  CUSTOMERS,
  /** Paths under {@code exports}. */
  EXPORTS
}
