package io.github.customerio4j.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.customerio4j.examples.sandbox.Sandbox;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Extraction after extraction under mild faults, in one process: for {@code soak.minutes}, or a few
 * times. Nothing may grow.
 */
class SoakTest {
  private static final int WARM_UP = 5;
  private static final int RUNS = 12;
  private static final Duration SPAN = Duration.ofMinutes(Integer.getInteger("soak.minutes", 0));

  private final Sandbox sandbox =
      Sandbox.builder()
          .clock(Clock.fixed(Instant.parse("2026-02-01T10:00:00Z"), ZoneOffset.UTC))
          .exportPolls(0)
          .start();

  /** What a process may run out of. */
  private record Use(int threads, long files, long heap) {
    static Use now() {
      for (int i = 0; i < 3; i++) {
        System.gc();
      }
      long files =
          ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
              ? unix.getOpenFileDescriptorCount()
              : 0;
      return new Use(
          ManagementFactory.getThreadMXBean().getThreadCount(),
          files,
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
  }

  @Test
  void nothingGrowsFromRunToRun(@TempDir Path folder) throws IOException {
    Random random = new Random(7);
    WireFault[] faults = WireFault.values();
    try (sandbox;
        FaultProxy proxy = new FaultProxy(sandbox)) {
      ProxiedRun run = new ProxiedRun(sandbox, proxy, folder);
      run.run(ProxiedRun.everything());
      Map<String, String> truth = run.output();
      Use before = Use.now();
      long start = System.nanoTime();
      int runs = 0;
      while (runs < RUNS || System.nanoTime() - start < SPAN.toNanos()) {
        proxy.on(
            request -> {
              synchronized (random) {
                WireFault fault = faults[random.nextInt(faults.length)];
                boolean isSpoiled =
                    random.nextInt(100) < 2
                        && !(fault == WireFault.TRAILING_GARBAGE
                            && request.path().startsWith("/customerio-exports/"));
                return isSpoiled && request.faultsInARow() < 4
                    ? Optional.of(fault)
                    : Optional.empty();
              }
            });
        run.run(ProxiedRun.everything());
        assertThat(run.output()).as("run %d", runs).isEqualTo(truth);
        runs++;
        if (runs == WARM_UP) {
          before = Use.now();
        }
      }
      Use after = Use.now();
      System.out.printf("soak: %d runs, %s, then %s%n", runs, before, after);
      assertThat(after.threads()).as("threads").isLessThanOrEqualTo(before.threads() + 8);
      assertThat(after.files()).as("open files").isLessThanOrEqualTo(before.files() + 8);
      assertThat(after.heap()).as("heap").isLessThan(before.heap() + (6L << 20));
    }
  }
}
