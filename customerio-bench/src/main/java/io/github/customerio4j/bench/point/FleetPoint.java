package io.github.customerio4j.bench.point;

import io.github.customerio4j.bench.process.BenchException;
import io.github.customerio4j.bench.process.BenchFigures;
import io.github.customerio4j.bench.process.ChildJvm;
import io.github.customerio4j.bench.process.FleetFigures;
import io.github.customerio4j.bench.process.FleetServers;
import io.github.customerio4j.bench.process.FleetWorker;
import io.github.customerio4j.bench.process.ServerSetup;
import io.github.customerio4j.bench.process.WorkerArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Many workspaces in one process, each with its own sandbox: many small ones, which need the
 * processor and memory; some with messages, all of which must be there; a few that read their past,
 * each at its rate limit.
 *
 * @param extent whether the bounds are meant for these sizes
 * @param small the number of small workspaces
 * @param messages the number of messages of each of the workspaces with messages
 * @param backfill the number of messages of each of the workspaces that read their past
 */
public record FleetPoint(BenchExtent extent, int small, int messages, int backfill)
    implements BenchPoint {
  private static final int RATE = 10;
  private static final Duration LATENCY = Duration.ofMillis(40);
  private static final int SERVERS = 2;

  /** The largest resident memory is that of heap, code, stacks and buffers. */
  private static final String[] JVM = {"-Xmx256m", "-Xss512k", "-XX:+UseSerialGC"};

  private static final int WITH_MESSAGES = 20;
  private static final int READING_THEIR_PAST = 8;

  private static final double CPU_BOUND = 1.3;
  private static final double MEMORY_BOUND = 512;
  private static final double REFUSED_BOUND = 0.2;
  private static final double RATE_BOUND = 1 / 0.95;

  /** What one fleet gave. */
  private record Outcome(
      int workspaces,
      BenchFigures figures,
      FleetFigures fleet,
      FleetServers.Answered answered,
      double serverCpuSeconds) {

    /** The time over the larger of what processors and rate limits need. */
    double overLeastTime() {
      int cores = Runtime.getRuntime().availableProcessors();
      double byCpu = (figures.cpuSeconds() + serverCpuSeconds) / cores;
      double byRate = answered.requests() / (double) workspaces / RATE;
      return figures.processSeconds() / Math.max(byCpu, byRate);
    }

    double refusedPercent() {
      return 100.0 * answered.refused() / answered.requests();
    }
  }

  @Override
  public String name() {
    return "fleet";
  }

  @Override
  public List<PointResult> run(Bench bench) throws IOException, InterruptedException {
    List<PointResult> results = new ArrayList<>();
    Outcome many =
        fleet(bench, small, ServerSetup.builder().segments(28), FleetWorker.Tables.SEGMENTS);
    results.add(
        PointResult.ratio(
            name(),
            small + " small workspaces: time / what processors and limits allow",
            CPU_BOUND,
            many.overLeastTime(),
            many.figures()));
    results.add(memory(small + " small workspaces", many));
    results.add(refused(small + " small workspaces", many));

    Outcome some =
        fleet(
            bench,
            WITH_MESSAGES,
            ServerSetup.builder().messages(messages),
            FleetWorker.Tables.MESSAGES);
    long missing = (long) WITH_MESSAGES * messages - some.figures().traffic().rows();
    results.add(
        new PointResult(
            name(),
            WITH_MESSAGES + " with " + messages + " messages: rows missing",
            OptionalDouble.of(0),
            Math.abs(missing),
            PointResult.Unit.ROWS,
            some.figures()));
    results.add(memory(WITH_MESSAGES + " with messages", some));

    Outcome few =
        fleet(
            bench,
            READING_THEIR_PAST,
            ServerSetup.builder().messages(backfill),
            FleetWorker.Tables.MESSAGES);
    results.add(
        PointResult.ratio(
            name(),
            READING_THEIR_PAST + " backfills: sum of limits / sum of rates",
            RATE_BOUND,
            READING_THEIR_PAST * RATE / few.fleet().requestsPerSecond(),
            few.figures()));
    results.add(memory(READING_THEIR_PAST + " backfills", few));
    results.add(refused(READING_THEIR_PAST + " backfills", few));
    return results;
  }

  private PointResult memory(String what, Outcome outcome) {
    return new PointResult(
        name(),
        what + ": largest memory of the process",
        OptionalDouble.of(MEMORY_BOUND),
        outcome.fleet().peakMegabytes(),
        PointResult.Unit.MEGABYTES,
        outcome.figures());
  }

  private PointResult refused(String what, Outcome outcome) {
    return new PointResult(
        name(),
        what + ": refused with 429",
        OptionalDouble.of(REFUSED_BOUND),
        outcome.refusedPercent(),
        PointResult.Unit.PERCENT,
        outcome.figures());
  }

  private static Outcome fleet(
      Bench bench, int workspaces, ServerSetup.Builder setup, FleetWorker.Tables tables)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(bench.folder(), "fleet-");
    try (FleetServers servers =
        FleetServers.start(
            setup.latency(LATENCY).requestsPerSecond(RATE).build(), workspaces, SERVERS)) {
      Path list = folder.resolve("workspaces");
      Files.write(
          list, servers.addresses().stream().map(one -> one.baseUrl() + " " + one.key()).toList());
      double cpuBefore = servers.cpuSeconds();
      ChildJvm.Outcome out =
          ChildJvm.with(JVM)
              .run(
                  FleetWorker.class.getName(),
                  WorkerArguments.none()
                      .with("workspaces", list)
                      .with("tables", tables)
                      .with("rate", RATE)
                      .with("folder", folder)
                      .asList());
      double cpu = servers.cpuSeconds() - cpuBefore;
      FleetFigures fleet = FleetFigures.parse(out.out().lines().findFirst().orElse(""));
      if (fleet.done() != workspaces) {
        throw new BenchException(
            "Cannot measure a fleet: only %d of %d workspaces were extracted."
                .formatted(fleet.done(), workspaces));
      }
      return new Outcome(
          workspaces, BenchFigures.parse(out.lastLine()), fleet, servers.answered(), cpu);
    } finally {
      Bench.delete(folder);
    }
  }
}
