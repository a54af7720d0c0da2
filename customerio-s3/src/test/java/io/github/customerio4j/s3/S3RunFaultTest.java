package io.github.customerio4j.s3;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.schema;
import static io.github.customerio4j.extract.sink.Rows.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.file.ObjectSink;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.s3.FaultyServer.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs on a server of which one request after the other goes wrong. */
class S3RunFaultTest {
  private static final String BUCKET = "run-faults";
  private static S3Server server;
  private static FaultyServer front;

  @TempDir private Path folder;

  @BeforeAll
  static void startServer() throws IOException {
    server = S3Server.start();
    server.createBucket(BUCKET);
    front = FaultyServer.inFrontOf(server.endpoint());
  }

  @AfterAll
  static void stopServer() {
    front.close();
    server.close();
  }

  private ObjectStore store(String prefix) {
    return S3Store.builder(BUCKET)
        .prefix(prefix)
        .endpoint(front.endpoint())
        .region("us-east-1")
        .credentials(S3Server.credentials())
        .backoff(Duration.ofMillis(1))
        .build();
  }

  private void run(ObjectStore store, ObjectSink.Layout layout, String value) throws IOException {
    ObjectSink sink =
        FileSink.builder(store, CsvFormat.standard())
            .layout(layout)
            .stagingFolder(folder.resolve("staging"))
            .build();
    sink.check();
    try (SinkTransaction run = sink.begin()) {
      write(run, schema("a", "id"), List.of(row(value)));
      write(run, schema("b", "id"), List.of(row(value)));
      run.commit(value);
    }
  }

  /** No fault of a single request fails a run, leaves anything behind or does anything twice. */
  @ParameterizedTest
  @CsvSource({
    "PLACE, LOST_ANSWER, 1",
    "PLACE, SLOW_DOWN, 4",
    "PLACE, CUT_REQUEST, 4",
    "LOG, LOST_ANSWER, 2"
  })
  void faultOfAnyRequestChangesNothing(ObjectSink.Layout layout, Fault fault, int step)
      throws IOException {
    boolean hasFailed = true;
    for (int faulty = 0; hasFailed; faulty += step) {
      try (ObjectStore store = store("%s-%s-%d".formatted(layout, fault, faulty))) {
        run(store, layout, "before");
        int last = faulty;
        AtomicInteger calls = new AtomicInteger();
        front.fail(call -> calls.getAndIncrement() == last, fault);
        run(store, layout, "after");
        hasFailed = calls.get() > last;
        assertThat(content(store, layout, "a")).as("request %d", faulty).isEqualTo("after");
        assertThat(content(store, layout, "b")).as("request %d", faulty).isEqualTo("after");
        assertThat(store.list("_customerio/log/")).as("request %d", faulty).hasSize(2);
        assertThat(text(store, "_customerio/log/00000002.json")).contains("\"state\":\"after\"");
        assertThat(store.list("_customerio/staged/")).as("request %d", faulty).isEmpty();
      }
    }
  }

  private static String content(ObjectStore store, ObjectSink.Layout layout, String table)
      throws IOException {
    String key = table + ".csv";
    if (layout == ObjectSink.Layout.LOG) {
      key =
          text(store, "_customerio/manifests/" + table + ".files.json")
              .replaceAll("[\\s\\[\"\\]]", "");
    }
    return text(store, key).lines().skip(1).findFirst().orElseThrow().replace("\"", "");
  }

  private static String text(ObjectStore store, String key) throws IOException {
    try (InputStream in = store.read(key)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
