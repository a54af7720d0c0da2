package io.github.customerio4j.bench;

import com.squareup.moshi.JsonWriter;
import io.github.customerio4j.bench.point.BenchExtent;
import io.github.customerio4j.bench.point.PointResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okio.BufferedSink;
import okio.Okio;

/** All results as JSON, for programs. Not thread-safe. */
final class BenchReport {
  private record Line(PointResult result, BenchExtent extent) {}

  private final Instant startedAt;
  private final List<Line> lines = new ArrayList<>();

  BenchReport(Instant startedAt) {
    this.startedAt = startedAt;
  }

  void add(PointResult result, BenchExtent extent) {
    lines.add(new Line(result, extent));
  }

  /** Whether a point of full size missed its bound. */
  boolean hasMissed() {
    return lines.stream()
        .anyMatch(line -> line.extent() == BenchExtent.FULL && !line.result().isKept());
  }

  /** Writes the results; replaces an existing file. */
  void write(Path file) throws IOException {
    try (BufferedSink sink = Okio.buffer(Okio.sink(file));
        JsonWriter json = JsonWriter.of(sink)) {
      json.setIndent("  ");
      json.beginObject();
      json.name("startedAt").value(startedAt.toString());
      json.name("machine").beginObject();
      json.name("processors").value(Runtime.getRuntime().availableProcessors());
      json.name("java").value(System.getProperty("java.vm.name") + " " + Runtime.version());
      json.name("system")
          .value(System.getProperty("os.name") + " " + System.getProperty("os.arch"));
      json.endObject();
      json.name("results").beginArray();
      for (Line line : lines) {
        write(json, line);
      }
      json.endArray();
      json.endObject();
    }
  }

  private static void write(JsonWriter json, Line line) throws IOException {
    PointResult result = line.result();
    json.beginObject();
    json.name("point").value(result.point());
    json.name("measure").value(result.measure());
    json.name("unit").value(result.unit().name().toLowerCase(Locale.ROOT));
    if (result.bound().isPresent()) {
      json.name("bound").value(result.bound().getAsDouble());
      json.name("kept").value(result.isKept());
    }
    json.name("reached").value(result.reached());
    json.name("extent").value(line.extent().name().toLowerCase(Locale.ROOT));
    json.name("figures");
    result.figures().write(json);
    json.endObject();
  }
}
