package io.github.customerio4j.client.error;

/** The key is not accepted: status 401, or the answer that another region has its workspace. */
public sealed class AuthenticationException extends ApiException permits WrongRegionException {
  private static final long serialVersionUID = 1L;

  AuthenticationException(ApiFailure failure) {
    this(
        failure,
        "Check that the key is an App API key (not a Track API site id and key), and that the region"
            + " or base URL is the one of its workspace: a key of one region is refused in the"
            + " other.");
  }

  AuthenticationException(ApiFailure failure, String remedy) {
    super(failure, remedy);
  }
}
