package io.github.customerio4j.extract.sink.file;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.schema;
import static io.github.customerio4j.extract.sink.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import com.squareup.moshi.Moshi;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.jsonl.JsonlFormat;
import io.github.customerio4j.extract.sink.parquet.ParquetFormat;
import io.github.customerio4j.extract.sink.sql.Database;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract of sinks for buckets with each format, in both layouts. */
class ObjectSinkTest {
  private static final Database DUCKDB =
      new Database(() -> DriverManager.getConnection("jdbc:duckdb:"));

  private abstract static class Csv extends ObjectSinkContract {
    Csv(ObjectSink.Layout layout) {
      super(CsvFormat.standard(), layout);
    }

    @Override
    List<List<@Nullable String>> rows(Path file) throws IOException {
      return DUCKDB.query(
          "SELECT * FROM read_csv('%s', header = true, all_varchar = true, allow_quoted_nulls = false)"
              .formatted(file));
    }
  }

  @Nested
  class CsvInPlace extends Csv {
    CsvInPlace() {
      super(ObjectSink.Layout.PLACE);
    }
  }

  @Nested
  class CsvByLog extends Csv {
    CsvByLog() {
      super(ObjectSink.Layout.LOG);
    }
  }

  private abstract static class Parquet extends ObjectSinkContract {
    Parquet(ObjectSink.Layout layout) {
      super(ParquetFormat.standard(), layout);
    }

    @Override
    List<List<@Nullable String>> rows(Path file) throws IOException {
      return DUCKDB.query("SELECT * FROM read_parquet('" + file + "')");
    }
  }

  @Nested
  class ParquetInPlace extends Parquet {
    ParquetInPlace() {
      super(ObjectSink.Layout.PLACE);
    }
  }

  @Nested
  class ParquetByLog extends Parquet {
    ParquetByLog() {
      super(ObjectSink.Layout.LOG);
    }
  }

  private abstract static class Jsonl extends ObjectSinkContract {
    Jsonl(ObjectSink.Layout layout) {
      super(JsonlFormat.zstd(), layout);
    }

    /** The columns in alphabetical order. */
    @Override
    List<List<@Nullable String>> rows(Path file) throws IOException {
      List<Map<?, ?>> lines = new ArrayList<>();
      Set<String> columns = new TreeSet<>();
      try (InputStream in = new ZstdInputStream(Files.newInputStream(file))) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        for (String line : text.lines().toList()) {
          Map<?, ?> fields =
              (Map<?, ?>)
                  Objects.requireNonNull(
                      new Moshi.Builder().build().adapter(Object.class).fromJson(line));
          lines.add(fields);
          fields.keySet().forEach(name -> columns.add(String.valueOf(name)));
        }
      }
      List<List<@Nullable String>> rows = new ArrayList<>();
      rows.add(row(columns.toArray(String[]::new)));
      for (Map<?, ?> fields : lines) {
        rows.add(
            row(columns.stream().map(name -> (String) fields.get(name)).toArray(String[]::new)));
      }
      return rows;
    }

    @Override
    @Test
    protected void tableWithoutRowsIsVisibleWithItsColumns() throws IOException {
      // Only rows show the columns.
      try (SinkTransaction run = sink().begin()) {
        write(run, schema("empty", "id", "name"), List.of());
        run.commit("{}");
      }
      assertThat(visible()).containsOnlyKeys("empty");
    }
  }

  @Nested
  class JsonlInPlace extends Jsonl {
    JsonlInPlace() {
      super(ObjectSink.Layout.PLACE);
    }
  }

  @Nested
  class JsonlByLog extends Jsonl {
    JsonlByLog() {
      super(ObjectSink.Layout.LOG);
    }
  }
}
