package io.github.customerio4j.sandbox.wire;

/** A request that the sandbox answers with an error. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a request is refused. */
  public enum Reason {
    /** The request is wrong: no workspace would accept it. */
    WRONG_REQUEST,
    /** The request is right, but this workspace or this key does not have what it asks for. */
    NOT_AVAILABLE
  }

  private final int status;
  private final Reason reason;

  private RefusedException(int status, Reason reason, String detail) {
    super(detail);
    this.status = status;
    this.reason = reason;
  }

  /** 400: a parameter or a body that the operation does not take. */
  public static RefusedException badRequest(String detail) {
    return new RefusedException(400, Reason.WRONG_REQUEST, detail);
  }

  /** 401: another key than the one that the sandbox accepts. */
  public static RefusedException wrongKey() {
    return new RefusedException(401, Reason.WRONG_REQUEST, "unauthorized");
  }

  /** 403: a resource that the key may not read. */
  public static RefusedException forbidden() {
    return new RefusedException(403, Reason.NOT_AVAILABLE, "Account is not authorized");
  }

  /** 404: a path that no operation has. */
  public static RefusedException unknownPath() {
    return new RefusedException(404, Reason.WRONG_REQUEST, "page not found");
  }

  /** 404: a record that the workspace does not have. */
  public static RefusedException notFound(String what) {
    return new RefusedException(404, Reason.NOT_AVAILABLE, what + " not found");
  }

  /** 405: a method that the path does not have. */
  public static RefusedException methodNotAllowed() {
    return new RefusedException(405, Reason.WRONG_REQUEST, "method not allowed");
  }

  /** The HTTP status of the response. */
  public int status() {
    return status;
  }

  /** Why the request is refused. */
  public Reason reason() {
    return reason;
  }

  /** What the response says. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
