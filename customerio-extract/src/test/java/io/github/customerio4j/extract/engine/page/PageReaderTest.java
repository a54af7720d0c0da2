package io.github.customerio4j.extract.engine.page;

import static io.github.customerio4j.extract.engine.page.ReadSlice.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.error.MalformedBodyException;
import io.github.customerio4j.client.error.UnexpectedBodyException;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.engine.page.PageReader.PageSummary;
import io.github.customerio4j.extract.engine.row.RecordShape;
import io.github.customerio4j.extract.engine.spool.TableSpool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a page, and what a page that does not leaves behind. */
class PageReaderTest {
  private static final String SAMPLE =
      "{ \"items\" : [ {\"id\":\"a\",\"n\":-1.5e+3,\"o\":{\"é\":[true,{\"x\":null}],\"e\":{}}},"
          + "\t{\"id\":\"b\\u00e9\\\\\\uD83D\\uDE00\",\"f\":false} ],\r\n"
          + "\"meta\":{\"k\":[1,\"2\",{}]}, \"next\":\"MDE6+/=\"}";

  @TempDir Path folder;
  private ReadSlice slice;

  @BeforeEach
  void open() throws IOException {
    slice =
        new ReadSlice(
            folder,
            RecordShape.builder()
                .itemsKey(ReadSlice.ITEMS)
                .identity(ColumnPath.of("id"))
                .route(ColumnPath.of("type"))
                .build());
  }

  @AfterEach
  void close() throws IOException {
    slice.close();
  }

  @Test
  void pageSummaryHasRecordsBytesAndCursor() throws IOException {
    DecodedPage<PageSummary> page = slice.page(SAMPLE);

    assertThat(page.content())
        .isEqualTo(new PageSummary(2, SAMPLE.getBytes(StandardCharsets.UTF_8).length));
    assertThat(page.next()).contains(new Cursor("MDE6+/="));
    assertThat(slice.rows()).hasSize(2);
  }

