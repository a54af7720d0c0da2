package io.github.customerio4j.bench.point;

import io.github.customerio4j.bench.process.BenchFigures;
import io.github.customerio4j.bench.process.ChildJvm;
import io.github.customerio4j.bench.process.ExtractWork;
import io.github.customerio4j.bench.process.LauncherOptions;
import io.github.customerio4j.bench.process.Medians;
import io.github.customerio4j.bench.process.ServerProcess;
import io.github.customerio4j.bench.process.ServerSetup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Measures the rows that a whole process extracts in each second of its CPU time, the start of the
 * JVM, its compilers and its collector included: with the options of the launcher, and with others
 * for comparison. All columns are kept, those of the data of messages and activities, too.
 *
 * @param extent whether the bound is meant for this size
 * @param messages the number of messages
 * @param activities the number of activities
 * @param runs the number of runs of each; their medians count
 */
public record CpuPoint(BenchExtent extent, int messages, int activities, int runs)
    implements BenchPoint {
  /**
   * Rows in each second of CPU time that the Keboola component for Customer.io reaches with a
   * million rows, all columns kept. A figure given with the demand for three times as much; this
   * bench cannot run that component.
   */
  private static final double KEBOOLA_COMPONENT = 35_500;

  private static final double BOUND = 3 * KEBOOLA_COMPONENT;

  @Override
  public String name() {
    return "cpu-million";
  }

  @Override
  public List<PointResult> run(Bench bench) throws IOException, InterruptedException {
    List<String> launcher = LauncherOptions.all();
    Map<String, List<String>> variants = new LinkedHashMap<>();
    variants.put("options of the launcher", launcher);
    variants.put("options of the launcher and -Xmx64m", with(launcher, "-Xmx64m"));
    variants.put("no options", List.of());
    variants.put("-Xmx64m", List.of("-Xmx64m"));
    variants.put("-XX:+UseSerialGC", List.of("-XX:+UseSerialGC"));
    Map<String, List<BenchFigures>> figures = new LinkedHashMap<>();
    ServerSetup setup = ServerSetup.builder().messages(messages).activities(activities).build();
    try (ServerProcess server = ServerProcess.start(setup)) {
      for (int i = 0; i < runs; i++) {
        // In turns, so that a busy moment of the machine affects all of them.
        for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
          figures
              .computeIfAbsent(variant.getKey(), any -> new ArrayList<>())
              .add(
                  bench.work(
                      server,
                      ChildJvm.with(variant.getValue().toArray(String[]::new)),
                      ExtractWork.arguments(ExtractWork.Tables.MESSAGES_AND_ACTIVITIES)));
        }
      }
    }
    List<PointResult> results = new ArrayList<>();
    figures.forEach(
        (options, all) -> {
          BenchFigures median = Medians.by(BenchFigures::cpuSeconds, all);
          results.add(
              new PointResult(
                  name(),
                  "rows a CPU second, " + options,
                  results.size() < 2 ? OptionalDouble.of(BOUND) : OptionalDouble.empty(),
                  median.traffic().rows() / median.cpuSeconds(),
                  PointResult.Unit.ROWS_PER_CPU_SECOND,
                  median));
        });
    return results;
  }

  private static List<String> with(List<String> options, String more) {
    return Stream.concat(options.stream(), Stream.of(more)).toList();
  }
}
