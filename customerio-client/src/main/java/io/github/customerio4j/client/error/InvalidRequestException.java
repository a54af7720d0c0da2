package io.github.customerio4j.client.error;

/** Any other 4xx: the API does not accept the request. */
public final class InvalidRequestException extends ApiException {
  private static final long serialVersionUID = 1L;

  InvalidRequestException(ApiFailure failure) {
    super(failure, remedy(failure));
  }

  private static String remedy(ApiFailure failure) {
    if (failure.status() == 408) {
      return "The API gave up waiting for the request: check the network, and try again later.";
    }
    return failure.cursor().isPresent()
        ? LOST_PLACE
        : "Check the parameters of the request; asking again will not help.";
  }
}
