package io.github.customerio4j.sandbox.wire;

/** A request that the sandbox answers with an error. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  public RefusedException(int status, String detail) {
    super(detail);
    this.status = status;
  }

  public static RefusedException badRequest(String detail) {
    return new RefusedException(400, detail);
  }

  public static RefusedException notFound(String what) {
    return new RefusedException(404, what + " not found");
  }

  public int status() {
    return status;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }
}
