package io.github.customerio4j.bench.point;

import io.github.customerio4j.bench.process.BareCall;
import io.github.customerio4j.bench.process.BenchFigures;
import io.github.customerio4j.bench.process.ChildJvm;
import io.github.customerio4j.bench.process.Medians;
import io.github.customerio4j.bench.process.ServerProcess;
import io.github.customerio4j.bench.process.ServerSetup;
import io.github.customerio4j.bench.process.WorkerArguments;
import io.github.customerio4j.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Measures the component runner from the start of its process to its exit, with almost nothing to
 * extract, with and without a class archive. A program that makes one bare call is measured for
 * comparison.
 *
 * @param extent whether the bound is meant for this size
 * @param runs the number of runs of each; their medians count
 */
public record StartUpPoint(BenchExtent extent, int runs) implements BenchPoint {
  private static final double BOUND_SECONDS = 1.0;

  @Override
  public String name() {
    return "start-up";
  }

  @Override
  public List<PointResult> run(Bench bench) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(bench.folder(), "start-up-");
    try (ServerProcess server = ServerProcess.start(ServerSetup.builder().build())) {
      Path data = dataFolder(folder, server);
      Path archive = folder.resolve("classes.jsa");
      boolean canArchive = ChildJvm.hasJarsOnly();
      if (canArchive) {
        component(server, data, ChildJvm.with("-XX:ArchiveClassesAtExit=" + archive));
      }
      List<Double> plain = new ArrayList<>();
      List<Double> archived = new ArrayList<>();
      List<Double> bare = new ArrayList<>();
      // In turns, so that a busy moment of the machine affects all of them.
      for (int i = 0; i < runs; i++) {
        plain.add(component(server, data, ChildJvm.with()));
        if (canArchive) {
          archived.add(component(server, data, ChildJvm.with("-XX:SharedArchiveFile=" + archive)));
        }
        bare.add(bareCall(server));
      }
      List<PointResult> results = new ArrayList<>();
      results.add(bounded("keboola, process start to exit", Medians.of(plain)));
      if (canArchive) {
        results.add(bounded("the same with an archive of classes", Medians.of(archived)));
      }
      results.add(
          PointResult.seconds(
              name(), "one bare call by Retrofit", Medians.of(bare), BenchFigures.NONE));
      return results;
    } finally {
      Bench.delete(folder);
    }
  }

  private PointResult bounded(String measure, double seconds) {
    return new PointResult(
        name(),
        measure,
        OptionalDouble.of(BOUND_SECONDS),
        seconds,
        PointResult.Unit.SECONDS,
        BenchFigures.NONE);
  }

  private static Path dataFolder(Path folder, ServerProcess server) throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(
        data.resolve("config.json"),
        "{\"parameters\":{\"#api_secret\":\""
            + server.key()
            + "\",\"campaigns\":true,\"segments\":true}}");
    return data;
  }

  private static double component(ServerProcess server, Path data, ChildJvm jvm)
      throws IOException, InterruptedException {
    Map<String, String> variables =
        Map.of(
            "KBC_DATADIR",
            data.toString(),
            "CUSTOMERIO_BASE_URL",
            server.baseUrl(),
            "CUSTOMERIO_REQUESTS_PER_SECOND",
            "0");
    return jvm.and(variables).run(Main.class.getName(), List.of("keboola")).seconds();
  }

  private static double bareCall(ServerProcess server) throws IOException, InterruptedException {
    WorkerArguments arguments =
        WorkerArguments.none().with("baseUrl", server.baseUrl()).with("key", server.key());
    return ChildJvm.with().run(BareCall.class.getName(), arguments.asList()).seconds();
  }
}
