package io.github.customerio4j.client.error;

/** Status 5xx: the API failed in all attempts. */
public final class ServerException extends ApiException {
  private static final long serialVersionUID = 1L;

  ServerException(ApiFailure failure) {
    super(
        failure,
        "The fault is at Customer.io: try again later, and give the reference to their support if"
            + " it continues.");
  }
}
