package io.github.customerio4j.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.ObjectStoreContract;
import io.github.customerio4j.extract.sink.object.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/** The contract of stores on a real server of the protocol, and what is S3's own. */
class S3StoreTest extends ObjectStoreContract {
  private static final AtomicInteger BUCKETS = new AtomicInteger();
  private static S3Server server;
  private static FaultyServer front;

  private String bucket;

  @BeforeAll
  static void startServer() throws IOException {
    server = S3Server.start();
    front = FaultyServer.inFrontOf(server.endpoint());
  }

  @AfterAll
  static void stopServer() {
    front.close();
    server.close();
  }

  @BeforeEach
  void makeBucket() {
    bucket = "bucket-" + BUCKETS.incrementAndGet();
    server.createBucket(bucket);
  }

  @Override
  protected ObjectStore store(String prefix) {
    return builder().prefix(prefix).build();
  }

  /** S3Proxy compares keys in UTF-16. */
  @Override
  protected boolean listsInTheOrderOfUtf8() {
    return false;
  }

  private S3Store.Builder builder() {
    return S3Store.builder(bucket)
        .prefix("p")
        .endpoint(front.endpoint())
        .region("us-east-1")
        .credentials(S3Server.credentials())
        .backoff(Duration.ofMillis(1));
  }

  @Test
  void largeObjectIsCopiedInParts(@TempDir Path folder) throws IOException {
    byte[] content = new byte[(12 << 20) + 5];
    new Random(3).nextBytes(content);
    Path file = Files.write(folder.resolve("file"), content);
    try (ObjectStore store = builder().largestCopy(5 << 20).build()) {
      store.upload("from", file);
      store.copy("from", "to");
      try (InputStream in = store.read("to")) {
        assertThat(Arrays.equals(in.readAllBytes(), content)).isTrue();
      }
    }
  }

  /** It once wrote 4 GB of it for an object of 1 GiB, and took most of its time for that. */
  @Test
  void serverOfTheTestsKeepsNoLogOfWhatItReads(@TempDir Path folder) throws IOException {
    try (ObjectStore store = builder().build()) {
      store.upload("a", Files.write(folder.resolve("file"), new byte[20 << 20]));
      assertThat(server.log()).hasSizeLessThan(10_000);
    }
  }

  @Test
  void unfinishedUploadsBelowAPrefixAreEnded() throws IOException {
    try (ObjectStore store = builder().build();
        S3Client client = server.client()) {
      client.createMultipartUpload(r -> r.bucket(bucket).key("p/_customerio/staged/r1/a"));
      client.createMultipartUpload(r -> r.bucket(bucket).key("p/_customerio/staged/r2/a"));
      client.createMultipartUpload(r -> r.bucket(bucket).key("other"));
      store.abandonUploads("_customerio/staged/r1/");
      assertThat(client.listMultipartUploads(r -> r.bucket(bucket)).uploads())
          .extracting(upload -> upload.key())
          .containsExactlyInAnyOrder("p/_customerio/staged/r2/a", "other");
    }
  }

  @Test
  void folderOfAConsoleIsNoObject() throws IOException {
    try (ObjectStore store = builder().build();
        ObjectStore whole = builder().prefix("").build()) {
      whole.createIfAbsent("p/", new byte[0]);
      store.createIfAbsent("a", new byte[2]);
      assertThat(store.list("")).containsExactly(new StoredObject("a", 2));
    }
  }

  @Test
  void missingBucketIsNamed() throws IOException {
    try (ObjectStore store =
        S3Store.builder("no-such-bucket")
            .endpoint(server.endpoint())
            .region("us-east-1")
            .credentials(S3Server.credentials())
            .build()) {
      assertThatIOException()
          .isThrownBy(() -> store.createIfAbsent("a", new byte[1]))
          .withMessageContaining("s3://no-such-bucket/a")
          .withMessageContaining("NoSuchBucket")
          .withMessageContaining("Make the bucket, or correct its name.");
      assertThatIOException()
          .isThrownBy(() -> store.read("a"))
          .withMessageContaining("NoSuchBucket");
    }
  }

  @Test
  void wrongSecretIsNotShown() throws IOException {
    StaticCredentialsProvider wrong =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(S3Server.ACCESS_KEY, "wrongSecretKey"));
    try (ObjectStore store = builder().credentials(wrong).build()) {
      assertThatIOException()
          .isThrownBy(() -> store.list(""))
          .withMessageContaining("SignatureDoesNotMatch")
          .withMessageContaining("check AWS_SECRET_ACCESS_KEY")
          .withMessageNotContaining("wrongSecretKey")
          .withNoCause();
    }
  }

  @Test
  void serverThatIsNotThereIsNamed() throws IOException {
    try (ObjectStore store =
        builder()
            .endpoint(URI.create("http://127.0.0.1:1"))
            .backoff(Duration.ofMillis(1))
            .build()) {
      assertThatIOException()
          .isThrownBy(() -> store.list("log/"))
          .withMessageContaining("Cannot list s3://" + bucket + "/p/log/")
          .withMessageContaining("Check the endpoint");
    }
  }
}
