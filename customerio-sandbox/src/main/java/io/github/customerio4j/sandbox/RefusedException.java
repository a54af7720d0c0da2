package io.github.customerio4j.sandbox;

/** A request that the sandbox answers with an error. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  RefusedException(int status, String detail) {
    super(detail);
    this.status = status;
  }

  static RefusedException badRequest(String detail) {
    return new RefusedException(400, detail);
  }

  static RefusedException notFound(String what) {
    return new RefusedException(404, what + " not found");
  }

  int status() {
    return status;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
