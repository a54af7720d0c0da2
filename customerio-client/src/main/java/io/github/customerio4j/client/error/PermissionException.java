package io.github.customerio4j.client.error;

/** Status 403: the key is valid, but lacks the permission. */
public final class PermissionException extends ApiException {
  private static final long serialVersionUID = 1L;

  PermissionException(ApiFailure failure) {
    super(
        failure,
        "The key lacks the scope for this call. Add it to the key in Customer.io under Settings, API"
            + " credentials, App API keys, or use another key.");
  }
}
