package io.github.customerio4j.client.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The field {@code metrics} of a message: an object of times, in which the metrics of people and of
 * machines are counts, or times in older answers. Its values go to two attributes, a map of times
 * and a map of counts.
 */
final class TimesAndCounts {
  private static final Pattern COUNT = Pattern.compile("(human|prefetch|machine)_.*");

  /** September 2001; no message has as many opens. */
  private static final BigDecimal EARLIEST_TIME = BigDecimal.valueOf(1_000_000_000);

  private final ImmutablesAttribute times;
  private final ImmutablesAttribute counts;
  private final JsonAdapter<Instant> instants;
  private final JsonAdapter<Long> longs;

  TimesAndCounts(ImmutablesAttribute times, ImmutablesAttribute counts, Moshi moshi) {
    this.times = times;
    this.counts = counts;
    this.instants = moshi.adapter(Instant.class);
    this.longs = moshi.adapter(Long.class);
  }

  /** Reads the field into both attributes; a null leaves them empty. */
  void read(Object building, JsonReader reader) throws IOException {
    if (reader.peek() == JsonReader.Token.NULL) {
      reader.nextNull();
      return;
    }
    if (ContainerAdapters.takesEmptyArray(reader)) {
      return;
    }
    Map<String, @Nullable Object> timesRead = new LinkedHashMap<>();
    Map<String, @Nullable Object> countsRead = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (COUNT.matcher(name).matches() && isCount(reader)) {
        countsRead.put(name, longs.fromJson(reader));
      } else {
        timesRead.put(name, instants.fromJson(reader));
      }
    }
    reader.endObject();
    times.set(building, timesRead);
    counts.set(building, countsRead);
  }

  /** Whether a whole number comes next that is too small for a time. */
  private static boolean isCount(JsonReader reader) throws IOException {
    try (JsonReader ahead = reader.peekJson()) {
      BigDecimal number = new BigDecimal(ahead.nextString());
      return number.compareTo(EARLIEST_TIME) < 0 && number.stripTrailingZeros().scale() <= 0;
    } catch (NumberFormatException | JsonDataException e) {
      return false;
    }
  }

  /** Writes both attributes as one field, if they hold anything. */
  void write(Object value, JsonWriter writer) throws IOException {
    Object timesHeld = times.get(value);
    Object countsHeld = counts.get(value);
    if (timesHeld == null && countsHeld == null) {
      return;
    }
    writer.name(times.jsonName());
    writer.beginObject();
    if (timesHeld instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        writer.name((String) entry.getKey());
        instants.toJson(writer, (Instant) entry.getValue());
      }
    }
    if (countsHeld instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        writer.name((String) entry.getKey());
        longs.toJson(writer, (Long) entry.getValue());
      }
    }
    writer.endObject();
  }
}
