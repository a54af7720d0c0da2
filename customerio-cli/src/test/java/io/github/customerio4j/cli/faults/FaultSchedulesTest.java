package io.github.customerio4j.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.UniqueElements;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.Store;

/** Any mixture of transient faults, at any rate and in bursts, with any number of requests. */
class FaultSchedulesTest {
  private static final int IN_A_ROW = 4;

  @Property(seed = "20261130", tries = 15, shrinking = ShrinkingMode.OFF)
  void anyScheduleOfTransientFaultsLeavesOutputUnchanged(
      @ForAll @NotEmpty @UniqueElements List<WireFault> faults,
      @ForAll @IntRange(min = 1, max = 60) int percent,
      @ForAll @IntRange(min = 0, max = 30) int burst,
      @ForAll @IntRange(min = 1, max = 16) int inFlight,
      @ForAll long seed)
      throws IOException {
    ProxiedSandbox proxied =
        Store.getOrCreate("proxied", Lifespan.PROPERTY, ProxiedSandbox::new).get();
    Random random = new Random(seed);
    List<WireFault> kinds = new ArrayList<>(faults);
    proxied.proxy.on(
        request -> {
          synchronized (random) {
            boolean inBurst = burst > 0 && request.number() / burst % 4 == 1;
            WireFault fault = kinds.get(random.nextInt(kinds.size()));
            boolean isFaulty =
                request.faultsInARow() < IN_A_ROW
                    && (inBurst || random.nextInt(100) < percent)
                    // Each takes a second, so only a few.
                    && !(fault.isSlow() && random.nextInt(25) > 0)
                    && !(request.path().startsWith("/customerio") && fault.isUnseenInCsv());
            return isFaulty ? Optional.of(fault) : Optional.empty();
          }
        });
    assertThat(proxied.output(inFlight)).isEqualTo(proxied.expected);
  }

  /** A sandbox behind a proxy, and the output of a run without faults. */
  private static final class ProxiedSandbox implements Store.CloseOnReset {
    final Sandbox sandbox =
        Sandbox.builder()
            .clock(Clock.fixed(Instant.parse("2026-02-01T10:00:00Z"), ZoneOffset.UTC))
            .exportPolls(0)
            .start();
    final FaultProxy proxy;
    final Map<String, String> expected;

    ProxiedSandbox() {
      try {
        proxy = new FaultProxy(sandbox);
        expected = output(8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Map<String, String> output(int inFlight) throws IOException {
      Path folder = Files.createTempDirectory("schedule");
      try {
        ProxiedRun run = new ProxiedRun(sandbox, proxy, folder);
        run.run(ProxiedRun.everything().maxRequestsInFlight(inFlight));
        return run.output();
      } finally {
        try (var paths = Files.walk(folder)) {
          for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
    }

    @Override
    public void close() {
      try {
        proxy.close();
        sandbox.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
