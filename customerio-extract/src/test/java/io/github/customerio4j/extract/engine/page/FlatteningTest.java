package io.github.customerio4j.extract.engine.page;

import static io.github.customerio4j.extract.engine.page.ReadSlice.json;
import static io.github.customerio4j.extract.engine.page.ReadSlice.number;
import static io.github.customerio4j.extract.engine.page.ReadSlice.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.error.MalformedBodyException;
import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.engine.page.ReadSlice.Cell;
import io.github.customerio4j.extract.engine.row.RecordShape;
import io.github.customerio4j.extract.sink.CellKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How one JSON record becomes the cells of a row. */
class FlatteningTest {
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
  void nestedObjectsBecomeColumnsToAnyDepth() throws IOException {
    slice.records("{\"metrics\":{\"sent\":1,\"by\":{\"os\":{\"ios\":\"x\"}}},\"id\":\"a\"}");

    assertThat(slice.row())
        .containsExactly(
            Map.entry("/metrics/sent", number("1")),
            Map.entry("/metrics/by/os/ios", string("x")),
            Map.entry("/id", string("a")));
  }

  @Test
  void arraysStayJsonTextByteForByte() throws IOException {
    slice.records("{\"tags\":[ \"a\\u00e9\" , {\"b\" : [1.10, null]}],\"none\":[]}");

    assertThat(slice.row())
        .containsEntry("/tags", json("[ \"a\\u00e9\" , {\"b\" : [1.10, null]}]"))
        .containsEntry("/none", json("[]"));
  }

  @Test
  void emptyObjectIsACellOfItsOwnKey() throws IOException {
    slice.records("{\"plan\":{ },\"deep\":{\"er\":{}}}");

    assertThat(slice.row())
        .containsExactly(Map.entry("/plan", json("{}")), Map.entry("/deep/er", json("{}")));
  }

  @Test
  void emptyRecordIsARowWithoutCells() throws IOException {
    slice.records("{}", "{\"a\":1}", "{}");

    assertThat(slice.rows()).containsExactly(Map.of(), Map.of("/a", number("1")), Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9007199254740993",
        "1.10",
        "1e5",
        "1E+5",
        "-0",
        "0",
        "-0.0e-00",
        "123456789012345678901234567890.000",
        "0.1000000000000000055511151231257827"
      })
  void numbersKeepTheirText(String text) throws IOException {
    slice.records("{\"n\": " + text + "\n}");

    assertThat(slice.row()).containsExactly(Map.entry("/n", number(text)));
  }

  @Test
  void booleansAndEmptyStringsAreValuesAndNullIsNone() throws IOException {
    slice.records("{\"yes\":true,\"no\":false,\"empty\":\"\",\"null\":null}");

    assertThat(slice.row())
        .containsExactly(
            Map.entry("/yes", new Cell(CellKind.BOOLEAN, "true")),
            Map.entry("/no", new Cell(CellKind.BOOLEAN, "false")),
            Map.entry("/empty", string("")));
    assertThat(slice.columns())
        .as("a key whose value is null makes a column")
        .containsExactly("/yes", "/no", "/empty", "/null");
  }

  @Test
  void escapesAreDecodedInValuesAndKeys() throws IOException {
    slice.records("{\"k\\u0065y\\\"\\/\\n\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\\u4e2d\\u0000\"}");

    assertThat(slice.row()).containsExactly(Map.entry("/key\"~1\n", string("\"\\/\b\f\n\r\té中\0")));
  }

  @Test
  void keyIsTheSameHoweverItIsWritten() throws IOException {
    slice.records("{\"name\":\"1\"}", "{\"n\\u0061me\":\"2\"}");

    assertThat(slice.columns()).containsExactly("/name");
  }

