package io.github.customerio4j.client.error;

/** Status 429: too many requests per second or per day. */
public final class RateLimitException extends ApiException {
  private static final long serialVersionUID = 1L;

  RateLimitException(ApiFailure failure) {
    super(failure, remedy(failure));
  }

  private static String remedy(ApiFailure failure) {
    return failure
        .retryAfter()
        .map(
            wait ->
                "The API asks to wait "
                    + wait.toSeconds()
                    + " s, and this request has no time or no attempt left for that: other programs"
                    + " use up the same workspace's limit. Lower the rate limit here or there, or"
                    + " raise the deadline.")
        .orElse(
            "The answer names no time to wait, which is the sign of a used-up daily quota: try"
                + " again tomorrow, or ask Customer.io for a larger one.");
  }

  /**
   * Whether the daily quota seems exhausted: the API then gives no time to wait, and waiting for
   * seconds does not help.
   */
  public boolean isDailyQuota() {
    return failure().retryAfter().isEmpty();
  }
}
