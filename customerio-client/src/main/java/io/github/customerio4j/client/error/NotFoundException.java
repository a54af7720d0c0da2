package io.github.customerio4j.client.error;

/** Status 404: nothing exists at this path. */
public final class NotFoundException extends ApiException {
  private static final long serialVersionUID = 1L;

  NotFoundException(ApiFailure failure) {
    super(
        failure,
        failure.cursor().isPresent()
            ? LOST_PLACE
            : "Check the id in the path (it may have been deleted, or belong to another workspace) and the"
                + " base URL with its prefix (/v1/).");
  }
}
