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
 * Repeated extractions with a few faults in one process, for {@code soak.minutes} or a few times.
 * Threads, open files and heap may not grow.
 */
class SoakTest {
  private static final int BATCHES = 4;
  private static final int RUNS_A_BATCH = 4;
  private static final int WARM_UP = 2;
  private static final Duration SPAN = Duration.ofMinutes(Integer.getInteger("soak.minutes", 0));

  /** The resources that a process uses. */
  private record ResourceUse(int threads, long files, long heap) {
    boolean isWithin(ResourceUse bound) {
      return threads <= bound.threads + 4
          && files <= bound.files + 4
          && heap < bound.heap + (6L << 20);
    }

    /** The use after idle sockets and threads have ended, which takes a minute at most. */
    static ResourceUse settled(ResourceUse bound) throws InterruptedException {
      ResourceUse use = now();
      for (int i = 0; i < 90 && !use.isWithin(bound); i++) {
        TimeUnit.SECONDS.sleep(1);
        use = now();
      }
      return use;
    }

    static ResourceUse now() {
      for (int i = 0; i < 3; i++) {
        System.gc();
      }
      long files =
          ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
              ? unix.getOpenFileDescriptorCount()
              : 0;
      return new ResourceUse(
          ManagementFactory.getThreadMXBean().getThreadCount(),
          files,
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
  }

  @Test
  void repeatedRunsDoNotGrowResources(@TempDir Path folder) throws Exception {
    Map<String, String> expected = batch(folder, 1, request -> Optional.empty());
    Function<ProxiedRequest, Optional<? extends ProxyFault>> fewFaults = fewFaults(new Random(7));
    ResourceUse before = ResourceUse.now();
    long start = System.nanoTime();
    int batches = 0;
    while (batches < BATCHES || System.nanoTime() - start < SPAN.toNanos()) {
      assertThat(batch(folder, RUNS_A_BATCH, fewFaults))
          .as("batch %d", batches)
          .isEqualTo(expected);
      batches++;
      if (batches == WARM_UP) {
        before = ResourceUse.now();
      }
    }
    ResourceUse after = ResourceUse.settled(before);
    System.out.printf("soak: %d runs, %s, then %s%n", batches * RUNS_A_BATCH, before, after);
    assertThat(after.threads()).as("threads").isLessThanOrEqualTo(before.threads() + 4);
    assertThat(after.files()).as("open files").isLessThanOrEqualTo(before.files() + 4);
    assertThat(after.heap()).as("heap").isLessThan(before.heap() + (6L << 20));
  }

  /** Some runs on a new sandbox, because the log of a sandbox grows. */
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

  private static Function<ProxiedRequest, Optional<? extends ProxyFault>> fewFaults(Random random) {
    WireFault[] faults = WireFault.values();
    return request -> {
      synchronized (random) {
        WireFault fault = faults[random.nextInt(faults.length)];
        boolean isFaulty =
            random.nextInt(100) < 2
                && request.faultsInARow() < 4
                && !(fault.isUnseenInCsv() && request.path().startsWith("/customerio-exports/"));
        return isFaulty ? Optional.of(fault) : Optional.empty();
      }
    };
  }
}
