package io.github.customerio4j.bench.process;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.util.Map;
import okio.Buffer;

/**
 * What a process measured of itself.
 *
 * @param wallSeconds how long the work took, the start of the process not counted
 * @param processSeconds from the start of the process to the end of the work
 * @param cpuSeconds of all threads of the process since its start, the JVM's own included
 * @param traffic what was transferred
 * @param allocatedBytes on the heap, as the garbage collections tell
 * @param peakHeapBytes the most that the heap held before a collection, garbage included
 */
public record BenchFigures(
    double wallSeconds,
    double processSeconds,
    double cpuSeconds,
    Traffic traffic,
    long allocatedBytes,
    long peakHeapBytes) {

  /** Of a process that did not measure itself. */
  public static final BenchFigures NONE = new BenchFigures(0, 0, 0, new Traffic(0, 0, 0), 0, 0);

  /**
   * What was transferred.
   *
   * @param requests those of the API, repeated ones included
   * @param rows rows written
   * @param bytes bodies of pages, unpacked
   */
  public record Traffic(long requests, long rows, long bytes) {}

  /** Bodies of pages by the time of the work, in MB (10⁶ bytes) a second. */
  public double megabytesPerSecond() {
    return wallSeconds == 0 ? 0 : traffic.bytes() / 1e6 / wallSeconds;
  }

  public void write(JsonWriter json) throws IOException {
    json.beginObject();
    json.name("wallSeconds").value(wallSeconds);
    json.name("processSeconds").value(processSeconds);
    json.name("cpuSeconds").value(cpuSeconds);
    json.name("requests").value(traffic.requests());
    json.name("rows").value(traffic.rows());
    json.name("bytes").value(traffic.bytes());
    json.name("megabytesPerSecond").value(megabytesPerSecond());
    json.name("allocatedBytes").value(allocatedBytes);
    json.name("peakHeapBytes").value(peakHeapBytes);
    json.endObject();
  }

  /** One line of JSON. */
  String toJson() throws IOException {
    Buffer text = new Buffer();
    try (JsonWriter json = JsonWriter.of(text)) {
      write(json);
    }
    return text.readUtf8();
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws BenchException if the text is something else
   */
  public static BenchFigures parse(String text) {
    try (JsonReader json = JsonReader.of(new Buffer().writeUtf8(text))) {
      if (json.readJsonValue() instanceof Map<?, ?> values) {
        return new BenchFigures(
            number(values, "wallSeconds"),
            number(values, "processSeconds"),
            number(values, "cpuSeconds"),
            new Traffic(
                (long) number(values, "requests"),
                (long) number(values, "rows"),
                (long) number(values, "bytes")),
            (long) number(values, "allocatedBytes"),
            (long) number(values, "peakHeapBytes"));
      }
    } catch (IOException e) {
      throw unreadable(text + " (" + e.getMessage() + ")");
    }
    throw unreadable(text);
  }

  private static double number(Map<?, ?> values, String name) {
    if (values.get(name) instanceof Double number) {
      return number;
    }
    throw unreadable(values + " has no " + name);
  }

  private static BenchException unreadable(String what) {
    return new BenchException("Cannot read a process's figures: " + what);
  }
}