  @Test
  void pageCutAtAnyByteIsMalformedAndLeavesNoRows() throws IOException {
    slice.page("{\"items\":[{\"id\":\"before\",\"n\":1}]}");
    byte[] whole = SAMPLE.getBytes(StandardCharsets.UTF_8);

    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> slice.decode(cut))
          .as("cut to %d bytes", length)
          .isInstanceOf(MalformedBodyException.class);
      slice.part().commitPage();
    }

    assertThat(slice.rows()).hasSize(1);
    assertThat(slice.columns()).containsExactly("/id", "/n");
    assertThat(slice.part().repairs() + slice.part().duplicates()).isZero();
  }

  @Test
  void rowsAfterABadPageEqualRowsWithoutIt() throws IOException {
    String first = "{\"items\":[{\"id\":\"0\",\"type\":\"x\",\"s\":1}]}";
    String bad =
        "{\"items\":[{\"id\":\"1\",\"type\":\"other\",\"new\":{\"er\":1},\"s\":\"wobbles\"},"
            + "{\"id\":\"\\ud800\"},{\"id\":\"1\"},{\"id\":\"2\"";
    String good =
        "{\"items\":[{\"z\":1,\"id\":\"1\",\"type\":\"x\"},{\"id\":\"2\",\"type\":\"y\"},"
            + "{\"id\":\"2\",\"type\":\"y\"}]}";
    slice.page(first);
    assertThatThrownBy(() -> slice.decode(bad)).isInstanceOf(MalformedBodyException.class);
    slice.page(good);

    try (ReadSlice only =
        new ReadSlice(
            folder,
            RecordShape.builder()
                .itemsKey(ReadSlice.ITEMS)
                .identity(ColumnPath.of("id"))
                .route(ColumnPath.of("type"))
                .build())) {
      only.page(first);
      only.page(good);
      assertThat(slice.rows()).isEqualTo(only.rows());
      assertThat(slice.columns()).isEqualTo(only.columns());
      assertThat(slice.layout().columns()).isEqualTo(only.layout().columns());
      assertThat(routes(slice)).isEqualTo(routes(only)).containsExactly("x", "y");
      assertThat(slice.part().duplicates()).isEqualTo(only.part().duplicates()).isEqualTo(1);
      assertThat(slice.part().repairs()).isZero();
      assertThat(slice.spool().bytes()).isEqualTo(only.spool().bytes());
    }
  }

  @Test
  void pageReadAgainCountsOnce() throws IOException {
    slice.decode(SAMPLE);
    slice.decode(SAMPLE);
    slice.part().commitPage();

    assertThat(slice.rows()).hasSize(2);
    assertThat(slice.part().duplicates()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"items\":null}",
        "{\"items\":[]}",
        "{\"items\":[ ],\"next\":\"\"}",
        " {\"next\":null} \n",
        "{\"ids\":[],\"meta\":{},\"error\":\"\",\"total\":0,\"more\":false,\"x\":null}"
      })
  void nullOrAbsentListIsEmpty(String body) throws IOException {
    DecodedPage<PageSummary> page = slice.page(body);

    assertThat(page.content().records()).isZero();
    assertThat(page.next()).isEmpty();
    assertThat(slice.part().routes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"errors\":[{\"detail\":\"bad request (reference a1)\",\"status\":\"400\"}]}",
        "{\"meta\":{\"error\":\"Account is not authorized\"}}",
        "{\"errors\":[\"plain text\"]}",
        "{\"messages\":[{\"id\":\"1\"}],\"next\":\"\"}",
        "{\"total\":12}"
      })
  void absentListWithAnErrorIsMalformed(String body) {
    assertThatThrownBy(() -> slice.decode(body))
        .isInstanceOf(MalformedBodyException.class)
        .hasMessageContaining("expected a list under \"items\", found \"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"items\":[{\"id\":\"a%sb\"}]}",
        "{\"items\":[{\"id\":\"\u00e9 and more than eight bytes%s\"}]}",
        "{\"items\":[{\"id%s\":\"1\"}]}",
        "{\"items\":[{\"id\":\"1\",\"a\":{\"b%s\":[]}}]}",
        "{\"items\":[{\"id\":\"1\",\"a\":[{\"b\":\"%s\"}]}]}",
        "{\"items\":[{\"id\":\"1\",\"a\":[{\"%s\":\"b\"}]}]}",
        "{\"items\":[],\"other\":\"12345678%s\"}",
        "{\"items\":[],\"ot%sher\":1}",
        "{\"items\":[],\"next\":\"a%s\"}"
      })
  void controlCharactersWithinStringsAreDamage(String body) throws IOException {
    // Keys that the reader knows are compared without a look at each byte.
    slice.page("{\"items\":[{\"id\":\"0\",\"a\":{\"b\\u0000\\n\\u001f\":[]}}]}");
    for (char control : new char[] {0, 1, '\t', '\n', '\r', 0x1f}) {
      String damaged = body.replace("%s", String.valueOf(control));
      assertThatThrownBy(() -> slice.decode(damaged))
          .as("character %d", (int) control)
          .isInstanceOf(MalformedBodyException.class)
          .isNotInstanceOf(UnexpectedBodyException.class)
          .hasMessageContaining("a control character (" + (int) control + ") within a string");
    }
    slice.page(body.replace("%s", "\u007f\\u0000\\t\u0080"));
  }

  @Test
  void keyKnownWithAControlCharacterIsNotTakenFromDamagedText() throws IOException {
    slice.page("{\"items\":[{\"id\":\"0\",\"a\\nb\":1}]}");
    assertThatThrownBy(() -> slice.decode("{\"items\":[{\"id\":\"1\",\"a\nb\":1}]}"))
        .isInstanceOf(MalformedBodyException.class)
        .hasMessageContaining("a control character (10) within a string");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "null",
        "7",
        "{\"items\":{\"id\":\"1\"}}",
        "{\"items\":\"x\"}",
        "{\"items\":[null]}",
        "{\"items\":[[1]]}",
        "{\"items\":[{\"id\":\"1\"},\"x\"]}",
        "{\"items\":[],\"next\":{}}",
        "{\"success\":false}",
        "{\"success\":false,\"message\":\"moved\"}",
        "{\"success\":false,\"items\":[]}",
        "{\"items\":[],\"ok\":0}"
      })
  void jsonOfAnotherShapeIsUnexpected(String body) {
    assertThatThrownBy(() -> slice.decode(body)).isInstanceOf(UnexpectedBodyException.class);
  }

  @Test
  void timesWithFractionsAreOrderedByTheirSecond() throws IOException {
    RecordShape.Builder shape = RecordShape.builder();
    shape.itemsKey(ReadSlice.ITEMS).created(ColumnPath.of("created"));
    try (ReadSlice timed = new ReadSlice(folder, shape.build())) {
      timed.decode(
          "{\"items\":[{\"created\":1700000009.5},{\"created\":1700000008},"
              + "{\"created\":1700000007.999}]}");
      assertThat(timed.part().times().newest()).isEqualTo(1700000009);
      assertThat(timed.part().times().oldest()).isEqualTo(1700000007);
      assertThat(timed.part().times().isNewestFirst()).isTrue();
    }
  }

  @Test
  void entryThatIsNoRecordNamesItsList() {
    assertThatThrownBy(() -> slice.decode("{\"items\":[{\"id\":\"1\"},null]}"))
        .hasMessageStartingWith("expected a record, an object, in the list \"items\"");
  }

  @Test
  void otherFieldsBesideTheListAreIgnored() throws IOException {
    slice.page("{\"ids\":[\"1\"],\"items\":[{\"id\":\"1\"}],\"meta\":{\"total\":1}}");

    assertThat(slice.rows()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\"abc\"`,abc",
        "50,50",
        "-1.5,-1.5",
        "`\"a\\u002Bb\\/=\"`,a+b/=",
        "`\"é😀\"`,é😀",
      })
  void cursorIsTextOrNumber(String json, String cursor) throws IOException {
    assertThat(slice.page("{\"next\":" + json + ",\"items\":[]}").next())
        .contains(new Cursor(cursor));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\""})
  void emptyCursorEndsTheList(String json) throws IOException {
    assertThat(slice.page("{\"items\":[],\"next\":" + json + "}").next()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "null",
        "\"items\"",
        "<html><body>Bad gateway</body></html>",
        "\uFEFF{\"items\":[]}",
        "\0{\"items\":[]}",
        "{\"items\":{}}",
        "{\"items\":\"x\"}",
        "{\"items\":7}",
        "{\"items\":false}",
        "{\"items\":[1]}",
        "{\"items\":[null]}",
        "{\"items\":[[]]}",
        "{\"items\":[\"x\"]}",
        "{\"items\":[{}],\"next\":{}}",
        "{\"items\":[{}],\"next\":[\"x\"]}",
        "{\"items\":[{}],\"next\":true}",
        "{\"items\":[{}],\"next\":nil}",
        "{\"items\":[{}]}x",
        "{\"items\":[{}]}{}",
        "{\"items\":[{}]}]",
        "{\"items\":[{}]}\0",
        "{\"items\":[{},]}",
        "{\"items\":[,{}]}",
        "{\"items\":[{}{}]}",
        "{\"items\":[{}],}",
        "{\"items\":[{}] \"next\":\"\"}",
        "{\"items\" [{}]}",
        "{'items':[{}]}",
        "{items:[{}]}",
        "{1:[{}]}"
      })
  void bodyOfAnotherShapeIsMalformed(String body) throws IOException {
    assertMalformed(body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1,}",
        "{,\"a\":1}",
        "{a:1}",
        "{\"a\":01}",
        "{\"a\":-}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":1e}",
        "{\"a\":1e+}",
        "{\"a\":0x1F}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":tru}",
        "{\"a\":falsE}",
        "{\"a\":nul}",
        "{\"a\":undefined}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12G4\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\uD83D\\u\"}",
        "{\"a\":[1,]}",
        "{\"a\":[1 2]}",
        "{\"a\":[{\"b\":}]}",
        "{\"a\":[{\"b\" 1}]}",
        "{\"a\":[{b:1}]}",
        "{\"a\":[01]}",
        "{\"a\":[tru]}",
        "{\"a\":[?]}",
        "{\"a\":?}",
        "{\"a\":é}"
      })
  void recordThatIsNoObjectIsMalformed(String record) throws IOException {
    assertMalformed("{\"items\":[{\"id\":\"ok\"}," + record + "]}");
  }

  @Test
  void errorNamesThePosition() {
    assertThatThrownBy(() -> slice.decode("{\"items\":[{\"a\":x}]}"))
        .hasMessage("expected a value at byte 15 of 19");
  }

  @Test
  void bodiesLargerThanTheBufferAreReadWhole() throws IOException {
    String filler = "x".repeat(300_000);
    slice.page("{\"items\":[{\"id\":\"1\",\"a\":\"" + filler + "\"},{\"id\":\"2\",\"n\":5}]}");
    slice.page("{\"items\":[{\"id\":\"3\",\"n\":6}]}");

    assertThat(slice.rows())
        .extracting(row -> row.get("/n"))
        .containsExactly(null, number("5"), number("6"));
  }

  @Test
  void keysAreFoundAmongMany() throws IOException {
    StringBuilder up = new StringBuilder("{\"id\":\"u\"");
    StringBuilder down = new StringBuilder("{\"id\":\"d\"");
    for (int i = 0; i < 40; i++) {
      up.append(",\"k").append(i).append("\":").append(i);
      down.append(",\"k").append(39 - i).append("\":").append(39 - i);
    }
    slice.page("{\"items\":[" + up + "}," + down + "}]}");
    assertThatThrownBy(
            () -> slice.decode("{\"items\":[{\"id\":\"x\",\"later\":1,\"k3\":2,\"and\":3}"))
        .isInstanceOf(MalformedBodyException.class);
    slice.page("{\"items\":[{\"id\":\"y\",\"later\":1,\"k39\":2}]}");

    assertThat(slice.columns()).hasSize(42).endsWith("/later");
    List<Map<String, ReadSlice.Cell>> rows = slice.rows();
    assertThat(rows.get(1)).isEqualTo(withId(rows.get(0), "d"));
    assertThat(rows.get(2)).containsEntry("/k39", number("2")).hasSize(3);
  }

  private static Map<String, ReadSlice.Cell> withId(Map<String, ReadSlice.Cell> row, String id) {
    row.put("/id", ReadSlice.string(id));
    return row;
  }

  private void assertMalformed(String body) throws IOException {
    assertThatThrownBy(() -> slice.decode(body))
        .isInstanceOf(MalformedBodyException.class)
        .hasMessageNotContaining("null");
    slice.part().commitPage();
    assertThat(slice.part().routes()).as("a malformed page leaves no row").isEmpty();
  }

  private static List<String> routes(ReadSlice slice) {
    return slice.part().routes().stream().map(TableSpool::key).toList();
  }
}
