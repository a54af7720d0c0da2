package io.github.customerio4j.client.error;

import java.util.Optional;

/**
 * The API answered with an error status. Subtypes exist for the usual reasons; any other answer,
 * such as a redirect, is thrown as this type.
 */
public class ApiException extends CustomerIoException {
  private static final long serialVersionUID = 1L;

  private final ApiFailure failure;

  /**
   * The remedy where the request asked for a later page: its parameters were good for the first.
   */
  static final String LOST_PLACE =
      "The request continued where the page before it ended, and the API no longer accepts that"
          + " place: read the list from its front again.";

  ApiException(ApiFailure failure, String remedy) {
    super(describe(failure) + " " + remedy, null);
    this.failure = failure;
  }

  /**
   * Picks the subtype and the remedy for a failure.
   *
   * @param failure the API's answer
   * @return the exception to throw
   */
  public static ApiException of(ApiFailure failure) {
    int status = failure.status();
    if (status >= 500) {
      return new ServerException(failure);
    }
    return switch (status) {
      case 401 -> new AuthenticationException(failure);
      case 403 -> new PermissionException(failure);
      case 404 -> new NotFoundException(failure);
      case 429 -> new RateLimitException(failure);
      default ->
          status >= 400
              ? new InvalidRequestException(failure)
              : new ApiException(
                  failure,
                  "The client does not follow redirects, so that the key stays with its host."
                      + " Check the base URL, its prefix (/v1/) included.");
    };
  }

  /** The message without the remedy, for programs that have a remedy of their own. */
  public String problem() {
    return describe(failure);
  }

  private static String describe(ApiFailure failure) {
    StringBuilder text = new StringBuilder("Cannot ");
    text.append(failure.method()).append(' ').append(failure.path());
    text.append(": the API answered ").append(failure.status());
    if (!failure.detail().isEmpty()) {
      text.append(" (").append(failure.detail()).append(')');
    }
    if (failure.attempts() > 1) {
      text.append(" after ").append(failure.attempts()).append(" attempts");
    }
    failure
        .reference()
        .filter(reference -> !failure.detail().contains(reference))
        .ifPresent(reference -> text.append(", reference ").append(reference));
    return text.append('.').toString();
  }

  /** The details of the failure. */
  public ApiFailure failure() {
    return failure;
  }

  /** The HTTP method, such as {@code GET}. */
  public String method() {
    return failure.method();
  }

  /** The path with its prefix, without the query. */
  public String path() {
    return failure.path();
  }

  /** The HTTP status. */
  public int status() {
    return failure.status();
  }

  /** The API's message, on one line; empty if there is none. */
  public String detail() {
    return failure.detail();
  }

  /** The reference that Customer.io's support asks for. */
  public Optional<String> reference() {
    return failure.reference();
  }

  /**
   * Whether the request asked for a later page of a list. Then its parameters are not to blame: the
   * API accepted them for the page before.
   */
  public boolean isAtCursor() {
    return failure.cursor().isPresent();
  }

  /** The number of attempts. */
  public int attempts() {
    return failure.attempts();
  }
}
