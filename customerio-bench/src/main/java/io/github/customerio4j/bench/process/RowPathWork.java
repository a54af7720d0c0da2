package io.github.customerio4j.bench.process;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.client.paging.RawPage;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
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
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import okio.Buffer;

/**
 * Runs the row path without network, from page bytes to CSV bytes, with classes of the engine, and
 * {@code skipValue} of Moshi over the same bytes; in turns, in this process.
 */
public final class RowPathWork {
  /** The value of argument {@code work}. */
  public static final String NAME = "row-path";

  private static final TableSpec TABLE = TableCatalog.messages();

  private final WorkerArguments arguments;
  private final CustomerIo client;
  private final Path folder;

  RowPathWork(WorkerArguments arguments, CustomerIo client) {
    this.arguments = arguments;
    this.client = client;
    this.folder = Path.of(arguments.text("folder"));
  }

  /** Two lines with the figures of the median round: of the engine, and of Moshi. */
  String run() throws Exception {
    List<Buffer> pages = pages();
    long size = pages.stream().mapToLong(Buffer::size).sum();
    int rounds = arguments.number("rounds", 15);
    List<Long> engine = new ArrayList<>();
    List<Long> moshi = new ArrayList<>();
    long rows = 0;
    // The first half of the rounds is for warm-up.
    for (int round = 0; round < 2 * rounds; round++) {
      long begin = System.nanoTime();
      rows = extract(pages);
      long between = System.nanoTime();
      skip(pages);
      long end = System.nanoTime();
      if (round >= rounds) {
        engine.add(between - begin);
        moshi.add(end - between);
      }
    }
    return figures(engine, rows, size).toJson() + "\n" + figures(moshi, 0, size).toJson();
  }

  private static BenchFigures figures(List<Long> nanos, long rows, long bytes) {
    double seconds = Medians.of(nanos.stream().map(Long::doubleValue).toList()) / 1e9;
    return new BenchFigures(seconds, 0, 0, new BenchFigures.Traffic(0, rows, bytes), 0, 0);
  }

  private List<Buffer> pages() {
    PageRequest request =
        PageRequest.builder()
            .addPath("messages")
            .putQuery("limit", "1000")
            .itemsKey("messages")
            .build();
    List<Buffer> pages = new ArrayList<>();
    for (RawPage page : client.rawPages(request)) {
      pages.add(new Buffer().write(page.bytes()));
    }
    return pages;
  }

  private static void skip(List<Buffer> pages) throws IOException {
    for (Buffer page : pages) {
      // A clone shares the bytes.
      try (JsonReader json = JsonReader.of(page.clone())) {
        json.skipValue();
      }
    }
  }

  private long extract(List<Buffer> pages) throws IOException {
    RecordShape shape =
        RecordShape.builder()
            .itemsKey(TABLE.itemsKey())
            .identity(TABLE.identity())
            .created(TABLE.timeField())
            .verbatim(TABLE.verbatim())
            .build();
    try (SpoolFolder spool = SpoolFolder.createIn(folder, OptionalLong.empty())) {
      SliceSpool whole = spool.scratchPart(shape);
      try (SliceSpool part = whole) {
        PageReader reader = new PageReader(part);
        for (Buffer page : pages) {
          reader.decode(page.clone());
          part.commitPage();
        }
      }
      return write(whole);
    }
  }

  private long write(SliceSpool part) throws IOException {
    TableLayout layout = new TableLayout(List.of(), 2000, Optional.empty());
    layout.addDocumented(TABLE.columns());
    part.routes().forEach(layout::addPart);
    TableSchema schema =
        TableSchema.builder()
            .name(TABLE.name())
            .columns(layout.columns())
            .loadType(LoadType.FULL_LOAD)
            .build();
    long count = 0;
    try (SinkTransaction transaction =
            FileSink.builder(folder.resolve("tables"), CsvFormat.standard()).build().begin();
        TableWriter writer = transaction.open(schema)) {
      for (TableSpool route : part.routes()) {
        try (SpooledRows rows = new SpooledRows(route, layout)) {
          while (rows.next()) {
            writer.write(rows);
            count++;
          }
        }
      }
      writer.complete();
    }
    return count;
  }
}
