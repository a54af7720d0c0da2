package io.github.customerio4j.bench;

import io.github.customerio4j.bench.point.Bench;
import io.github.customerio4j.bench.point.BenchExtent;
import io.github.customerio4j.bench.point.BenchPoint;
import io.github.customerio4j.bench.point.PointResult;
import io.github.customerio4j.bench.process.BenchException;
import io.github.customerio4j.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bench}: measures speed and memory, compares them with the bounds, and prints a table.
 *
 * <p>Exit codes: 0 if every bound was kept, 1 if the arguments cannot be used, 2 if something could
 * not be measured, 3 if a bound was missed. Points with the extent {@link BenchExtent#QUICK} cannot
 * miss their bounds.
 */
@Command(
    name = "bench",
    description = "Measures speed and memory against a sandbox in a separate process.",
    footer = {
      "",
      "Examples:",
      "  java -jar customerio-bench.jar --quick",
      "  java -jar customerio-bench.jar jmh RowPath -prof gc"
    },
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = BenchCommand.USER_ERROR,
    exitCodeOnExecutionException = BenchCommand.FAILURE)
final class BenchCommand implements Callable<Integer> {
  static final int USER_ERROR = 1;
  static final int FAILURE = 2;
  static final int MISSED = 3;

  private final Function<BenchExtent, List<BenchPoint>> allPoints;
  private final @Nullable Terminal givenTerminal;

  @Option(
      names = "--quick",
      description = "Less data: five minutes instead of three quarters of an hour.")
  private boolean isQuick;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also writes the results into this file.")
  private @Nullable Path json;

  @Option(
      names = "--point",
      paramLabel = "NAME",
      arity = "1..*",
      description = "Measures only these points; all by default.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--postgresql",
      paramLabel = "URL",
      description = {
        "Also measures loading into this database, and replaces its tables messages and",
        "messages_copied. Example: jdbc:postgresql://localhost/bench?user=NAME. The server must run",
        "on this machine, as a user who may read the temporary folder."
      })
  private @Nullable String postgresql;

  @Option(
      names = "--s3",
      paramLabel = "URL",
      description = {
        "Also measures loading into this bucket, and deletes ALL objects of its prefix. Example:",
        "s3://bench/load?endpoint=http://localhost:8080&region=us-east-1. Credentials come from the",
        "environment."
      })
  private @Nullable String bucket;

  /** Measures all points and prints on the terminal of this process. */
  BenchCommand() {
    this.allPoints = BenchPoints::of;
    this.givenTerminal = null;
  }

  BenchCommand(Function<BenchExtent, List<BenchPoint>> allPoints, Terminal terminal) {
    this.allPoints = allPoints;
    this.givenTerminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Terminal terminal = givenTerminal == null ? Terminal.system() : givenTerminal;
    BenchExtent extent = isQuick ? BenchExtent.QUICK : BenchExtent.FULL;
    List<BenchPoint> points = new ArrayList<>(allPoints.apply(extent));
    if (postgresql != null) {
      points.add(BenchPoints.ofPostgresql(extent, postgresql));
    }
    if (bucket != null) {
      if (!bucket.matches("s3://[^/]+/[^/?].*")) {
        terminal
            .err()
            .println("Cannot measure --s3: its address has no prefix. Write s3://BUCKET/PREFIX.");
        return USER_ERROR;
      }
      points.add(BenchPoints.ofBucket(extent, bucket));
    }
    List<String> known = points.stream().map(BenchPoint::name).toList();
    List<String> unknown = names.stream().filter(name -> !known.contains(name)).toList();
    if (!unknown.isEmpty()) {
      terminal
          .err()
          .printf(
              "Cannot measure %s: there is no such point. There are %s.%n",
              String.join(", ", unknown), String.join(", ", known));
      return USER_ERROR;
    }
    return measure(
        points.stream().filter(point -> names.isEmpty() || names.contains(point.name())).toList(),
        terminal);
  }

  private int measure(List<BenchPoint> points, Terminal terminal)
      throws IOException, InterruptedException {
    BenchReport report = new BenchReport(Instant.now());
    BenchTable table = new BenchTable();
    boolean hasFailed = false;
    Path folder = Files.createTempDirectory("customerio-bench-");
    try {
      Bench bench = new Bench(folder);
      for (BenchPoint point : points) {
        terminal.err().println("Measuring " + point.name() + " …");
        try {
          for (PointResult result : point.run(bench)) {
            table.add(result, point.extent());
            report.add(result, point.extent());
            terminal.err().println("  " + BenchTable.summary(result));
          }
        } catch (BenchException e) {
          // The other points are still worth measuring.
          terminal.err().println(e.getMessage());
          hasFailed = true;
        }
      }
    } finally {
      Bench.delete(folder);
    }
    table.lines().forEach(terminal.out()::println);
    if (json != null) {
      report.write(json);
    }
    if (hasFailed) {
      return FAILURE;
    }
    return report.hasMissed() ? MISSED : 0;
  }
}
