package io.github.customerio4j.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.bench.point.Bench;
import io.github.customerio4j.bench.point.BenchExtent;
import io.github.customerio4j.bench.point.BenchPoint;
import io.github.customerio4j.bench.point.CpuPoint;
import io.github.customerio4j.bench.point.FleetPoint;
import io.github.customerio4j.bench.point.HeapPoint;
import io.github.customerio4j.bench.point.LimitPoint;
import io.github.customerio4j.bench.point.NoLimitPoint;
import io.github.customerio4j.bench.point.PointResult;
import io.github.customerio4j.bench.point.RateLimitedPoint;
import io.github.customerio4j.bench.point.RowPathPoint;
import io.github.customerio4j.bench.point.SplitCostPoint;
import io.github.customerio4j.bench.point.StartUpPoint;
import io.github.customerio4j.bench.process.BenchException;
import io.github.customerio4j.bench.process.BenchFigures;
import io.github.customerio4j.bench.process.ExtractWork.Tables;
import io.github.customerio4j.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** A point that measures nothing; fails if the value is negative. */
  private record FakePoint(String name, BenchExtent extent, double reached) implements BenchPoint {
    @Override
    public List<PointResult> run(Bench bench) {
      if (reached < 0) {
        throw new BenchException("Cannot measure " + name + ": broken.");
      }
      return List.of(PointResult.ratio(name, "fake", 1.5, reached, BenchFigures.NONE));
    }
  }

  private int run(List<BenchPoint> points, String... arguments) {
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            Terminal.Style.LINES);
    return new CommandLine(new BenchCommand(extent -> points, terminal)).execute(arguments);
  }

  @Test
  void everyKindOfPointReportsAllFigures(@TempDir Path folder) throws IOException {
    BenchExtent quick = BenchExtent.QUICK;
    List<BenchPoint> points =
        List.of(
            new RateLimitedPoint(
                "latency-50", quick, Duration.ofMillis(50), 2, Tables.MESSAGES, 1.10),
            new LimitPoint("limit-jitter", quick, Duration.ofMillis(2), 12),
            new SplitCostPoint(quick, List.of(2)),
            new RowPathPoint(quick, 1),
            new NoLimitPoint(quick, 3_000, 300),
            new CpuPoint(quick, 1_000, 100, 1),
            new HeapPoint(quick, 3_000, 1),
            new StartUpPoint(quick, 1),
            new FleetPoint(quick, 2, 100, 1_000));
    Path json = folder.resolve("bench.json");

    int exitCode = run(points, "--quick", "--json", json.toString());

    assertThat(exitCode).as(err.toString(UTF_8)).isZero();
    assertThat(out.toString(UTF_8))
        .contains("point", "bound", "reached", "split-cost", "2,000")
        .contains("short run");
    assertThat(results(json))
        .as("measured values")
        .allMatch(result -> result.get("reached") instanceof Double reached && reached >= 0);
    Set<Object> names =
        results(json).stream().map(result -> result.get("point")).collect(Collectors.toSet());
    assertThat(names)
        .containsExactlyInAnyOrder(
            "latency-50",
            "limit-jitter",
            "split-cost",
            "row-path",
            "no-limit",
            "cpu-million",
            "heap-64m",
            "start-up",
            "fleet");
    Map<?, ?> noLimit =
        results(json).stream()
            .filter(result -> "no-limit".equals(result.get("point")))
            .findFirst()
            .orElseThrow();
    Map<?, ?> figures = (Map<?, ?>) requireNonNull(noLimit.get("figures"));
    assertThat(figures.get("rows")).as("rows of the extraction").isEqualTo(3_300.0);
    for (String name : List.of("cpuSeconds", "bytes", "allocatedBytes", "peakHeapBytes")) {
      assertThat((Double) figures.get(name)).as(name).isPositive();
    }
  }

  @Test
  void missedBoundChangesExitCodeOfFullRunOnly() {
    assertThat(run(List.of(new FakePoint("slow", BenchExtent.FULL, 1.6))))
        .isEqualTo(BenchCommand.MISSED);
    assertThat(out.toString(UTF_8)).contains("1.50 ×", "1.60 ×", "missed");
    assertThat(run(List.of(new FakePoint("slow", BenchExtent.QUICK, 1.6)))).isZero();
    assertThat(out.toString(UTF_8)).contains("over (short run)");
    assertThat(run(List.of(new FakePoint("fast", BenchExtent.FULL, 1.5)))).isZero();
  }

  @Test
  void failedPointDoesNotStopOtherPoints() {
    List<BenchPoint> points =
        List.of(
            new FakePoint("broken", BenchExtent.FULL, -1),
            new FakePoint("sound", BenchExtent.FULL, 1));
    assertThat(run(points)).isEqualTo(BenchCommand.FAILURE);
    assertThat(err.toString(UTF_8)).contains("Cannot measure broken: broken.");
    assertThat(out.toString(UTF_8)).contains("sound");
  }

  @Test
  void onlyNamedPointsAreMeasured() {
    List<BenchPoint> points =
        List.of(
            new FakePoint("one", BenchExtent.FULL, 1),
            new FakePoint("two", BenchExtent.FULL, 1),
            new FakePoint("three", BenchExtent.FULL, 1));
    assertThat(run(points, "--point", "one", "three")).isZero();
    assertThat(out.toString(UTF_8)).contains("one", "three").doesNotContain("two");
  }

  @Test
  void unknownPointIsRefused() {
    assertThat(run(BenchPoints.of(BenchExtent.FULL), "--point", "row-path", "latency"))
        .isEqualTo(BenchCommand.USER_ERROR);
    assertThat(err.toString(UTF_8)).contains("Cannot measure latency", "latency-300", "start-up");
  }

  @Test
  void bucketWithoutAPrefixIsRefused() {
    assertThat(run(List.of(), "--s3", "s3://bench?region=auto")).isEqualTo(BenchCommand.USER_ERROR);
    assertThat(err.toString(UTF_8)).contains("its address has no prefix");
  }

  @Test
  void bucketIsAPointOfItsOwn() {
    assertThat(run(List.of(), "--s3", "s3://bench/load", "--point", "rest"))
        .isEqualTo(BenchCommand.USER_ERROR);
    assertThat(err.toString(UTF_8)).contains("There are load-s3.");
  }

  @Test
  void quickRunHasPointsOfFullRunWithoutMostTails() {
    assertThat(BenchPoints.of(BenchExtent.QUICK))
        .extracting(BenchPoint::name)
        .containsExactlyElementsOf(
            BenchPoints.of(BenchExtent.FULL).stream()
                .map(BenchPoint::name)
                .filter(name -> !name.startsWith("tail-") || name.startsWith("tail-300ms-300-"))
                .toList());
  }

  @Test
  void lineWithoutBoundHasNoVerdict() {
    BenchTable table = new BenchTable();
    table.add(
        PointResult.seconds("start-up", "bare call", 0.25, BenchFigures.NONE), BenchExtent.FULL);
    table.add(
        new PointResult(
            "split-cost",
            "more",
            OptionalDouble.of(3),
            2,
            PointResult.Unit.REQUESTS,
            new BenchFigures(2, 3, 4, new BenchFigures.Traffic(1_234, 5_678, 9_000_000), 1, 2)),
        BenchExtent.FULL);
    assertThat(table.lines().get(2)).isEqualTo("start-up    bare call          0.25 s");
    assertThat(table.lines().get(3))
        .contains("3 req", "2 req", "ok", "1,234", "5,678", "2.00", "4.50", "4.00");
  }

  @Test
  void speedIsKeptFromItsBoundOn() {
    assertThat(speed(99_999).isKept()).isFalse();
    assertThat(speed(100_000).isKept()).isTrue();
    assertThat(BenchTable.summary(speed(120_000))).isEqualTo("speed: 120,000 rows/CPU s");
  }

  private static PointResult speed(double reached) {
    return new PointResult(
        "cpu",
        "speed",
        OptionalDouble.of(100_000),
        reached,
        PointResult.Unit.ROWS_PER_CPU_SECOND,
        BenchFigures.NONE);
  }

  private static List<Map<?, ?>> results(Path json) throws IOException {
    Object root = JsonReader.of(new Buffer().writeUtf8(Files.readString(json))).readJsonValue();
    assertThat(root).isInstanceOf(Map.class);
    Map<?, ?> report = (Map<?, ?>) root;
    assertThat(report.containsKey("machine")).isTrue();
    return ((List<?>) requireNonNull(report.get("results")))
        .stream().<Map<?, ?>>map(Map.class::cast).toList();
  }
}
