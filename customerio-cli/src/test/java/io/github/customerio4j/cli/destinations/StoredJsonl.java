package io.github.customerio4j.cli.destinations;

import com.github.luben.zstd.ZstdInputStream;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.jsonl.JsonlFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** JSON lines, read by Moshi. */
record StoredJsonl(Path folder, String extension) implements StoredRows {

  @Override
  public TableSink sink(Clock clock) {
    JsonlFormat format =
        switch (extension) {
          case "jsonl.gz" -> JsonlFormat.gzip();
          case "jsonl.zst" -> JsonlFormat.zstd();
          default -> JsonlFormat.plain();
        };
    return FileSink.builder(folder, format).clock(clock).build();
  }

  @Override
  public List<Map<String, String>> rows(TableSchema schema) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    for (Path file : files(folder, schema.name(), extension)) {
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
        lines.lines().map(CellValues::ofRecord).forEach(rows::add);
      }
    }
    rows.forEach(row -> row.remove("/_run_id"));
    return rows;
  }

  private InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return switch (extension) {
      case "jsonl.gz" -> new GZIPInputStream(in);
      case "jsonl.zst" -> new ZstdInputStream(in);
      default -> in;
    };
  }

  /** The file of a table and the files that later runs added, in order. */
  static List<Path> files(Path folder, String table, String extension) throws IOException {
    List<Path> files = new ArrayList<>();
    Path whole = folder.resolve(table + "." + extension);
    if (Files.exists(whole)) {
      files.add(whole);
    }
    if (Files.isDirectory(folder.resolve(table))) {
      try (Stream<Path> parts = Files.list(folder.resolve(table))) {
        parts.sorted().forEach(files::add);
      }
    }
    return files;
  }

  @Override
  public boolean appends() {
    return true;
  }
}
