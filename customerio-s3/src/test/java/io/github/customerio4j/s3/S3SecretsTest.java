package io.github.customerio4j.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What a log of everything has. */
class S3SecretsTest {
  private static final String WRONG = "wrong/Secret+0123456789";

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void logEverything() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.DEBUG);
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void stopLogging() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAppender(log);
    root.setLevel(Level.INFO);
  }

  @Test
  void logOfEverythingHasNoSecretAndNoSignature(@TempDir Path folder) throws IOException {
    List<Throwable> failures = new ArrayList<>();
    try (S3Server server = S3Server.start();
        FaultyServer front = FaultyServer.inFrontOf(server.endpoint());
        ObjectStore store =
            S3Store.builder("bucket")
                .endpoint(front.endpoint())
                .credentials(S3Server.credentials())
                .region("us-east-1")
                .backoff(Duration.ofMillis(1))
                .build()) {
      server.createBucket("bucket");
      front.fail(call -> true, FaultyServer.Fault.SLOW_DOWN, FaultyServer.Fault.LOST_ANSWER);
      store.createIfAbsent("a", new byte[10]);
      store.upload("b", Files.write(folder.resolve("b"), new byte[9 << 20]));
      store.copy("a", "c");
      store.read("c").close();
      try (ObjectStore refused =
          S3Store.builder("bucket")
              .endpoint(front.endpoint())
              .credentials(
                  StaticCredentialsProvider.create(
                      AwsBasicCredentials.create(S3Server.ACCESS_KEY, WRONG)))
              .region("us-east-1")
              .build()) {
        assertThatIOException().isThrownBy(() -> refused.list("")).satisfies(failures::add);
        assertThatIOException()
            .isThrownBy(() -> refused.delete(List.of("a")))
            .satisfies(failures::add);
        assertThatIOException()
            .isThrownBy(() -> refused.upload("b", folder.resolve("b")))
            .satisfies(failures::add);
      }
    }
    StringBuilder text = new StringBuilder();
    for (ILoggingEvent event : log.list) {
      text.append(event.getFormattedMessage()).append('\n');
      if (event.getThrowableProxy() != null) {
        text.append(event.getThrowableProxy().getMessage()).append('\n');
      }
    }
    for (Throwable failure : failures) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        text.append(cause).append('\n');
      }
    }
    assertThat(text.toString())
        .contains("Sending Request")
        .contains("SignatureDoesNotMatch")
        .doesNotContain(S3Server.SECRET_KEY)
        .doesNotContain(WRONG)
        .doesNotContainPattern("(?i)signature=[0-9a-f]");
  }
}
