package io.github.customerio4j.extract.engine.commit;

import static io.github.customerio4j.extract.engine.page.ReadSlice.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.engine.page.ReadSlice;
import io.github.customerio4j.extract.engine.row.PageTimes;
import io.github.customerio4j.extract.engine.row.RecordShape;
import io.github.customerio4j.extract.engine.spool.TableSpool;
import io.github.customerio4j.extract.sink.CellKind;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows as they are read back: their table, their identity, and whether they stand at a border. */
class SpooledRowsTest {
  @TempDir Path folder;

  @Test
  void recordWithinASecondOfABorderMayComeFromBothSides() throws IOException {
    RecordShape shape =
        shape().created(ColumnPath.of("t")).windowStart(1000).windowEnd(2000).build();
    try (ReadSlice slice = new ReadSlice(folder, shape)) {
      slice.records(
          timed("999"),
          timed("1000"),
          timed("1001"),
          timed("1002"),
          timed("1998"),
          timed("1999"),
          timed("2000"),
          timed("2001"),
          timed("-5"));

      assertThat(borders(slice))
          .containsExactly(
              "999:start",
              "1000:start",
              "1001:start",
              "1002:",
              "1998:",
              "1999:end",
              "2000:end",
              "2001:end",
              "-5:start");
    }
  }

  @Test
  void recordWithoutReadableTimeMayBeAtEitherBorder() throws IOException {
    RecordShape shape =
        shape().created(ColumnPath.of("t")).windowStart(1000).windowEnd(2000).build();
    try (ReadSlice slice = new ReadSlice(folder, shape)) {
      slice.records(timed("null"), timed("1.5e3"), timed("\"soon\""), timed("[1]"));

      assertThat(borders(slice))
          .containsExactly("null:startend", "1.5e3:startend", "\"soon\":startend", "[1]:startend");
    }
  }

  @Test
  void recordOfListWithoutTimesIsAtNoBorder() throws IOException {
    try (ReadSlice slice = new ReadSlice(folder, shape().build())) {
      slice.records(timed("1000"));

      assertThat(borders(slice)).containsExactly("1000:");
    }
  }

  @Test
  void recordBeforeFirstRequestedSecondIsExcluded() throws IOException {
    RecordShape shape = shape().created(ColumnPath.of("t")).earliest(1000).build();
    try (ReadSlice slice = new ReadSlice(folder, shape)) {
      slice.records(timed("999"), timed("1000"), timed("null"));

      assertThat(slice.rows())
          .extracting(row -> row.get("/id"))
          .containsExactly(string("1000"), string("null"));
    }
  }

  @Test
  void repeatedIdentityIsDroppedAndCountedOnSameAndNextPage() throws IOException {
    try (ReadSlice slice = new ReadSlice(folder, shape().build())) {
      slice.records("{\"id\":\"a\",\"n\":1}", "{\"id\":\"b\"}", "{\"id\":\"a\",\"n\":2}");
      slice.records("{\"id\":\"b\",\"n\":3}", "{\"id\":\"c\"}");

      assertThat(slice.rows())
          .extracting(row -> row.get("/id"))
          .containsExactly(string("a"), string("b"), string("c"));
      assertThat(slice.part().duplicates()).isEqualTo(2);
    }
  }

  @Test
  void recordsWithoutIdentityAreAllKept() throws IOException {
    try (ReadSlice slice = new ReadSlice(folder, shape().build())) {
      slice.records("{\"n\":1}", "{\"n\":1}", "{\"id\":null}", "{\"id\":\"\"}", "{\"id\":\"\"}");

      assertThat(slice.rows()).hasSize(5);
      try (SpooledRows rows = new SpooledRows(slice.route(), slice.layout())) {
        while (rows.next()) {
          assertThat(rows.identity()).isNull();
        }
      }
    }
  }

  @Test
  void recordGoesToTableNamedByRoute() throws IOException {
    RecordShape shape = shape().route(ColumnPath.of("type")).build();
    try (ReadSlice slice = new ReadSlice(folder, shape)) {
      slice.records(
          "{\"id\":\"1\",\"type\":\"page\",\"url\":\"u\"}",
          "{\"id\":\"2\",\"type\":\"event\",\"name\":null}",
          "{\"id\":\"3\"}",
          "{\"type\":\"page\",\"id\":\"4\"}");

      List<TableSpool> routes = slice.part().routes();
      assertThat(routes).extracting(TableSpool::key).containsExactly("page", "event", "");
      assertThat(routes).extracting(TableSpool::rows).containsExactly(2L, 1L, 1L);
      assertThat(routes.get(1).has(ColumnPath.of("name"))).as("be it null").isTrue();
      assertThat(routes.get(1).has(ColumnPath.of("url"))).isFalse();
    }
  }

  @Test
  void cutSpoolFileIsDetected() throws IOException {
    try (ReadSlice slice = new ReadSlice(folder, shape().build())) {
      slice.records("{\"id\":\"abcdefgh\"}", "{\"long\":\"" + "x".repeat(3000) + "\"}");
      slice.part().close();
      Path file = spooled();
      byte[] whole = Files.readAllBytes(file);
      for (int cut : new int[] {5, whole.length - 1}) {
        Files.write(file, java.util.Arrays.copyOf(whole, cut));
        assertThatThrownBy(slice::rows)
            .isInstanceOf(EOFException.class)
            .hasMessage("Cannot read spooled rows back: a file was cut");
      }
      int secondRow = whole[0] + 2;
      Files.write(file, java.util.Arrays.copyOf(whole, secondRow + 1));
      assertThatThrownBy(slice::rows).isInstanceOf(EOFException.class);
      whole[3] = 99;
      Files.write(file, whole);
      assertThatThrownBy(slice::rows)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no cell is of kind 99");
    }
  }

