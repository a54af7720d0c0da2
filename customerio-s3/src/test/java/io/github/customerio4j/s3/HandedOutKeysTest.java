package io.github.customerio4j.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.customerio4j.extract.sink.object.AccessKey;
import io.github.customerio4j.extract.sink.object.AccessKeys;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.StoredObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket whose keys somebody hands out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandedOutKeysTest {
  private static final String WRONG = "wrong/Secret+0123456789";
  private static final String SESSION = "session/Token+0123456789";
  private static final String REMEDY = "Ask the catalog.";

  private S3Server server;

  @BeforeAll
  void start() throws IOException {
    server = S3Server.startWithSessions();
    server.createBucket("bucket");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  /** The key of the next request; none if there is no secret. */
  private static final class Keys implements AccessKeys {
    private String secret = S3Server.SECRET_KEY;

    @Override
    public AccessKey current() {
      if (secret.isEmpty()) {
        throw new UncheckedIOException(new IOException("the key ended. " + REMEDY));
      }
      return AccessKey.ofSession(S3Server.ACCESS_KEY, secret, SESSION);
    }

    @Override
    public String remedy() {
      return REMEDY;
    }
  }

  private ObjectStore open(AccessKeys keys) {
    return ObjectStore.open(
        "s3://bucket/p",
        Map.of("endpoint", server.endpoint().toString(), "region", "us-east-1"),
        keys);
  }

  @Test
  void eachRequestHasTheKeyOfItsTime() throws IOException {
    Keys keys = new Keys();
    StringWriter trace = new StringWriter();
    try (ObjectStore store = open(keys)) {
      assertThat(store.createIfAbsent("a", new byte[3])).isTrue();

      keys.secret = WRONG;
      assertThatIOException()
          .isThrownBy(() -> store.list(""))
          .withMessageStartingWith("Cannot list s3://bucket/p: HTTP 403 SignatureDoesNotMatch")
          .withMessageEndingWith(REMEDY)
          .satisfies(failure -> failure.printStackTrace(new PrintWriter(trace)));

      keys.secret = "";
      assertThatIOException()
          .isThrownBy(() -> store.list(""))
          .withMessage("Cannot list s3://bucket/p: the key ended. " + REMEDY)
          .satisfies(failure -> failure.printStackTrace(new PrintWriter(trace)));

      keys.secret = S3Server.SECRET_KEY;
      assertThat(store.list("")).containsExactly(new StoredObject("a", 3));
      assertThat(store + store.location()).doesNotContain(S3Server.ACCESS_KEY);
    }
    assertThat(trace.toString())
        .contains("SignatureDoesNotMatch")
        .doesNotContain(WRONG)
        .doesNotContain(SESSION)
        .doesNotContain(S3Server.ACCESS_KEY);
  }

  @Test
  void keyThatMayNotIsToldWithWhatItNeedsAndWhoHandsItOut() {
    S3Errors errors = new S3Errors("s3://bucket/p", REMEDY);

    assertThat(errors.of("upload", "a", "s3:PutObject", refusal(403, "AccessDenied")))
        .hasMessageContaining("Its key does not allow s3:PutObject. " + REMEDY);
    assertThat(errors.of("upload", "a", "s3:PutObject", refusal(400, "ExpiredToken")))
        .hasMessageEndingWith(". " + REMEDY);
    assertThat(errors.of("upload", "a", "s3:PutObject", refusal(403, "RequestTimeTooSkewed")))
        .hasMessageEndingWith("Set the clock of this machine.");
  }

  private static S3Exception refusal(int status, String code) {
    return (S3Exception)
        S3Exception.builder()
            .statusCode(status)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
            .build();
  }

  @Test
  void textsShowNoKey() {
    AccessKeys keys = new Keys();

    assertThat(keys.current().toString() + new HandedOutKeys(keys))
        .doesNotContain(S3Server.ACCESS_KEY)
        .doesNotContain(S3Server.SECRET_KEY)
        .doesNotContain(SESSION);
  }
}
