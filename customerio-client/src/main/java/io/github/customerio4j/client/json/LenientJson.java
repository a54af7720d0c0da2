package io.github.customerio4j.client.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import com.squareup.moshi.Moshi;
import io.github.customerio4j.client.filter.AudienceFilter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.BufferedSink;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Configures Moshi for this API, whose types vary: an id is a number in one place and a string in
 * another, any value may be null, and an object may come as a text of JSON or the other way round.
 */
public final class LenientJson {
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

  /** 2025-01-01 00:00:00 +0000 UTC, or the same in ISO 8601. */
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)[ T]([\\d:.]+) ?([+-]\\d\\d:?\\d\\d|Z)(?: [A-Za-z]+)?");

  private LenientJson() {}

  public static Moshi moshi() {
    JsonAdapter<Long> longs = scalar(LenientJson::readLong);
    JsonAdapter<Integer> integers = scalar(LenientJson::readInteger);
    JsonAdapter<Boolean> booleans = scalar(LenientJson::readBoolean);
    return new Moshi.Builder()
        .add(String.class, scalar(LenientJson::readText))
        .add(Long.class, longs)
        .add(long.class, longs)
        .add(Integer.class, integers)
        .add(int.class, integers)
        .add(Boolean.class, booleans)
        .add(boolean.class, booleans)
        .add(Object.class, scalar(JsonTree::read))
        .add(Instant.class, scalar(LenientJson::readInstant))
        .add(AudienceFilter.class, new FilterAdapter())
        .add(new ContainerAdapters())
        .add(new ClosedSetAdapterFactory())
        .add(new ImmutablesJsonAdapterFactory())
        .build();
  }

  /** Reads one value; null if there is none. */
  @FunctionalInterface
  private interface ScalarReader<T> {
    @Nullable T read(JsonReader reader) throws IOException;
  }

  private static <T> JsonAdapter<T> scalar(ScalarReader<T> scalarReader) {
    return new ScalarAdapter<>(scalarReader);
  }

  /** A number keeps its exact text; an object or a list becomes a text of JSON. */
  private static @Nullable String readText(JsonReader reader) throws IOException {
    JsonReader.Token next = reader.peek();
    if (next != JsonReader.Token.BEGIN_OBJECT && next != JsonReader.Token.BEGIN_ARRAY) {
      return readScalar(reader);
    }
    try (JsonReader ahead = reader.peekJson()) {
      ahead.skipValue(); // nextSource() only looks for the end of the value.
    }
    try (BufferedSource json = reader.nextSource()) {
      return json.readUtf8();
    }
  }

  /** The text of a scalar; a number keeps its exact text. */
  private static @Nullable String readScalar(JsonReader reader) throws IOException {
    return switch (reader.peek()) {
      case NULL -> reader.nextNull();
      case BOOLEAN -> Boolean.toString(reader.nextBoolean());
      default -> reader.nextString();
    };
  }

  private static @Nullable Long readLong(JsonReader reader) throws IOException {
    String text = readScalar(reader);
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return new BigDecimal(text).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new JsonDataException(
          "Expected an integer but was " + text + " at path " + pathOfLast(reader), e);
    }
  }

  private static @Nullable Integer readInteger(JsonReader reader) throws IOException {
    Long value = readLong(reader);
    if (value != null && value.intValue() != value) {
      throw new JsonDataException(
          "Expected a 32-bit integer but was " + value + " at path " + pathOfLast(reader));
    }
    return value == null ? null : Integer.valueOf(value.intValue());
  }

  private static @Nullable Boolean readBoolean(JsonReader reader) throws IOException {
    String text = readScalar(reader);
    if (text == null || text.isEmpty()) {
      return null;
    }
    return switch (text) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default ->
          throw new JsonDataException(
              "Expected a boolean but was " + text + " at path " + pathOfLast(reader));
    };
  }

  /** Unix seconds, perhaps with a fraction, where 0 means never; or a date and time as text. */
  private static @Nullable Instant readInstant(JsonReader reader) throws IOException {
    String text = readScalar(reader);
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      Matcher dateTime = DATE_TIME.matcher(text);
      if (dateTime.matches()) {
        String offset = dateTime.group(3).replaceAll("^(...)(\\d\\d)$", "$1:$2");
        return OffsetDateTime.parse(dateTime.group(1) + "T" + dateTime.group(2) + offset)
            .toInstant();
      }
      BigDecimal seconds = new BigDecimal(text);
      if (seconds.signum() == 0) {
        return null;
      }
      BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
      return Instant.ofEpochSecond(
          whole.longValueExact(), seconds.subtract(whole).multiply(NANOS).longValue());
    } catch (NumberFormatException | ArithmeticException | DateTimeException e) {
      throw new JsonDataException(
          "Expected a Unix time but was " + text + " at path " + pathOfLast(reader), e);
    }
  }

  /** The path of the value read last; Moshi's own names the next place in a list. */
  private static String pathOfLast(JsonReader reader) {
    String path = reader.getPath();
    int bracket = path.lastIndexOf('[');
    if (!path.endsWith("]") || bracket < 0) {
      return path;
    }
    int index = Integer.parseInt(path.substring(bracket + 1, path.length() - 1));
    return path.substring(0, bracket + 1) + Math.max(0, index - 1) + "]";
  }

  private static final class ScalarAdapter<T> extends JsonAdapter<T> {
    private final ScalarReader<T> scalarReader;

    ScalarAdapter(ScalarReader<T> scalarReader) {
      this.scalarReader = scalarReader;
    }

    @Override
    public @Nullable T fromJson(JsonReader reader) throws IOException {
      return scalarReader.read(reader);
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable T value) throws IOException {
      if (value instanceof Instant instant) {
        writer.value(instant.getEpochSecond());
      } else {
        writer.jsonValue(value);
      }
    }
  }

  private static final class FilterAdapter extends JsonAdapter<AudienceFilter> {
    @Override
    public AudienceFilter fromJson(JsonReader reader) {
      throw new UnsupportedOperationException("Cannot read a filter here: the API sends none.");
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable AudienceFilter filter) throws IOException {
      if (filter == null) {
        writer.nullValue();
        return;
      }
      try (BufferedSink sink = writer.valueSink()) {
        sink.writeUtf8(filter.toJson());
      }
    }
  }
}
