package io.github.customerio4j.client.http;

/** Whether a request may be sent again after its answer was lost. */
public enum Idempotence {
  /** It only reads, so sending it twice is like sending it once. */
  IDEMPOTENT,
  /** It creates something: sent again only if it certainly was not carried out. */
  NOT_IDEMPOTENT
}
