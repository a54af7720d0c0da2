package io.github.customerio4j.extract.sink.object;

import java.util.Objects;
import java.util.Optional;

/**
 * A key of a bucket with its secret. It is no setting: no text shows it, {@link #toString} neither,
 * and it cannot be serialized.
 */
public final class AccessKey {
  private final String id;
  private final String secret;
  private final Optional<String> session;

  private AccessKey(String id, String secret, Optional<String> session) {
    this.id = Objects.requireNonNull(id, "id");
    this.secret = Objects.requireNonNull(secret, "secret");
    this.session = session;
  }

  /** A key that belongs to no session. */
  public static AccessKey of(String id, String secret) {
    return new AccessKey(id, secret, Optional.empty());
  }

  /** The key of a session, which ends. */
  public static AccessKey ofSession(String id, String secret, String session) {
    return new AccessKey(id, secret, Optional.of(Objects.requireNonNull(session, "session")));
  }

  /** Its name. */
  public String id() {
    return id;
  }

  /** What requests are signed with. */
  public String secret() {
    return secret;
  }

  /** The token of its session, if it is one of a session. */
  public Optional<String> session() {
    return session;
  }

  @Override
  public String toString() {
    return "AccessKey[***]";
  }
}
