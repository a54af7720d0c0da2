package io.github.customerio4j.client.error;

/** Status 401: the key is not accepted. */
public final class AuthenticationException extends ApiException {
  private static final long serialVersionUID = 1L;

  AuthenticationException(ApiFailure failure) {
    super(
        failure,
        "Check that the key is an App API key (not a Track API site id and key), and that the region"
            + " or base URL is the one of its workspace: a key of one region is refused in the"
            + " other.");
  }
}
