package io.github.customerio4j.extract.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.catalog.ColumnSpec;
import io.github.customerio4j.extract.engine.page.ReadSlice;
import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.state.KnownColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableLayoutTest {
  private static final int NO_LIMIT = 2000;

  @TempDir Path folder;
  private ReadSlice slice;

  @BeforeEach
  void open() throws IOException {
    slice = new ReadSlice(folder);
  }

  @AfterEach
  void close() throws IOException {
    slice.close();
  }

  @Test
  void columnOrderIsLastRunThenDocumentedThenNew() throws IOException {
    slice.records("{\"new\":1,\"id\":2}", "{\"old\":3,\"newer\":4}");
    TableLayout layout = layout(List.of(new KnownColumn("old", "/old")), NO_LIMIT);
    layout.addDocumented(List.of(spec("id", DataType.INTEGER), spec("type", DataType.TEXT)));
    layout.addPart(slice.route());

    assertThat(names(layout)).containsExactly("old", "id", "type", "new", "newer");
  }

  @Test
  void collidingKeysKeepTheirNamesInLaterRuns() throws IOException {
    slice.records("{\"a.b\":1,\"a_b\":2,\"a\":{\"b\":3},\"Name\":4,\"name\":5}");
    TableLayout first = layout(List.of(), NO_LIMIT);
    first.addPart(slice.route());
    assertThat(names(first)).containsExactly("a_b", "a_b_2", "a_b_3", "Name", "name_2");

    try (ReadSlice next = new ReadSlice(folder)) {
      next.records("{\"name\":5,\"A_B\":6,\"a\":{\"b\":3},\"a_b\":2}");
      TableLayout second = layout(first.known(), NO_LIMIT);
      second.addPart(next.route());

      assertThat(names(second)).containsExactly("a_b", "a_b_2", "a_b_3", "Name", "name_2", "A_B_4");
      assertThat(ReadSlice.named(next.route(), second))
          .containsExactly(Map.of("name_2", "5", "A_B_4", "6", "a_b_3", "3", "a_b_2", "2"));
    }
  }

  @Test
  void columnHasPointerOfItsKey() throws IOException {
    slice.records("{\"a.b\":1,\"a\":{\"b\":{\"c/d\":2}}}");
    TableLayout layout = layout(List.of(), NO_LIMIT);
    layout.addPart(slice.route());

    assertThat(layout.columns())
        .extracting(Column::name, Column::originalKey, Column::pointer)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a_b", "a.b", "/a.b"),
            org.assertj.core.groups.Tuple.tuple("a_b_c_d", "a.b.c/d", "/a/b/c~1d"));
    assertThat(layout.known())
        .containsExactly(new KnownColumn("a_b", "/a.b"), new KnownColumn("a_b_c_d", "/a/b/c~1d"));
    assertThat(layout.nameOf(ColumnPath.of("a.b"))).contains("a_b");
    assertThat(layout.nameOf(ColumnPath.of("absent"))).isEmpty();
  }

  @Test
  void columnOfPreviousComponentGoesToFirstKeyOfItsName() throws IOException {
    slice.records("{\"Plan.Name\":1,\"plan_name\":2}");
    TableLayout layout =
        layout(
            List.of(
                new KnownColumn("gone", null),
                new KnownColumn("plan_name", null),
                new KnownColumn("GONE", null)),
            1);
    layout.addPart(slice.route());

    assertThat(layout.known())
        .containsExactly(
            new KnownColumn("gone", null),
            new KnownColumn("plan_name", "/Plan.Name"),
            new KnownColumn("remaining_fields", ""));
    assertThat(layout.columns().get(0))
        .isEqualTo(
            Column.builder()
                .name("gone")
                .originalKey("gone")
                .pointer("")
                .valueType(DataType.NONE)
                .build());
    assertThat(ReadSlice.named(slice.route(), layout))
        .containsExactly(Map.of("plan_name", "1", "remaining_fields", "{\"plan_name\":2}"));
  }

  @Test
  void documentedTypeIsKeptWhileEveryValueFits() throws IOException {
    slice.records(
        "{\"fits\":1,\"yes\":true,\"text\":1,\"string\":\"7\",\"wobbles\":7,\"big\":1234567890123456789,\"part\":1}",
        "{\"fits\":-12,\"yes\":null,\"text\":[],\"string\":8,\"wobbles\":\"07\",\"no\":1,\"part\":1.0}");
    TableLayout layout = layout(List.of(), NO_LIMIT);
    layout.addDocumented(
        List.of(
            spec("fits", DataType.INTEGER),
            spec("yes", DataType.BOOLEAN),
            spec("text", DataType.TEXT),
            spec("string", DataType.INTEGER),
            spec("wobbles", DataType.INTEGER),
            spec("big", DataType.INTEGER),
            spec("part", DataType.INTEGER),
            spec("no", DataType.BOOLEAN),
            spec("never", DataType.INTEGER)));
    layout.addPart(slice.route());

    assertThat(layout.columns())
        .filteredOn(column -> column.documentedType() == DataType.INTEGER)
        .extracting(Column::name)
        .containsExactly("fits", "string", "never");
    assertThat(layout.columns().get(1).documentedType()).isEqualTo(DataType.BOOLEAN);
    assertThat(layout.wobbling().keySet())
        .extracting(place -> layout.columns().get(place).name())
        .containsExactly("wobbles", "big", "part", "no");
    assertThat(layout.columns().get(0).description()).isEqualTo("About fits.");
  }

  @Test
  void keysPastLimitGoToLastColumnAsJson() throws IOException {
    slice.records(
        "{\"id\":\"1\",\"a\":1.10,\"o\":{\"x\":true,\"p\":{\"q\":\"\\n\\\"\",\"r\":[ 1 ]}},\"e\":{}}",
        "{\"id\":\"2\"}",
        "{\"id\":\"3\",\"o\":{\"x\":9007199254740993},\"n\":null}");
    TableLayout layout = layout(List.of(), 2);
    layout.addPart(slice.route());

    assertThat(names(layout)).containsExactly("id", "a", TableLayout.OVERFLOW_NAME);
    assertThat(ReadSlice.named(slice.route(), layout))
        .containsExactly(
            Map.of(
                "id",
                "1",
                "a",
                "1.10",
                "remaining_fields",
                "{\"o\":{\"x\":true,\"p\":{\"q\":\"\\n\\\"\",\"r\":[ 1 ]}},\"e\":{}}"),
            Map.of("id", "2"),
            Map.of("id", "3", "remaining_fields", "{\"o\":{\"x\":9007199254740993}}"));
    assertThat(layout.overflowKeys()).as("o.x, o.p.q, o.p.r, e, n").isEqualTo(5);
    assertThat(layout.known()).endsWith(new KnownColumn("remaining_fields", ""));
  }

  @Test
  void keyThatOverflowsInSeveralSlicesCountsOnce() throws IOException {
    slice.records("{\"id\":1,\"x\":2}");
    try (ReadSlice other = new ReadSlice(folder)) {
      other.records("{\"id\":1,\"x\":2,\"y\":3}");
      TableLayout layout = layout(List.of(), 1);
      layout.addPart(slice.route());
      layout.addPart(other.route());

      assertThat(layout.overflowKeys()).isEqualTo(2);
    }
  }

  @Test
  void remainingFieldsColumnStaysInLaterRuns() throws IOException {
    slice.records("{\"id\":1,\"remaining_fields\":2}");
    TableLayout layout =
        layout(List.of(new KnownColumn("id", "/id"), new KnownColumn("remaining_fields", "")), 9);
    layout.addPart(slice.route());

    assertThat(names(layout))
        .as("a key of that name gets another")
        .containsExactly("id", "remaining_fields_2", "remaining_fields");
    assertThat(ReadSlice.named(slice.route(), layout))
        .containsExactly(Map.of("id", "1", "remaining_fields_2", "2"));
  }

  @Test
  void keyAsValueAndAsObjectKeepsTheLast() throws IOException {
    slice.records("{\"id\":1,\"a\":{\"b\":2},\"a\":3}", "{\"id\":1,\"a\":3,\"a\":{\"b\":2}}");
    TableLayout layout = layout(List.of(), 1);
    layout.addPart(slice.route());

    assertThat(ReadSlice.named(slice.route(), layout))
        .extracting(row -> row.get("remaining_fields"))
        .containsExactly("{\"a\":3}", "{\"a\":{\"b\":2}}");
  }

  @Test
  void onlyRequestedFieldsBecomeColumns() throws IOException {
    slice.records("{\"id\":1,\"plan\":2,\"other\":3}");
    List<KnownColumn> known =
        List.of(
            new KnownColumn("other", "/other"),
            new KnownColumn("plan", "/plan"),
            new KnownColumn("legacy", null),
            new KnownColumn("remaining_fields", ""));
    TableLayout layout = new TableLayout(known, 1, Optional.of(Set.of("/id", "/plan", "/wanted")));
    layout.addDocumented(List.of(spec("id", DataType.TEXT)));
    layout.addWanted(ColumnPath.of("plan"));
    layout.addWanted(ColumnPath.of("wanted"));
    layout.addPart(slice.route());

    assertThat(names(layout)).containsExactly("plan", "id", "wanted");
    assertThat(ReadSlice.named(slice.route(), layout))
        .containsExactly(Map.of("id", "1", "plan", "2"));
    assertThat(layout.overflowKeys()).isZero();
  }

  private static TableLayout layout(List<KnownColumn> known, int limit) {
    return new TableLayout(known, limit, Optional.empty());
  }

  private static ColumnSpec spec(String key, DataType type) {
    return new ColumnSpec(ColumnPath.of(key), type, "About " + key + ".");
  }

  private static List<String> names(TableLayout layout) {
    return layout.columns().stream().map(Column::name).toList();
  }
}
