package io.github.customerio4j.s3;

import io.github.customerio4j.extract.sink.object.AccessKey;
import io.github.customerio4j.extract.sink.object.AccessKeys;
import java.io.UncheckedIOException;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Keys that somebody hands out, as the SDK takes them: it asks before each request. */
final class HandedOutKeys implements AwsCredentialsProvider {
  private final AccessKeys keys;

  HandedOutKeys(AccessKeys keys) {
    this.keys = keys;
  }

  @Override
  public AwsCredentials resolveCredentials() {
    AccessKey key;
    try {
      key = keys.current();
    } catch (UncheckedIOException e) {
      throw new Ended(e);
    }
    return key.session().isPresent()
        ? AwsSessionCredentials.create(key.id(), key.secret(), key.session().get())
        : AwsBasicCredentials.create(key.id(), key.secret());
  }

  @Override
  public String toString() {
    return "HandedOutKeys[***]";
  }

  /** There is no key. Its message is for people. */
  static final class Ended extends SdkClientException {
    private static final long serialVersionUID = 1L;

    Ended(UncheckedIOException cause) {
      super(
          SdkClientException.builder()
              .message(Objects.requireNonNull(cause.getCause()).getMessage())
              .cause(cause));
    }
  }
}