  @Test
  void pageTimesHoldSpanAndOrder() throws IOException {
    RecordShape shape = shape().created(ColumnPath.of("t")).build();
    try (ReadSlice slice = new ReadSlice(folder, shape)) {
      slice.records(timed("30"), timed("30"), timed("10"));
      PageTimes times = slice.part().times();
      assertThat(times.newest()).isEqualTo(30);
      assertThat(times.oldest()).isEqualTo(10);
      assertThat(times.isNewestFirst()).isTrue();
    }
    try (ReadSlice slice = new ReadSlice(folder, shape)) {
      slice.records(timed("10"), timed("11"));
      assertThat(slice.part().times().isNewestFirst()).isFalse();
    }
    try (ReadSlice slice = new ReadSlice(folder, shape)) {
      slice.records(timed("10"), timed("null"));
      assertThat(slice.part().times().isNewestFirst()).as("unknown").isFalse();
    }
  }

  @Test
  void nullDiffersFromAbsentIfNullsAreKept() throws IOException {
    RecordShape shape = shape().keepsNulls(true).build();
    try (ReadSlice slice = new ReadSlice(folder, shape)) {
      slice.records(
          "{\"id\":\"1\",\"a\":null,\"b\":{\"c\":null,\"d\":1},\"e\":\"\"}",
          "{\"id\":\"2\",\"b\":null}",
          "{\"id\":null,\"a\":1,\"a\":null,\"e\":null,\"e\":2}");

      assertThat(fields(slice))
          .containsExactly(
              "1: /id=1 /a=null /b/c=null /b/d=1 /e=",
              "2: /id=2 /b=null",
              "null: /id=null /a=null /e=2");
    }
  }

  @Test
  void nullHasNoCellIfNullsAreNotKept() throws IOException {
    try (ReadSlice slice = new ReadSlice(folder, shape().build())) {
      slice.records("{\"id\":\"1\",\"a\":null,\"b\":2}");

      assertThat(fields(slice)).containsExactly("1: /id=1 /b=2");
      assertThat(slice.columns()).as("the key makes a column").contains("/a");
    }
  }

  @Test
  void exportHasNoNulls() throws IOException {
    try (ReadSlice slice = new ReadSlice(folder, shape().keepsNulls(true).build())) {
      slice.csv("id,a,b\n1,,\"\"\n");

      assertThat(fields(slice)).containsExactly("1: /id=1 /b=");
    }
  }

  @Test
  void nullsPastColumnLimitGoToLastColumn() throws IOException {
    try (ReadSlice slice = new ReadSlice(folder, shape().keepsNulls(true).build())) {
      slice.records("{\"id\":\"1\",\"a\":null,\"b\":{\"c\":null}}", "{\"id\":\"2\"}");
      TableLayout layout = new TableLayout(List.of(), 1, Optional.empty());
      layout.addPart(slice.route());

      assertThat(fields(slice, layout))
          .containsExactly("1: /id=1 ={\"a\":null,\"b\":{\"c\":null}}", "2: /id=2");
    }
  }

  /** The fields of each row, in order, those that are null too. */
  private static List<String> fields(ReadSlice slice) throws IOException {
    return fields(slice, slice.layout());
  }

  private static List<String> fields(ReadSlice slice, TableLayout layout) throws IOException {
    List<String> rows = new ArrayList<>();
    try (SpooledRows row = new SpooledRows(slice.route(), layout)) {
      while (row.next()) {
        StringBuilder fields = new StringBuilder(row.identity() + ":");
        for (int i = row.nextField(0); i < row.size(); i = row.nextField(i + 1)) {
          fields
              .append(' ')
              .append(layout.columns().get(i).pointer())
              .append('=')
              .append(row.text(i));
          assertThat(row.kind(i) == CellKind.NULL).isEqualTo(row.text(i) == null);
          assertThat(row.nextCell(i) == i).isEqualTo(row.text(i) != null);
        }
        rows.add(fields.toString());
      }
    }
    return rows;
  }

  private Path spooled() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  private static RecordShape.Builder shape() {
    RecordShape.Builder shape = RecordShape.builder();
    shape.itemsKey(ReadSlice.ITEMS).identity(ColumnPath.of("id"));
    return shape;
  }

  private static String timed(String time) {
    return "{\"id\":\"" + time.replace("\"", "\\\"") + "\",\"t\":" + time + "}";
  }

  private static List<String> borders(ReadSlice slice) throws IOException {
    List<String> borders = new ArrayList<>();
    try (SpooledRows rows = new SpooledRows(slice.route(), slice.layout())) {
      while (rows.next()) {
        borders.add(
            rows.identity()
                + ":"
                + (rows.isAtStart() ? "start" : "")
                + (rows.isAtEnd() ? "end" : ""));
      }
    }
    return borders;
  }
}
