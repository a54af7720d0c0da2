package io.github.customerio4j.extract.sink.jsonl;

import static io.github.customerio4j.extract.sink.jsonl.Cells.ABSENT;
import static io.github.customerio4j.extract.sink.jsonl.Cells.NULL;
import static io.github.customerio4j.extract.sink.jsonl.Cells.bool;
import static io.github.customerio4j.extract.sink.jsonl.Cells.json;
import static io.github.customerio4j.extract.sink.jsonl.Cells.number;
import static io.github.customerio4j.extract.sink.jsonl.Cells.row;
import static io.github.customerio4j.extract.sink.jsonl.Cells.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.file.NewFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of a line. */
class JsonlFileTest {

  @TempDir Path folder;

  @Test
  void objectsAreRebuiltFromPointersAndOpenedOnce() throws IOException {
    List<String> pointers = List.of("/id", "/a/b", "/x", "/a/c/d", "/a/e", "/x/y");
    assertThat(
            line(
                pointers,
                row(
                    number("1"),
                    string("b"),
                    ABSENT,
                    bool("true"),
                    json("[1, 2]"),
                    number("1.10"))))
        .isEqualTo(
            "{\"id\":1,\"a\":{\"b\":\"b\",\"c\":{\"d\":true},\"e\":[1, 2]},\"x\":{\"y\":1.10}}");
    assertThat(line(pointers, row(ABSENT, ABSENT, string(""), ABSENT, number("1e400"), ABSENT)))
        .isEqualTo("{\"a\":{\"e\":1e400},\"x\":\"\"}");
    assertThat(line(pointers, row(ABSENT, ABSENT, ABSENT, bool("false"), ABSENT, ABSENT)))
        .isEqualTo("{\"a\":{\"c\":{\"d\":false}}}");
  }

  @Test
  void nullFieldsAreWrittenAndAbsentFieldsAreNot() throws IOException {
    List<String> pointers = List.of("/a", "/b/c", "/b/d", "/e");
    assertThat(line(pointers, row(NULL, ABSENT, NULL, ABSENT)))
        .isEqualTo("{\"a\":null,\"b\":{\"d\":null}}");
    assertThat(line(pointers, row(ABSENT, ABSENT, ABSENT, ABSENT))).isEqualTo("{}");
  }

  @Test
  void keysAreDecodedFromPointers() throws IOException {
    assertThat(
            line(
                List.of("/", "/a~1b", "/m~0n", "/\"\\\n", "//x", "/~01", "/é😀"),
                row(
                    number("1"),
                    number("2"),
                    number("3"),
                    number("4"),
                    number("5"),
                    number("6"),
                    number("7"))))
        .isEqualTo("{\"\":1,\"_x\":5,\"a/b\":2,\"m~n\":3,\"\\\"\\\\\\n\":4,\"~1\":6,\"é😀\":7}");
  }

  @Test
  void textsAreEscapedOnlyWhereNecessary() throws IOException {
    assertThat(line(List.of("/a"), row(string("\"\\/\b\f\n\r\t\0\u001f\u007f\u2028é😀"))))
        .isEqualTo("{\"a\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\u2028é😀\"}");
  }

