package io.github.customerio4j.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.StoredObject;
import io.github.customerio4j.s3.FaultyServer.Call;
import io.github.customerio4j.s3.FaultyServer.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** A store that refuses, cuts connections and loses answers. */
class S3FaultTest {
  private static final AtomicInteger BUCKETS = new AtomicInteger();
  private static S3Server server;

  private String bucket;
  private FaultyServer front;
  private ObjectStore store;

  private static boolean any(Call call) {
    return true;
  }

  private static boolean part(Call call) {
    return has(call, "partNumber=");
  }

  private static boolean read(Call call) {
    return call.method().equals("GET");
  }

  private static boolean completion(Call call) {
    return call.method().equals("POST") && has(call, "uploadId=");
  }

  private static boolean copy(Call call) {
    return call.method().equals("PUT") && call.path().endsWith("/b");
  }

  private static boolean deletion(Call call) {
    return call.method().equals("POST") && has(call, "delete");
  }

  private static boolean has(Call call, String parameter) {
    return call.query() != null && call.query().contains(parameter);
  }

  @BeforeAll
  static void startServer() throws IOException {
    server = S3Server.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void open() throws IOException {
    bucket = "faults-" + BUCKETS.incrementAndGet();
    server.createBucket(bucket);
    front = FaultyServer.inFrontOf(server.endpoint());
    store = builder().build();
  }

  private S3Store.Builder builder() {
    return S3Store.builder(bucket)
        .prefix("p")
        .endpoint(front.endpoint())
        .region("us-east-1")
        .credentials(S3Server.credentials())
        .backoff(Duration.ofMillis(1));
  }

  @AfterEach
  void close() throws IOException {
    store.close();
    front.close();
  }

  private static byte[] random(int bytes) {
    byte[] content = new byte[bytes];
    new Random(5).nextBytes(content);
    return content;
  }

  private byte[] content(String key) throws IOException {
    try (InputStream in = store.read(key)) {
      return in.readAllBytes();
    }
  }

  /** S3Proxy's list of uploads fails after parts were cut, so the calls tell. */
  private void assertThatTheUploadWasEnded() {
    List<Call> calls = front.calls();
    Call last = calls.get(calls.size() - 1);
    assertThat(last.method()).isEqualTo("DELETE");
    assertThat(last.query()).contains("uploadId=");
  }

  private void assertNoUploadIsLeft() {
    try (S3Client client = server.client()) {
      assertThat(client.listMultipartUploads(request -> request.bucket(bucket)).uploads())
          .isEmpty();
    }
  }

  @Test
  void refusalForTheMomentIsRepeated() throws IOException {
    front.fail(S3FaultTest::any, Fault.SLOW_DOWN, Fault.SLOW_DOWN, Fault.SLOW_DOWN);
    assertThat(store.createIfAbsent("a", new byte[1])).isTrue();
    front.fail(S3FaultTest::any, Fault.SLOW_DOWN, Fault.SLOW_DOWN, Fault.SLOW_DOWN);
    assertThat(store.list("")).containsExactly(new StoredObject("a", 1));
    front.fail(S3FaultTest::any, Fault.SLOW_DOWN, Fault.SLOW_DOWN, Fault.SLOW_DOWN);
    store.copy("a", "b");
    front.fail(S3FaultTest::any, Fault.SLOW_DOWN, Fault.SLOW_DOWN, Fault.SLOW_DOWN);
    assertThat(store.read("b", 0, 1)).hasSize(1);
    front.fail(S3FaultTest::any, Fault.SLOW_DOWN, Fault.SLOW_DOWN, Fault.SLOW_DOWN);
    store.delete(List.of("a", "b"));
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void refusalThatLastsIsAnError() {
    Fault[] many = new Fault[20];
    Arrays.fill(many, Fault.SLOW_DOWN);
    front.fail(S3FaultTest::any, many);
    assertThatIOException()
        .isThrownBy(() -> store.list("log/"))
        .withMessageContaining("Cannot list s3://" + bucket + "/p/log/: HTTP 503 SlowDown")
        .withMessageContaining("run again later");
    assertThat(front.calls()).hasSize(10);
  }

  @Test
  void cutUploadIsRepeated(@TempDir Path folder) throws IOException {
    byte[] large = random(20 << 20);
    byte[] small = random(100_000);
    front.fail(
        S3FaultTest::part,
        Fault.CUT_REQUEST,
        Fault.SLOW_DOWN,
        Fault.LOST_ANSWER,
        Fault.CUT_REQUEST);
    store.upload("large", Files.write(folder.resolve("large"), large));
    front.fail(call -> call.method().equals("PUT"), Fault.CUT_REQUEST, Fault.LOST_ANSWER);
    store.upload("small", Files.write(folder.resolve("small"), small));
    assertThat(Arrays.equals(content("large"), large)).isTrue();
    assertThat(Arrays.equals(content("small"), small)).isTrue();
    assertNoUploadIsLeft();
  }

  @Test
  void lostAnswerToTheEndOfAnUploadIsNoFailure(@TempDir Path folder) throws IOException {
    byte[] content = random(9 << 20);
    front.fail(S3FaultTest::completion, Fault.LOST_ANSWER);
    store.upload("a", Files.write(folder.resolve("a"), content));
    assertThat(Arrays.equals(content("a"), content)).isTrue();
    assertNoUploadIsLeft();
  }

  /** Some stores put the parts together before they say anything. */
  @Test
  void storeThatTakesLongToEndAnUploadIsAskedOnce(@TempDir Path folder) throws IOException {
    byte[] content = random(9 << 20);
    Path file = Files.write(folder.resolve("a"), content);
    front.fail(S3FaultTest::completion, Fault.LATE_ANSWER);
    try (ObjectStore other = patient(Duration.ofMillis(1200), Duration.ofMinutes(10))) {
      other.upload("a", file);
    }
    assertThat(front.calls().stream().filter(S3FaultTest::completion)).hasSize(1);
    assertThat(Arrays.equals(content("a"), content)).isTrue();
  }

  @Test
  void storeThatTakesLongToCopyIsAskedOnce() throws IOException {
    store.createIfAbsent("a", random(5000));
    front.fail(S3FaultTest::copy, Fault.LATE_ANSWER);
    try (ObjectStore other = patient(Duration.ofMillis(1200), Duration.ofMinutes(10))) {
      other.copy("a", "b");
    }
    assertThat(front.calls().stream().filter(S3FaultTest::copy)).hasSize(1);
    assertThat(content("b")).isEqualTo(random(5000));
  }

  @Test
  void endOfAnUploadWhoseAnswerComesTooLateIsNoFailure(@TempDir Path folder) throws IOException {
    byte[] content = random(9 << 20);
    Path file = Files.write(folder.resolve("a"), content);
    front.fail(S3FaultTest::completion, Fault.LATE_ANSWER);
    try (ObjectStore other = patient(Duration.ofMinutes(1), Duration.ofMillis(1200))) {
      other.upload("a", file);
    }
    assertThat(front.calls().stream().filter(S3FaultTest::completion)).hasSize(2);
    assertThat(Arrays.equals(content("a"), content)).isTrue();
    assertNoUploadIsLeft();
  }

  private ObjectStore patient(Duration usual, Duration copying) {
    return builder().timeouts(new PatientHttp.Timeouts(usual, copying)).build();
  }

  /** The store is done, but says that it is too busy whenever it is asked again. */
  @Test
  void endedUploadIsNoFailureWhateverTheStoreSaysLater(@TempDir Path folder) throws IOException {
    byte[] content = random(9 << 20);
    Path file = Files.write(folder.resolve("a"), content);
    front.fail(S3FaultTest::completion, Fault.LOST_ANSWER);
    Fault[] many = new Fault[9];
    Arrays.fill(many, Fault.SLOW_DOWN);
    front.fail(S3FaultTest::completion, many);
    store.upload("a", file);
    assertThat(Arrays.equals(content("a"), content)).isTrue();
    assertNoUploadIsLeft();
  }

  /** The object that is there is of an upload before, so this one has failed. */
  @Test
  void objectOfAnotherUploadIsNotTakenForOurs(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("a"), random(9 << 20));
    store.upload("a", file);
    front.fail(S3FaultTest::completion, Fault.DENIED);
    assertThatIOException()
        .isThrownBy(() -> store.upload("a", Files.write(file, new byte[9 << 20])))
        .withMessageContaining("HTTP 403 AccessDenied");
    assertThatTheUploadWasEnded();
    assertThat(Arrays.equals(content("a"), random(9 << 20))).isTrue();
  }

  @Test
  void failedUploadLeavesNoParts(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("a"), new byte[30 << 20]);
    front.fail(S3FaultTest::part, Fault.DENIED);
    assertThatIOException()
        .isThrownBy(() -> store.upload("a", file))
        .withMessageContaining("Cannot upload s3://" + bucket + "/p/a: HTTP 403 AccessDenied")
        .withMessageContaining("Allow s3:PutObject and s3:AbortMultipartUpload");
    assertThatTheUploadWasEnded();
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void interruptedUploadLeavesNoParts(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("a"), new byte[30 << 20]);
    Thread uploader = Thread.currentThread();
    front.fail(
        call -> {
          if (part(call)) {
            uploader.interrupt();
          }
          return false;
        },
        Fault.DENIED);
    assertThatExceptionOfType(InterruptedIOException.class)
        .isThrownBy(() -> store.upload("a", file));
    assertThat(Thread.interrupted()).isTrue();
    assertThatTheUploadWasEnded();
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void lostAnswerToACreationSaysThatThereIsAnObject() throws IOException {
    front.fail(Call::conditional, Fault.LOST_ANSWER);
    assertThat(store.createIfAbsent("log/1", "ours".getBytes(UTF_8))).isFalse();
    assertThat(content("log/1")).isEqualTo("ours".getBytes(UTF_8));
  }

  @Test
  void cutCreationIsRepeated() throws IOException {
    front.fail(
        Call::conditional, Fault.CUT_REQUEST, Fault.CONFLICT, Fault.SLOW_DOWN, Fault.CONFLICT);
    assertThat(store.createIfAbsent("log/1", random(5000))).isTrue();
    assertThat(content("log/1")).isEqualTo(random(5000));
  }

  @Test
  void storeWithoutConditionsIsRefused() {
    Fault[] many = new Fault[20];
    Arrays.fill(many, Fault.NOT_IMPLEMENTED);
    front.fail(Call::conditional, many);
    assertThatIOException()
        .isThrownBy(() -> store.createIfAbsent("log/1", new byte[1]))
        .withMessageContaining("does not support If-None-Match");
  }

  @Test
  void readGoesOnAfterACutConnection(@TempDir Path folder) throws IOException {
    byte[] content = random(1 << 20);
    store.upload("a", Files.write(folder.resolve("a"), content));
    front.fail(
        S3FaultTest::read, Fault.CUT_ANSWER, Fault.CUT_ANSWER, Fault.SLOW_DOWN, Fault.CUT_ANSWER);
    assertThat(Arrays.equals(content("a"), content)).isTrue();
    front.fail(S3FaultTest::read, Fault.CUT_ANSWER, Fault.CUT_ANSWER);
    assertThat(store.read("a", 10, 50_000)).isEqualTo(Arrays.copyOfRange(content, 10, 50_010));
  }

  @Test
  void readOfAReplacedObjectDoesNotMixVersions(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("a"), random(1 << 20));
    store.upload("a", file);
    front.fail(S3FaultTest::read, Fault.CUT_ANSWER);
    try (InputStream in = store.read("a")) {
      assertThat(in.readNBytes(1000)).hasSize(1000);
      store.upload("a", Files.write(file, new byte[1 << 20]));
      assertThatIOException()
          .isThrownBy(in::readAllBytes)
          .withMessageContaining("PreconditionFailed")
          .withMessageContaining("replaced while it was read");
    }
  }

