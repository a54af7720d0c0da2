package io.github.customerio4j.bench.process;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.util.Map;
import okio.Buffer;

/**
 * The figures that a process measures of itself.
 *
 * @param wallSeconds the time of the work, without the start of the process
 * @param processSeconds the time from the start of the process to the end of the work
 * @param cpuSeconds the CPU time of all threads since the start, including those of the JVM
 * @param traffic the transferred data
 * @param allocatedBytes the bytes allocated on the heap, computed from garbage collections
 * @param peakHeapBytes the largest heap before a collection, including garbage
 */
public record BenchFigures(
    double wallSeconds,
    double processSeconds,
    double cpuSeconds,
    Traffic traffic,
    long allocatedBytes,
    long peakHeapBytes) {

  /** The figures of a process that does not measure itself. */
  public static final BenchFigures NONE = new BenchFigures(0, 0, 0, new Traffic(0, 0, 0), 0, 0);

  /**
   * The transferred data.
   *
   * @param requests the requests of the API, including retries
   * @param rows the rows written
   * @param bytes the size of page bodies, uncompressed
   */
  public record Traffic(long requests, long rows, long bytes) {}

  /** Page bodies in MB (10⁶ bytes) a second of work; 0 if no time was measured. */
  public double megabytesPerSecond() {
    return wallSeconds == 0 ? 0 : traffic.bytes() / 1e6 / wallSeconds;
  }

  /** Writes the figures as a JSON object. */
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

  /** The figures as one line of JSON. */
  String toJson() throws IOException {
    Buffer text = new Buffer();
    try (JsonWriter json = JsonWriter.of(text)) {
      write(json);
    }
    return text.readUtf8();
  }

  /**
   * Reads the line that {@link #toJson} returns.
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
    return new BenchException("Cannot read the figures of a process: " + what);
  }
}
