package io.github.customerio4j.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.ObjectStoreContract;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of stores on a fake of Google's JSON API: there is no server of theirs to have. */
class GcsStoreTest extends ObjectStoreContract {
  private FakeGcs server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeGcs();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected ObjectStore store(String prefix) {
    return store(FakeGcs.BUCKET, prefix);
  }

  private ObjectStore store(String bucket, String prefix) {
    return GcsStore.builder(bucket)
        .prefix(prefix)
        .endpoint(server.endpoint())
        .anonymous()
        .firstWait(Duration.ofMillis(1))
        .build();
  }

  @Test
  void refusalForTheMomentIsRepeated() throws IOException {
    try (ObjectStore store = store("p")) {
      server.fail(FakeGcs.Fault.UNAVAILABLE);
      assertThat(store.createIfAbsent("a", new byte[1])).isTrue();
      server.fail(FakeGcs.Fault.UNAVAILABLE);
      assertThat(store.list("")).hasSize(1);
    }
  }

  @Test
  void lostAnswerToACreationSaysThatThereIsAnObject() throws IOException {
    try (ObjectStore store = store("p")) {
      server.fail(FakeGcs.Fault.LOST_ANSWER);
      assertThat(store.createIfAbsent("log/1", "ours".getBytes(UTF_8))).isFalse();
      try (InputStream in = store.read("log/1")) {
        assertThat(in.readAllBytes()).isEqualTo("ours".getBytes(UTF_8));
      }
    }
  }

  @Test
  void refusalNamesThePermission() throws IOException {
    try (ObjectStore store = store("p")) {
      server.fail(FakeGcs.Fault.FORBIDDEN);
      assertThatIOException()
          .isThrownBy(() -> store.list("log/"))
          .withMessageContaining("Cannot list gs://fake-bucket/p/log/: HTTP 403 forbidden.")
          .withMessageContaining("Allow storage.objects.list")
          .withNoCause();
    }
  }

  @Test
  void missingBucketIsNamed() throws IOException {
    try (ObjectStore store = store("no-such-bucket", "p")) {
      assertThatIOException()
          .isThrownBy(() -> store.createIfAbsent("a", new byte[1]))
          .withMessageContaining("gs://no-such-bucket/p/a")
          .withMessageContaining("Make the bucket");
    }
  }

  @Test
  void addressNamesBucketAndPrefix() throws IOException {
    try (ObjectStore store = GcsStore.of(URI.create("gs://bucket/a/b/"))) {
      assertThat(store.location()).isEqualTo("gs://bucket/a/b");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://bucket", "gs:bucket", "gs:///a", "gs://u:p@bucket", "gs://b?x=1"})
  void otherAddressesAreRefused(String address) {
    assertThatIllegalArgumentException().isThrownBy(() -> GcsStore.of(URI.create(address)));
  }
}
