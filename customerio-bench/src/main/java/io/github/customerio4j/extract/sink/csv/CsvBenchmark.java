package io.github.customerio4j.extract.sink.csv;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;
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

/**
 * Writes a hundred thousand fields, 20 a line, from UTF-8 in memory to CSV that is discarded.
 *
 * <p>It is in this package because the measured encoder is package-private.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CsvBenchmark {
  private static final int FIELDS = 100_000;
  private static final int COLUMNS = 20;

  /** The dialect of the encoder, for Apache Commons CSV. */
  private static final CSVFormat COMMONS_CSV =
      CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.MINIMAL).get();

  /** The texts that the fields repeat in turn; an empty text is null. */
  @Param({
    "1700000000|email|someone17@example.com||dgOW6wYDAAGHAY==|Your order is on its way|false",
    "She said \"hello, world\"|line one\nline two||Велосипед горный, красный|[1,{\"two\":3}]|-1.5e-7"
  })
  String texts = "";

  private final List<byte[]> fields = new ArrayList<>();

  @Setup
  public void makeFields() {
    String[] values = texts.split("\\|", -1);
    for (int i = 0; i < FIELDS; i++) {
      fields.add(values[i % values.length].getBytes(StandardCharsets.UTF_8));
    }
  }

  @Benchmark
  public int ours() throws IOException {
    CsvEncoder encoder = new CsvEncoder(Channels.newChannel(OutputStream.nullOutputStream()));
    for (int i = 0; i < FIELDS; i++) {
      byte[] field = fields.get(i);
      encoder.delimiters(i % COLUMNS == 0 ? 0 : 1);
      if (field.length > 0) {
        encoder.field(field, 0, field.length);
      }
      if (i % COLUMNS == COLUMNS - 1) {
        encoder.endLine();
      }
    }
    encoder.flush();
    return FIELDS;
  }

  @Benchmark
  public int commonsCsv() throws IOException {
    Writer out =
        new BufferedWriter(
            new OutputStreamWriter(
                new BufferedOutputStream(OutputStream.nullOutputStream(), 256 << 10),
                StandardCharsets.UTF_8.newEncoder()),
            64 << 10);
    for (int i = 0; i < FIELDS; i++) {
      byte[] field = fields.get(i);
      String text = field.length == 0 ? null : new String(field, StandardCharsets.UTF_8);
      COMMONS_CSV.print(text, out, i % COLUMNS == 0);
      if (i % COLUMNS == COLUMNS - 1) {
        out.write('\n');
      }
    }
    out.flush();
    return FIELDS;
  }
}
