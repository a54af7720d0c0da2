package io.github.customerio4j.bench.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.bench.process.ExtractWork.Tables;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.StoredObject;
import io.github.customerio4j.s3.S3Server;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.BulkData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both sides of the comparison leave the same table in the bucket. */
class BucketWorkTest {
  private static final String BUCKET = "bench";
  private static S3Server server;

  @BeforeAll
  static void start() throws IOException {
    server = S3Server.start();
    server.createBucket(BUCKET);
    // The work takes credentials from where Amazon's tools look.
    System.setProperty("aws.accessKeyId", S3Server.ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", S3Server.SECRET_KEY);
  }

  @AfterAll
  static void stop() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    server.close();
  }

  private BenchFigures work(WorkerArguments arguments, String prefix, Path folder)
      throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Sandbox sandbox = Sandbox.builder().bulk(BulkData.of(2_400, 0)).start()) {
      Worker.run(
          arguments
              .with(
                  "bucket",
                  "s3://%s/%s?endpoint=%s&region=us-east-1"
                      .formatted(BUCKET, prefix, server.endpoint()))
              .with("baseUrl", sandbox.baseUrl())
              .with("key", sandbox.appApiKey())
              .with("folder", folder),
          new PrintStream(out, true, UTF_8));
    }
    return BenchFigures.parse(out.toString(UTF_8).strip());
  }

  @Test
  void bothSidesLeaveTheTable(@TempDir Path one, @TempDir Path other) throws Exception {
    WorkerArguments arguments = ExtractWork.arguments(Tables.MESSAGES);
    BenchFigures load = work(arguments.with("to", ExtractWork.To.BUCKET), "load", one);
    BenchFigures upload =
        work(
            arguments.with("to", ExtractWork.To.PARQUET).with("work", UploadWork.NAME),
            "upload",
            other);
    assertThat(load.traffic().rows()).isEqualTo(2_400);
    assertThat(upload.traffic().rows()).isEqualTo(2_400);
    for (String prefix : new String[] {"load", "upload"}) {
      try (ObjectStore store = server.store(BUCKET, prefix)) {
        assertThat(store.list(""))
            .as(prefix)
            .extracting(StoredObject::key)
            .anyMatch(key -> key.matches("messages[/.].*parquet"));
      }
    }
  }
}