  @Test
  void surrogatePairsBecomeOneCharacter() throws IOException {
    slice.records("{\"a\":\"\\uD83D\\uDE00\",\"b\":\"😀\",\"c\":[\"\\uD83D\\uDE00\"]}");

    assertThat(slice.row())
        .containsExactly(
            Map.entry("/a", string("😀")),
            Map.entry("/b", string("😀")),
            Map.entry("/c", json("[\"\\uD83D\\uDE00\"]")));
    assertThat(slice.part().repairs()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\uD83D", "\\uDE00", "\\uD83Dx", "\\uD83D\\u0041", "\\uDE00\\uD83D"})
  void loneSurrogatesAreReplacedAndCounted(String lone) throws IOException {
    slice.records("{\"a\":\"<" + lone + ">\"}");

    String expected =
        "<"
            + lone.replace("\\uD83D", "\uFFFD").replace("\\uDE00", "\uFFFD").replace("\\u0041", "A")
            + ">";
    assertThat(slice.row()).containsExactly(Map.entry("/a", string(expected)));
    assertThat(slice.part().repairs()).isEqualTo(1);
  }

  @Test
  void bytesThatAreNotUtf8AreReplacedAndCounted() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    write(body, "{\"items\":[{\"a\":\"x");
    body.write(0xFF);
    write(body, "y\",\"b\":[\"");
    body.write(0xC3);
    write(body, "\"],\"k");
    body.write(0x80);
    write(body, "\":\"ok\",\"fine\":\"é\"}]}");

    slice.decode(body.toByteArray());
    slice.part().commitPage();

    assertThat(slice.row())
        .containsExactly(
            Map.entry("/a", string("x\uFFFDy")),
            Map.entry("/b", json("[\"\uFFFD\"]")),
            Map.entry("/k\uFFFD", string("ok")),
            Map.entry("/fine", string("é")));
    assertThat(slice.part().repairs()).as("one a text: /a, /b and a key").isEqualTo(3);
  }

  @Test
  void lastValueOfRepeatedKeyCounts() throws IOException {
    slice.records("{\"a\":1,\"b\":\"x\",\"a\":\"last\"}");

    assertThat(slice.row()).containsEntry("/a", string("last")).hasSize(2);
  }

  @Test
  void keyWhoseTypeChangesKeepsAllValues() throws IOException {
    slice.records("{\"v\":1}", "{\"v\":{\"w\":2}}", "{\"v\":[3]}", "{\"v\":\"4\"}", "{\"v\":{}}");

    assertThat(slice.rows())
        .containsExactly(
            Map.of("/v", number("1")),
            Map.of("/v/w", number("2")),
            Map.of("/v", json("[3]")),
            Map.of("/v", string("4")),
            Map.of("/v", json("{}")));
  }

  @Test
  void similarKeysAreKeptApart() throws IOException {
    slice.records("{\"a\":{\"b\":1},\"a.b\":2,\"a_b\":3,\"A\":4,\"a/b\":5,\"a~1b\":6,\"\":7}");

    assertThat(slice.row())
        .containsExactly(
            Map.entry("/a/b", number("1")),
            Map.entry("/a.b", number("2")),
            Map.entry("/a_b", number("3")),
            Map.entry("/A", number("4")),
            Map.entry("/a~1b", number("5")),
            Map.entry("/a~01b", number("6")),
            Map.entry("/", number("7")));
  }

  @Test
  void verbatimFieldStaysJsonTextWhateverItHolds() throws IOException {
    RecordShape shape =
        RecordShape.builder().itemsKey(ReadSlice.ITEMS).addVerbatim(ColumnPath.of("data")).build();
    try (ReadSlice verbatim = new ReadSlice(folder, shape)) {
      verbatim.records(
          "{\"data\":{ \"a\" : 1.0, \"b\":{\"c\":\"\\u00e9\"}},\"x\":{\"data\":{\"y\":1}}}",
          "{\"data\":\"text\"}",
          "{\"data\":{}}",
          "{\"data\":null}");

      assertThat(verbatim.rows())
          .containsExactly(
              Map.of(
                  "/data",
                  json("{ \"a\" : 1.0, \"b\":{\"c\":\"\\u00e9\"}}"),
                  "/x/data/y",
                  number("1")),
              Map.of("/data", string("text")),
              Map.of("/data", json("{}")),
              Map.of());
    }
  }

  @Test
  void repeatedKeyForgetsAllThatCameUnderItBefore() throws IOException {
    slice.records(
        "{\"a\":\"x\",\"b\":1,\"a\":{\"c\":2}}",
        "{\"a\":{\"c\":2,\"d\":[3]},\"b\":1,\"a\":{\"d\":4}}",
        "{\"a\":{\"c\":2},\"a\":null,\"b\":{\"e\":1,\"e\":{\"f\":5}}}");

    assertThat(slice.rows())
        .containsExactly(
            Map.of("/b", number("1"), "/a/c", number("2")),
            Map.of("/b", number("1"), "/a/d", number("4")),
            Map.of("/b/e/f", number("5")));
  }

  @Test
  void recordsOwnKeyNeverReplacesAFieldOfOurs() throws IOException {
    RecordShape shape =
        RecordShape.builder().itemsKey(ReadSlice.ITEMS).putConstants("_extracted_at", "7").build();
    try (ReadSlice stamped = new ReadSlice(folder, shape)) {
      stamped.records(
          "{\"_extracted_at\":\"mine\",\"_extracted_at_2\":2,\"in\":{\"_extracted_at\":3}}",
          "{\"\\u005fextracted_at\":{\"x\":1}}");

      assertThat(stamped.rows())
          .containsExactly(
              Map.of(
                  "/_extracted_at",
                  string("7"),
                  "/_extracted_at_2",
                  string("mine"),
                  "/_extracted_at_3",
                  number("2"),
                  "/in/_extracted_at",
                  number("3")),
              Map.of("/_extracted_at", string("7"), "/_extracted_at_2/x", number("1")));
    }
  }

  @Test
  void constantsAreFirstInEveryRow() throws IOException {
    RecordShape shape =
        RecordShape.builder().itemsKey(ReadSlice.ITEMS).putConstants("segment_id", "7").build();
    try (ReadSlice members = new ReadSlice(folder, shape)) {
      members.records("{\"cio_id\":\"a\"}", "{}");

      assertThat(members.rows())
          .containsExactly(
              Map.of("/segment_id", string("7"), "/cio_id", string("a")),
              Map.of("/segment_id", string("7")));
      assertThat(members.columns()).containsExactly("/segment_id", "/cio_id");
    }
  }

  @Test
  void nestingIsBounded() throws IOException {
    slice.records("{\"d\":" + "[".repeat(200) + "]".repeat(200) + "}");
    slice.records("{\"d\":" + "{\"d\":".repeat(200) + "1" + "}".repeat(200) + "}");

    assertRefused("{\"d\":" + "[".repeat(300) + "]".repeat(300) + "}");
    assertRefused("{\"d\":" + "{\"d\":".repeat(300) + "1" + "}".repeat(300) + "}");
    assertThat(slice.rows()).as("what was refused left nothing").hasSize(2);
  }

  @Test
  void wideRecordsKeepEveryCell() throws IOException {
    StringBuilder record = new StringBuilder("{\"k0\":0");
    for (int i = 1; i < 500; i++) {
      record.append(",\"k").append(i).append("\":").append(i);
    }
    String last = ",\"long\":\"" + "é".repeat(100_000) + "\"}";
    slice.records(record + last, record + "}");

    assertThat(slice.rows().get(0))
        .hasSize(501)
        .containsEntry("/k499", number("499"))
        .containsEntry("/long", string("é".repeat(100_000)));
    assertThat(slice.rows().get(1)).hasSize(500);
  }

  private void assertRefused(String record) {
    assertThatThrownBy(() -> slice.decode("{\"items\":[" + record + "]}"))
        .isInstanceOf(MalformedBodyException.class)
        .hasMessageContaining("nested deeper than 256 levels");
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
