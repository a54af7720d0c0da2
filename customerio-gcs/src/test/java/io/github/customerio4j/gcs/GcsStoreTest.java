package io.github.customerio4j.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.ObjectStoreContract;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  /** A call to a store. */
  private interface Call {
    void on(ObjectStore store) throws IOException;
  }

  @Test
  void eachRefusedCallNamesItsObjectAndPermission(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "content");
    Map<String, Call> calls =
        Map.of(
            "Cannot create gs://fake-bucket/p/a: HTTP 403 forbidden. Allow storage.objects.create",
            store -> store.createIfAbsent("a", new byte[1]),
            "Cannot upload gs://fake-bucket/p/a: HTTP 403. Allow storage.objects.create",
            store -> store.upload("a", file),
            "Cannot copy gs://fake-bucket/p/a: HTTP 403 forbidden. Allow storage.objects.get",
            store -> store.copy("a", "b"),
            "Cannot delete gs://fake-bucket/p/a: HTTP 403 forbidden. Allow storage.objects.delete",
            store -> store.delete(List.of("a")),
            "Cannot read gs://fake-bucket/p/a: HTTP 403 forbidden. Allow storage.objects.get",
            store -> store.read("a"));
    for (Map.Entry<String, Call> call : calls.entrySet()) {
      try (ObjectStore store = store("p")) {
        server.fail(FakeGcs.Fault.FORBIDDEN);
        assertThatIOException()
            .isThrownBy(() -> call.getValue().on(store))
            .withMessageContaining(call.getKey());
      }
    }
  }

  @Test
  void missingCredentialsSayWhereTheyComeFrom() throws IOException {
    try (ObjectStore store = store("p")) {
      server.fail(FakeGcs.Fault.UNAUTHORIZED);
      assertThatIOException()
          .isThrownBy(() -> store.list(""))
          .withMessageContaining("HTTP 401")
          .withMessageContaining("GOOGLE_APPLICATION_CREDENTIALS");
    }
  }

  @Test
  void partBehindTheEndIsNotThere() throws IOException {
    try (ObjectStore store = store("p")) {
      store.createIfAbsent("a", new byte[3]);

      assertThatExceptionOfType(EOFException.class).isThrownBy(() -> store.read("a", 1, 3));
    }
  }

  @Test
  void addressOpensTheStore() throws IOException {
    try (ObjectStore store = ObjectStore.open("gs://bucket/a", Map.of())) {
      assertThat(store).isInstanceOf(GcsStore.class).hasToString("gs://bucket/a");
    }
  }

  @Test
  void addressWithCredentialsIsRefusedWithoutThem() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectStore.open("gs://user:s3cr3t@bucket", Map.of()))
        .withMessageContaining("set GOOGLE_APPLICATION_CREDENTIALS")
        .withMessageNotContaining("s3cr3t");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GcsProvider().open("gs://user:a s3cr3t@bucket", Map.of()))
        .withMessageStartingWith("Cannot open bucket gs://...@bucket: ")
        .withMessageNotContaining("s3cr3t")
        .withNoCause();
  }

  @Test
  void endpointIsASetting() throws IOException {
    Map<String, String> settings = Map.of("endpoint", server.endpoint().toString());
    try (ObjectStore store = ObjectStore.open("gs://fake-bucket/p", settings)) {
      assertThat(store.createIfAbsent("a", new byte[1])).isTrue();
    }
    try (ObjectStore store = store("p")) {
      assertThat(store.list("")).hasSize(1);
    }
  }

  @Test
  void otherSettingsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectStore.open("gs://bucket", Map.of("region", "eu")))
        .withMessageContaining("there is no setting region. Write one of endpoint.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "storage.example.com",
        "ftp://host",
        "http://user:s3cr3t@host",
        "http://user:a s3cr3t@host",
        "http:/"
      })
  void endpointThatIsNoneOrHasCredentialsIsRefused(String endpoint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectStore.open("gs://bucket", Map.of("endpoint", endpoint)))
        .withMessageContaining("Not the endpoint of a store.")
        .withMessageNotContaining("s3cr3t");
  }

  @Test
  void nameThatNoBucketHasIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> GcsStore.builder("A b"));
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
