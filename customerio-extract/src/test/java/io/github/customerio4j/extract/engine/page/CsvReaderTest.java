package io.github.customerio4j.extract.engine.page;

import static io.github.customerio4j.extract.engine.page.ReadSlice.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.error.MalformedBodyException;
import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.engine.row.RecordShape;
import java.io.ByteArrayInputStream;
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
  @ValueSource(strings = {"1", "1,2,3", "\"1,2\"", ""})
  void rowWithAnotherNumberOfFieldsIsMalformed(String row) {
    assertThatThrownBy(() -> slice.csv("cio_id,b\n0,0\n" + row + "\n"))
        .isInstanceOf(MalformedBodyException.class)
        .hasMessageMatching("row 2 of the export has \\d fields, its header 2");
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