  @Test
  void storeThatDeletesOneByOneIsKnownAfterTheFirstCall() throws IOException {
    for (String key : List.of("a", "b", "c")) {
      store.createIfAbsent(key, new byte[1]);
    }
    front.fail(
        S3FaultTest::deletion, Fault.NOT_IMPLEMENTED, Fault.NOT_IMPLEMENTED, Fault.NOT_IMPLEMENTED);
    front.fail(
        S3FaultTest::deletion, Fault.NOT_IMPLEMENTED, Fault.NOT_IMPLEMENTED, Fault.NOT_IMPLEMENTED);
    front.fail(
        S3FaultTest::deletion, Fault.NOT_IMPLEMENTED, Fault.NOT_IMPLEMENTED, Fault.NOT_IMPLEMENTED);
    front.fail(S3FaultTest::deletion, Fault.NOT_IMPLEMENTED);
    store.delete(List.of("a", "b"));
    store.delete(List.of("c"));
    assertThat(store.list("")).isEmpty();
    assertThat(front.calls().stream().filter(call -> call.method().equals("DELETE"))).hasSize(3);
  }

  @Test
  void lostAnswersToCopiesAndDeletionsAreNoFailures(@TempDir Path folder) throws IOException {
    byte[] content = random(12 << 20);
    store.upload("a", Files.write(folder.resolve("a"), content));
    front.fail(S3FaultTest::copy, Fault.LOST_ANSWER, Fault.CUT_REQUEST, Fault.SLOW_DOWN);
    store.copy("a", "b");
    try (ObjectStore inParts = builder().largestCopy(5 << 20).build()) {
      front.fail(S3FaultTest::part, Fault.LOST_ANSWER, Fault.SLOW_DOWN, Fault.CUT_REQUEST);
      front.fail(S3FaultTest::completion, Fault.LOST_ANSWER);
      inParts.copy("a", "c");
    }
    assertThat(Arrays.equals(content("b"), content)).isTrue();
    assertThat(Arrays.equals(content("c"), content)).isTrue();
    front.fail(S3FaultTest::deletion, Fault.LOST_ANSWER, Fault.CUT_REQUEST);
    store.delete(List.of("a", "b", "c"));
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void refusalNamesThePermissionAndQuotesNoSignature() {
    front.fail(S3FaultTest::any, Fault.DENIED);
    assertThatIOException()
        .isThrownBy(() -> store.list(""))
        .withMessageContaining("Allow s3:ListBucket of the bucket")
        .withMessageContaining("HTTP 403 AccessDenied, \"Refused: …\"")
        .withMessageNotContaining("Signature")
        .withMessageNotContaining(S3Server.ACCESS_KEY)
        .withNoCause();
  }

  @Test
  void objectThatGoesWhileItIsCopiedIsMissing() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> store.copy("gone", "b"))
        .withMessage("s3://" + bucket + "/p/gone");
  }
}
