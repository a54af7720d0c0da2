package io.github.customerio4j.bench.jmh;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.squareup.moshi.JsonReader;
import io.github.customerio4j.client.error.MalformedBodyException;
import io.github.customerio4j.extract.engine.page.JsonScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okio.Buffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Tokenizers over the same pages: all find names and values, some also read them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TokenizerBenchmark {
  private static final JsonFactory JACKSON = new JsonFactory();

  @Param PageSet pages = PageSet.TAME;

  private List<byte[]> bodies = List.of();
  private List<byte[]> padded = List.of();

  @Setup
  public void makePages() {
    bodies = pages.bodies();
    padded = new ArrayList<>();
    bodies.forEach(body -> padded.add(Arrays.copyOf(body, body.length + JsonScanner.PADDING)));
  }

  /** The scanner of the engine: finds every name and value, copies nothing. */
  @Benchmark
  public long ours() throws MalformedBodyException {
    long length = 0;
    JsonScanner json = new JsonScanner();
    for (byte[] body : padded) {
      json.reset(body, body.length - JsonScanner.PADDING);
      json.skip(0);
      length += json.position();
    }
    return length;
  }

  /** Moshi: reads names and texts as strings. */
  @Benchmark
  public long moshi() throws IOException {
    long length = 0;
    for (byte[] body : bodies) {
      try (JsonReader reader = JsonReader.of(new Buffer().write(body))) {
        length += read(reader);
      }
    }
    return length;
  }

  /** The streaming parser of Jackson: finds tokens only. */
  @Benchmark
  public long jacksonTokens() throws IOException {
    long tokens = 0;
    for (byte[] body : bodies) {
      try (JsonParser parser = JACKSON.createParser(body)) {
        while (parser.nextToken() != null) {
          tokens++;
        }
      }
    }
    return tokens;
  }

  /** The streaming parser of Jackson: also decodes the text of values into its own buffer. */
  @Benchmark
  public long jacksonTexts() throws IOException {
    long length = 0;
    for (byte[] body : bodies) {
      try (JsonParser parser = JACKSON.createParser(body)) {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
          if (token.isScalarValue()) {
            length += parser.getTextCharacters().length;
          }
        }
      }
    }
    return length;
  }

  private static long read(JsonReader in) throws IOException {
    long length = 0;
    switch (in.peek()) {
      case BEGIN_OBJECT -> {
        in.beginObject();
        while (in.hasNext()) {
          length += in.nextName().length() + read(in);
        }
        in.endObject();
      }
      case BEGIN_ARRAY -> {
        in.beginArray();
        while (in.hasNext()) {
          length += read(in);
        }
        in.endArray();
      }
      case STRING, NUMBER -> length += in.nextString().length();
      default -> in.skipValue();
    }
    return length;
  }
}
