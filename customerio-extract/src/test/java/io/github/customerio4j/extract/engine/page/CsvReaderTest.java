package io.github.customerio4j.extract.engine.page;

import static io.github.customerio4j.extract.engine.page.ReadSlice.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.error.MalformedBodyException;
import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.engine.row.RecordShape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {
  @TempDir Path folder;
  private ReadSlice slice;

  @BeforeEach
  void open() throws IOException {
    slice =
        new ReadSlice(
            folder,
            RecordShape.builder().itemsKey("customers").identity(ColumnPath.of("cio_id")).build());
  }

  @AfterEach
  void close() throws IOException {
    slice.close();
  }

  @Test
  void emptyFieldIsNullAndEmptyQuotesAreAnEmptyText() throws IOException {
    assertThat(slice.csv("cio_id,plan,city\na,,\"\"\n")).isEqualTo(1);

    assertThat(slice.row())
        .containsExactly(Map.entry("/cio_id", string("a")), Map.entry("/city", string("")));
    assertThat(slice.columns()).containsExactly("/cio_id", "/plan", "/city");
  }

  @Test
  void quotesCommasAndLineBreaksBelongToTheValue() throws IOException {
    slice.csv("cio_id,\"a,b\"\r\n1,\"x\ny\r\n\"\"z\"\",\"\r\n2, é😀 ");

    assertThat(slice.rows())
        .containsExactly(
            Map.of("/cio_id", string("1"), "/a,b", string("x\ny\r\n\"z\",")),
            Map.of("/cio_id", string("2"), "/a,b", string(" é😀 ")));
  }

  @Test
  void headerWithoutRowsMakesColumns() throws IOException {
    assertThat(slice.csv("cio_id,plan\n")).isZero();

    assertThat(slice.part().routes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFFcio_id,plan\na,b\n", "\uFEFF\"cio_id\",\"plan\"\na,b\n"})
  void byteOrderMarkIsNotPartOfFirstColumnName(String csv) throws IOException {
    slice.csv(csv);

    assertThat(slice.row()).containsEntry("/cio_id", string("a")).hasSize(2);
  }

  @Test
  void columnsWithTheSameNameAreKeptApart() throws IOException {
    slice.csv("cio_id,x,x,,x\n1,a,b,c,d\n");

    assertThat(slice.row())
        .containsExactly(
            Map.entry("/cio_id", string("1")),
            Map.entry("/x", string("a")),
            Map.entry("/x/2", string("b")),
            Map.entry("/", string("c")),
            Map.entry("/x/3", string("d")));
  }

  @Test
  void headerNameWithDotOrSlashIsOneKey() throws IOException {
    slice.csv("cio_id,a.b,a/b\n1,2,3\n");

    assertThat(slice.row()).containsEntry("/a.b", string("2")).containsEntry("/a~1b", string("3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1,2,3", "\"1,2\"", "\"\""})
  void rowWithAnotherNumberOfFieldsIsMalformed(String row) {
    assertThatThrownBy(() -> slice.csv("cio_id,b\n0,0\n" + row + "\n"))
        .isInstanceOf(MalformedBodyException.class)
        .hasMessageMatching("row 2 of the export has \\d fields, its header 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cio_id,b\n1,x\n2,y\n\n",
        "cio_id,b\n1,x\n2,y\n\n\n\n",
        "cio_id,b\n\n1,x\n\n\n2,y",
        "cio_id,b\r\n1,x\r\n\r\n2,y\r\n\r\n",
        "cio_id,b\r\r1,x\r2,y\r\r",
        "\n\r\ncio_id,b\n1,x\n2,y\n",
        "cio_id,b\n1,x\n  \n2,y\n\t\n"
      })
  void blankLinesAreSkipped(String csv) throws IOException {
    assertThat(slice.csv(csv)).isEqualTo(2);

    assertThat(slice.rows())
        .containsExactly(
            Map.of("/cio_id", string("1"), "/b", string("x")),
            Map.of("/cio_id", string("2"), "/b", string("y")));
  }

  @Test
  void emptyLineOfExportWithOneColumnIsRow() throws IOException {
    assertThat(slice.csv("cio_id\n1\n\n2\n")).isEqualTo(3);

    assertThat(slice.rows())
        .containsExactly(Map.of("/cio_id", string("1")), Map.of(), Map.of("/cio_id", string("2")));
  }

  @Test
  void emptyLinesWithinQuotesBelongToTheValue() throws IOException {
    slice.csv("cio_id,b\n1,\"x\n\n\ny\"\n");

    assertThat(slice.row()).containsEntry("/b", string("x\n\n\ny"));
  }

  @Test
  void damagedTextsAreRepairedAndCounted() throws IOException {
    // U+10000 and U+FFFD are valid, though they look like damage to a decoder.
    String csv = "cio_id,b,c\n1,caf\u00e9,\u00e9\u00e9 x\n2,caf\ud800\udc00,\ufffd\n";

    slice.csv(withLatin1Letters(csv));

    assertThat(slice.rows())
        .containsExactly(
            Map.of(
                "/cio_id", string("1"), "/b", string("caf\ufffd"), "/c", string("\ufffd\ufffd x")),
            Map.of(
                "/cio_id", string("2"), "/b", string("caf\ud800\udc00"), "/c", string("\ufffd")));
    assertThat(slice.part().repairs()).isEqualTo(2);
  }

  /** The text in UTF-8, but {@code é} as the single byte of Latin-1. */
  private static byte[] withLatin1Letters(String csv) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    csv.codePoints()
        .forEach(
            c ->
                bytes.writeBytes(
                    c == 0xE9
                        ? new byte[] {(byte) c}
                        : Character.toString(c).getBytes(StandardCharsets.UTF_8)));
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,\"cut in quo", "1,\"a\"b"})
  void fieldWhoseQuotesDoNotMatchIsMalformed(String row) {
    assertThatThrownBy(() -> slice.csv("cio_id,b\n" + row))
        .isInstanceOf(MalformedBodyException.class);
  }

  @Test
  void emptyExportIsMalformed() {
    assertThatThrownBy(() -> slice.csv(""))
        .isInstanceOf(MalformedBodyException.class)
        .hasMessage("the export has no header");
  }

  @Test
  void transferFailureIsThrownUnchanged() {
    IOException broken = new IOException("cable");
    InputStream end =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw broken;
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            throw broken;
          }
        };
    InputStream csv =
        new SequenceInputStream(
            new ByteArrayInputStream("cio_id\n1\n".getBytes(StandardCharsets.US_ASCII)), end);

    assertThatThrownBy(() -> new CsvReader(slice.part()).read(csv)).isSameAs(broken);
  }

  @Test
  void repeatedPersonIsWrittenOnceAcrossPages() throws IOException {
    StringBuilder csv = new StringBuilder("cio_id,n\n");
    for (int i = 0; i < 2500; i++) {
      csv.append(i).append(",x\n");
      if (i % 500 == 499) {
        csv.append(i).append(",again\n");
      }
    }

    assertThat(slice.csv(csv.toString())).as("repeated ones included").isEqualTo(2505);
    assertThat(slice.route().rows()).isEqualTo(2500);
    assertThat(slice.part().duplicates()).isEqualTo(5);
  }
}
