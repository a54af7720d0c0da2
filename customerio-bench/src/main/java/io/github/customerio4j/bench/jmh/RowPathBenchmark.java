package io.github.customerio4j.bench.jmh;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.engine.commit.SpooledRows;
import io.github.customerio4j.extract.engine.commit.TableLayout;
import io.github.customerio4j.extract.engine.page.PageReader;
import io.github.customerio4j.extract.engine.row.RecordShape;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import io.github.customerio4j.extract.engine.spool.SpoolFolder;
import io.github.customerio4j.extract.engine.spool.TableSpool;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.jsonl.JsonlFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole row path, from pages in memory to a CSV file, and skipping the pages for comparison.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 8, time = 2)
@Fork(1)
public class RowPathBenchmark {
  @Param PageSet pages = PageSet.TAME;

  private List<byte[]> bodies = List.of();
  private Path folder = Path.of("");
  private RecordShape shape = RecordShape.builder().itemsKey("").build();

  @Setup
  public void makePages() throws IOException {
    bodies = pages.bodies();
    folder = Files.createTempDirectory("customerio-bench-");
    shape =
        RecordShape.builder()
            .itemsKey(pages.itemsKey())
            .identity(ColumnPath.of("id"))
            .created(ColumnPath.of(pages == PageSet.TAME ? "created" : "timestamp"))
            .windowStart(1_600_000_000L)
            .windowEnd(1_800_000_000L)
            .build();
    long bytes = bodies.stream().mapToLong(body -> body.length).sum();
    System.out.println("# " + pages + ": " + bytes + " bytes in " + bodies.size() + " pages");
  }

  @TearDown
  public void deleteFolder() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(RowPathBenchmark::delete);
    }
  }

  /** The reference: reads the pages and keeps nothing. */
  @Benchmark
  public long skipValueOfMoshi() throws IOException {
    long read = 0;
    for (byte[] body : bodies) {
      try (JsonReader reader = JsonReader.of(new Buffer().write(body))) {
        reader.skipValue();
        read += body.length;
      }
    }
    return read;
  }

  /** Pages to rows in the spool. */
  @Benchmark
  public long pagesToSpool() throws IOException {
    try (SpoolFolder spool = SpoolFolder.createIn(folder, OptionalLong.empty())) {
      spool(spool, shape).close();
      return spool.bytes();
    }
  }

  /** Pages to rows in the spool, and rows to a CSV file on the disk. */
  @Benchmark
  public long pagesToCsv() throws IOException {
    return pagesTo(FileSink.builder(folder.resolve("out"), CsvFormat.standard()).build(), shape);
  }

  /** The same to JSON lines, with nulls. */
  @Benchmark
  public long pagesToJsonl() throws IOException {
    return pagesTo(
        FileSink.builder(folder.resolve("out"), JsonlFormat.plain()).build(),
        RecordShape.builder().from(shape).keepsNulls(true).build());
  }

  private long pagesTo(TableSink sink, RecordShape records) throws IOException {
    try (SpoolFolder spool = SpoolFolder.createIn(folder, OptionalLong.empty());
        SliceSpool part = spool(spool, records);
        SinkTransaction transaction = sink.begin()) {
      TableLayout layout = new TableLayout(List.of(), 5_000, Optional.empty());
      part.routes().forEach(layout::addPart);
      TableSchema schema =
          TableSchema.builder()
              .name("table")
              .addAllColumns(layout.columns())
              .loadType(LoadType.FULL_LOAD)
              .build();
      try (TableWriter writer = transaction.open(schema)) {
        long rows = 0;
        for (TableSpool route : part.routes()) {
          rows += write(route, layout, writer);
        }
        writer.complete();
        return rows;
      }
    }
  }

  private SliceSpool spool(SpoolFolder spool, RecordShape records) throws IOException {
    SliceSpool part = spool.scratchPart(records);
    PageReader reader = new PageReader(part);
    for (byte[] body : bodies) {
      reader.decode(new Buffer().write(body));
      part.commitPage();
    }
    return part;
  }

  private static long write(TableSpool route, TableLayout layout, TableWriter writer)
      throws IOException {
    long rows = 0;
    try (SpooledRows row = new SpooledRows(route, layout)) {
      while (row.next()) {
        writer.write(row);
        rows++;
      }
    }
    return rows;
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
