package io.github.customerio4j.client.error;

/** Any other 4xx: the API does not accept the request. */
public final class InvalidRequestException extends ApiException {
  private static final long serialVersionUID = 1L;

  InvalidRequestException(ApiFailure failure) {
    super(failure, "Check the parameters of the request; asking again will not help.");
  }
}
