package io.github.customerio4j.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.customerio4j.sandbox.Sandbox;
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
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Extraction after extraction under mild faults, in one process: for {@code soak.minutes}, or a few
 * times. Nothing may grow.
 */
class SoakTest {
  private static final int BATCHES = 4;
  private static final int RUNS_A_BATCH = 4;
  private static final int WARM_UP = 2;
  private static final Duration SPAN = Duration.ofMinutes(Integer.getInteger("soak.minutes", 0));

  /** What a process may run out of. */
  private record Use(int threads, long files, long heap) {
    boolean isWithin(Use bound) {
      return threads <= bound.threads + 4
          && files <= bound.files + 4
          && heap < bound.heap + (6L << 20);
    }

    /**
     * Sockets are closed and idle threads end a while after they are done with, a minute at most.
     */
    static Use settled(Use bound) throws InterruptedException {
      Use use = now();
      for (int i = 0; i < 90 && !use.isWithin(bound); i++) {
        TimeUnit.SECONDS.sleep(1);
        use = now();
      }
      return use;
    }

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
  void nothingGrowsFromRunToRun(@TempDir Path folder) throws Exception {
    Map<String, String> truth = batch(folder, 1, request -> Optional.empty());
    Function<ProxiedRequest, Optional<? extends ProxyFault>> mildFaults = mildFaults(new Random(7));
    Use before = Use.now();
    long start = System.nanoTime();
    int batches = 0;
    while (batches < BATCHES || System.nanoTime() - start < SPAN.toNanos()) {
      assertThat(batch(folder, RUNS_A_BATCH, mildFaults)).as("batch %d", batches).isEqualTo(truth);
      batches++;
      if (batches == WARM_UP) {
        before = Use.now();
      }
    }
    Use after = Use.settled(before);
    System.out.printf("soak: %d runs, %s, then %s%n", batches * RUNS_A_BATCH, before, after);
    assertThat(after.threads()).as("threads").isLessThanOrEqualTo(before.threads() + 4);
    assertThat(after.files()).as("open files").isLessThanOrEqualTo(before.files() + 4);
    assertThat(after.heap()).as("heap").isLessThan(before.heap() + (6L << 20));
  }

  /** Some runs on a sandbox of their own, which keeps a log that would grow otherwise. */
  private static Map<String, String> batch(
      Path folder, int runs, Function<ProxiedRequest, Optional<? extends ProxyFault>> faults)
      throws IOException {
    try (Sandbox sandbox =
            Sandbox.builder()
                .clock(Clock.fixed(Instant.parse("2026-02-01T10:00:00Z"), ZoneOffset.UTC))
                .exportPolls(0)
                .start();
        FaultProxy proxy = new FaultProxy(sandbox)) {
      ProxiedRun run = new ProxiedRun(sandbox, proxy, folder);
      for (int i = 0; i < runs; i++) {
        proxy.on(faults);
        run.run(ProxiedRun.everything());
      }
      return run.output();
    }
  }

  private static Function<ProxiedRequest, Optional<? extends ProxyFault>> mildFaults(Random random) {
    WireFault[] faults = WireFault.values();
    return request -> {
      synchronized (random) {
        WireFault fault = faults[random.nextInt(faults.length)];
        boolean isSpoiled =
            random.nextInt(100) < 2
                && request.faultsInARow() < 4
                && !(fault == WireFault.TRAILING_GARBAGE
                    && request.path().startsWith("/customerio-exports/"));
        return isSpoiled ? Optional.of(fault) : Optional.empty();
      }
    };
  }
}
