package io.github.customerio4j.bench.point;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.bench.process.BenchFigures;
import io.github.customerio4j.bench.process.ChildJvm;
import io.github.customerio4j.bench.process.ExtractWork;
import io.github.customerio4j.bench.process.ServerProcess;
import io.github.customerio4j.bench.process.ServerSetup;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extracts in a JVM whose heap cannot hold the tables. */
class SmallHeapTest {
  private static final int MESSAGES = 150_000;
  private static final long HEAP = 64L << 20;

  @Test
  void moreDataThanHeapIsExtractedIn64Megabytes(@TempDir Path folder) throws Exception {
    ServerSetup setup = ServerSetup.builder().messages(MESSAGES).build();
    try (ServerProcess server = ServerProcess.start(setup)) {
      BenchFigures figures =
          new Bench(folder)
              .work(
                  server,
                  ChildJvm.with("-Xmx64m"),
                  ExtractWork.arguments(ExtractWork.Tables.MESSAGES));

      assertThat(figures.traffic().rows()).isEqualTo(MESSAGES);
      assertThat(figures.traffic().bytes()).as("bytes of pages").isGreaterThan(HEAP);
      assertThat(figures.peakHeapBytes()).isLessThanOrEqualTo(HEAP);
    }
  }
}