  @Test
  void textsOfAnyLengthWithSpecialCharactersAreReadBack() throws IOException {
    Random random = new Random(5);
    for (int length = 0; length < 40; length++) {
      for (int round = 0; round < 20; round++) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
          text.append("abcdefé\u0080\"\\\n\0\u001f !#[]\u007f€".charAt(random.nextInt(20)));
        }
        assertThat(JsonTree.of(line(List.of("/a"), row(string(text.toString())))))
            .isEqualTo(Map.of("a", JsonTree.string(text.toString())));
      }
    }
  }

  @Test
  void textsLongerThanTheBufferAreReadBack() throws IOException {
    String text = "a\"é\n".repeat(200_000);
    assertThat(JsonTree.of(line(List.of("/a", "/b"), row(string(text), json("[\"x\",\n1]")))))
        .isEqualTo(Map.of("a", JsonTree.string(text), "b", JsonTree.of("[\"x\",1]")));
  }

  @Test
  void jsonIsWrittenOnOneLineAndOtherwiseUnchanged() throws IOException {
    assertThat(
            line(
                List.of("/a"),
                row(json("[\r\n  1.10,\t\"a \\n \\\\\", {\"b\\\"\": [ ] ,\n\"c\":1e5}\n]"))))
        .isEqualTo("{\"a\":[  1.10,\"a \\n \\\\\", {\"b\\\"\": [ ] ,\"c\":1e5}]}");
    assertThat(line(List.of("/a"), row(json("[\"raw \n break \\\" é\"]"))))
        .isEqualTo("{\"a\":[\"raw \\n break \\\" é\"]}");
  }

  @Test
  void fieldsWithoutColumnAreWrittenInTheirObjects() throws IOException {
    List<String> pointers = List.of("/id", "/a/b", "/a/c/d", "");
    assertThat(
            line(
                pointers,
                row(
                    number("1"),
                    number("2"),
                    ABSENT,
                    json("{\"x\":[1,\"]\\\"}\"],\"a\":{\"z\":{},\"c\":{\"k\":null}},\"y\":-1.0}"))))
        .isEqualTo(
            "{\"id\":1,\"a\":{\"b\":2,\"z\":{},\"c\":{\"k\":null}},\"x\":[1,\"]\\\"}\"],\"y\":-1.0}");
    assertThat(
            line(
                pointers,
                row(ABSENT, ABSENT, bool("true"), json("{\"a\":{\"c\":{\"k\":1},\"z\":2}}"))))
        .isEqualTo("{\"a\":{\"c\":{\"d\":true,\"k\":1},\"z\":2}}");
    assertThat(line(pointers, row(ABSENT, ABSENT, ABSENT, json("{ \"a\" : { \"b2\" : 1 } }"))))
        .isEqualTo("{\"a\" : { \"b2\" : 1 } }");
    assertThat(line(pointers, row(number("7"), ABSENT, ABSENT, ABSENT))).isEqualTo("{\"id\":7}");
  }

  @Test
  void fieldsWithoutColumnFindTheirObjectByEscapedKey() throws IOException {
    assertThat(line(List.of("/a\"é/b", ""), row(number("1"), json("{\"a\\\"\\u00e9\":{\"c\":2}}"))))
        .isEqualTo("{\"a\\\"é\":{\"b\":1,\"c\":2}}");
  }

  @Test
  void columnWithoutPointerKeepsItsNameIfItHoldsNoObject() throws IOException {
    assertThat(line(List.of("/id", ""), row(number("1"), string("x"))))
        .isEqualTo("{\"id\":1,\"c1\":\"x\"}");
  }

  @Test
  void runIdIsFirstAndFieldOfThatNameGetsASuffix() throws IOException {
    assertThat(line(List.of("/id"), Optional.of("20261126T113045Z"), row(number("1"))))
        .isEqualTo("{\"_run_id\":\"20261126T113045Z\",\"id\":1}");
    assertThat(line(List.of("/id"), Optional.of("20261126T113045Z"), row(ABSENT)))
        .isEqualTo("{\"_run_id\":\"20261126T113045Z\"}");
    assertThat(line(List.of("/_run_id"), Optional.of("20261126T113045Z"), row(number("1"))))
        .isEqualTo("{\"_run_id\":\"20261126T113045Z\",\"_run_id_2\":1}");
    assertThat(
            line(
                List.of("/_run_id_2", "/_run_id/x", ""),
                Optional.of("20261126T113045Z"),
                row(number("1"), number("2"), json("{\"_run_id_3\":3,\"_run_id\":{\"y\":4}}"))))
        .isEqualTo(
            "{\"_run_id\":\"20261126T113045Z\",\"_run_id_3\":1,\"_run_id_2\":{\"x\":2,\"y\":4},"
                + "\"_run_id_4\":3}");
    assertThat(line(List.of("/_run_id", "/_run_ids"), row(number("1"), number("2"))))
        .as("alike in a file that replaces others")
        .isEqualTo("{\"_run_id_2\":1,\"_run_ids\":2}");
  }

  @Test
  void noLineHasAKeyTwice() throws IOException {
    List<String> headings = List.of("/plan", "/plan/2", "/plan_2", "/", "//2", "/plan/3");
    assertThat(
            line(
                headings,
                row(string("a"), string("b"), string("c"), string("d"), string("e"), string("f"))))
        .isEqualTo(
            "{\"plan\":\"a\",\"plan_2_2\":\"b\",\"plan_3\":\"f\",\"plan_2\":\"c\",\"\":\"d\",\"_2\":\"e\"}");
    assertThat(line(headings, row(ABSENT, string("b"), ABSENT, ABSENT, ABSENT, ABSENT)))
        .as("a record's object keeps its form")
        .isEqualTo("{\"plan\":{\"2\":\"b\"}}");
    assertThat(line(List.of("/plan", ""), row(string("a"), json("{\"plan\":{\"2\":\"b\"}}"))))
        .isEqualTo("{\"plan\":\"a\",\"plan_2\":{\"2\":\"b\"}}");
    assertThat(line(List.of("/c1/x", ""), row(string("b"), json("{\"plan\":\"a\"}"))))
        .as("the column of the rest is no field")
        .isEqualTo("{\"c1\":{\"x\":\"b\"},\"plan\":\"a\"}");
    assertThat(line(List.of("/plan/2", ""), row(string("b"), json("{\"plan\":\"a\"}"))))
        .isEqualTo("{\"plan\":{\"2\":\"b\"},\"plan_2\":\"a\"}");
  }

  @Test
  void wideTablesAreWrittenInOrder() throws IOException {
    List<String> pointers = IntStream.range(0, 200).mapToObj(i -> "/o" + i % 3 + "/f" + i).toList();
    Cells.Cell[] cells = new Cells.Cell[200];
    Arrays.setAll(cells, i -> i % 7 == 0 ? number(String.valueOf(i)) : ABSENT);
    Map<String, Map<String, Object>> expected = new TreeMap<>();
    for (int i = 0; i < 200; i += 7) {
      expected
          .computeIfAbsent("o" + i % 3, key -> new TreeMap<>())
          .put("f" + i, JsonTree.of(String.valueOf(i)));
    }
    assertThat(JsonTree.of(line(pointers, row(cells)))).isEqualTo(expected);
  }

  @Test
  void aKeyThatIsNotUnicodeIsRefused() {
    assertThatIOException().isThrownBy(() -> line(List.of("/a\ud800"), row(number("1"))));
  }

  private String line(List<String> pointers, Cells row) throws IOException {
    return line(pointers, Optional.empty(), row);
  }

  private String line(List<String> pointers, Optional<String> runId, Cells row) throws IOException {
    TableSchema.Builder schema =
        TableSchema.builder().name("t").loadType(LoadType.INCREMENTAL_UPDATE);
    for (int i = 0; i < pointers.size(); i++) {
      schema.addColumns(
          Column.builder().name("c" + i).originalKey("c").pointer(pointers.get(i)).build());
    }
    Path file = folder.resolve("t.jsonl");
    Files.deleteIfExists(file);
    try (TableWriter writer =
        JsonlFile.open(new NewFile(schema.build(), file, runId), Compression.NONE)) {
      writer.write(row);
      writer.write(row);
      writer.complete();
    }
    String text = Files.readString(file, StandardCharsets.UTF_8);
    String line = text.substring(0, text.indexOf('\n'));
    assertThat(text).as("each row is alike").isEqualTo(line + "\n" + line + "\n");
    return line;
  }
}
