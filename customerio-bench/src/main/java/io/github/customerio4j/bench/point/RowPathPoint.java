package io.github.customerio4j.bench.point;

import io.github.customerio4j.bench.process.BenchFigures;
import io.github.customerio4j.bench.process.ChildJvm;
import io.github.customerio4j.bench.process.RowPathWork;
import io.github.customerio4j.bench.process.ServerProcess;
import io.github.customerio4j.bench.process.ServerSetup;
import io.github.customerio4j.bench.process.WorkerArguments;
import io.github.customerio4j.sandbox.config.BulkData.Texture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares the row path, from page bytes to CSV bytes, with {@code skipValue} of Moshi over the
 * same bytes, in one warm process.
 *
 * @param extent whether the bound is meant for this size
 * @param rounds the number of measurements of each, after as many rounds of warm-up
 */
public record RowPathPoint(BenchExtent extent, int rounds) implements BenchPoint {
  private static final int MESSAGES = 40_000;
  private static final double BOUND = 1.5;

  @Override
  public String name() {
    return RowPathWork.NAME;
  }

  @Override
  public List<PointResult> run(Bench bench) throws IOException, InterruptedException {
    List<PointResult> results = new ArrayList<>();
    for (Texture texture : Texture.values()) {
      ServerSetup setup = ServerSetup.builder().messages(MESSAGES).texture(texture).build();
      try (ServerProcess server = ServerProcess.start(setup)) {
        WorkerArguments arguments =
            WorkerArguments.none().with("work", RowPathWork.NAME).with("rounds", rounds);
        List<String> lines =
            bench.output(server, ChildJvm.with(), arguments).out().lines().toList();
        BenchFigures engine = BenchFigures.parse(lines.get(0));
        BenchFigures moshi = BenchFigures.parse(lines.get(1));
        String data = texture.name().toLowerCase(Locale.ROOT) + " data";
        results.add(
            PointResult.ratio(
                name(),
                "time / Moshi's skipValue, " + data,
                BOUND,
                engine.wallSeconds() / moshi.wallSeconds(),
                engine));
        results.add(
            PointResult.seconds(name(), "Moshi's skipValue, " + data, moshi.wallSeconds(), moshi));
      }
    }
    return results;
  }
}
