package io.github.customerio4j.extract.engine.row;

import static io.github.customerio4j.extract.engine.page.ReadSlice.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.engine.commit.TableLayout;
import io.github.customerio4j.extract.engine.page.ReadSlice;
import io.github.customerio4j.extract.engine.spool.TableSpool;
import io.github.customerio4j.extract.sink.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More keys than a slice remembers: memory is bounded, and still nothing is dropped. */
class KeyDictionaryTest {
  private static final int BOUND = 20_000;

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
  void numberOfKeysIsBounded() throws IOException {
    fill("a");

    assertThat(slice.part().rows().dictionary().columnCount()).isLessThanOrEqualTo(BOUND);
  }

  @Test
  void keysPastTheBoundGoToLastColumn() throws IOException {
    fill("a");
    slice.records(
        "{\"id\":\"late\",\"type\":\"a\",\"new\":{\"deep\":[1.10],\"er\":{\"s\":\"\\\"é\"}},\"gone\":null}");

    TableLayout layout = layoutOf(0, 2000);
    Map<String, String> last = lastRow(slice.part().routes().get(0), layout);
    assertThat(last)
        .containsEntry("id", "late")
        .containsEntry("remaining_fields", "{\"new\":{\"deep\":[1.10],\"er\":{\"s\":\"\\\"é\"}}}");
  }

  @Test
  void tableKeepsAllCellsWhenAnotherTableFillsTheDictionary() throws IOException {
    fill("wide");
    slice.records("{\"id\":\"n\",\"type\":\"narrow\",\"data\":{\"plan\":\"pro\"}}");

    TableLayout narrow = layoutOf(1, 2000);
    assertThat(ReadSlice.named(slice.part().routes().get(1), narrow))
        .containsExactly(
            Map.of(
                "id", "n", "type", "narrow", "remaining_fields", "{\"data\":{\"plan\":\"pro\"}}"));
    assertThat(narrow.columns()).extracting(Column::name).endsWith("remaining_fields");
    assertThat(layoutOf(0, 2000).overflowKeys()).isPositive();
    assertThat(narrow.overflowKeys()).isZero();
    assertThat(narrow.hasUnlistedKeys()).as("so that a warning says it").isTrue();
  }

  @Test
  void columnLimitAboveDictionaryBoundKeepsAllCells() throws IOException {
    fill("a");
    slice.records("{\"id\":\"late\",\"type\":\"a\",\"new\":7}");

    assertThat(lastRow(slice.part().routes().get(0), layoutOf(0, Integer.MAX_VALUE)))
        .containsEntry("remaining_fields", "{\"new\":7}");
  }

  @Test
  void fullDictionaryKeepsEveryValue() throws IOException {
    fill("a");
    TableSpool route = slice.part().routes().get(0);
    int values = 0;
    for (Map<String, String> row : ReadSlice.named(route, layoutOf(0, 50))) {
      values += row.size();
      String rest = row.get("remaining_fields");
      if (rest != null) {
        values += size(rest) - 1;
      }
    }

    assertThat(values).isEqualTo(210 * (100 + 2));
  }

  @Test
  void hugeKeysAreBoundedByTheirBytes() throws IOException {
    String huge = "k".repeat(1 << 20);
    for (int i = 0; i < 12; i++) {
      slice.records("{\"id\":\"" + i + "\",\"type\":\"a\",\"" + huge + i + "\":" + i + "}");
    }

    TableLayout layout = layoutOf(0, 2000);
    assertThat(layout.columns().size()).isLessThan(12);
    assertThat(lastRow(slice.part().routes().get(0), layout).get("remaining_fields"))
        .startsWith("{\"kkk")
        .endsWith("11\":11}");
  }

  @Test
  void rolledBackPageFreesItsKeys() throws IOException {
    for (int attempt = 0; attempt < 3; attempt++) {
      StringBuilder record = new StringBuilder("{\"id\":\"1\",\"type\":\"a\"");
      for (int i = 0; i < 15_000; i++) {
        record.append(",\"t").append(attempt).append('_').append(i).append("\":1");
      }
      slice.decode("{\"items\":[" + record + "}]}");
      slice.part().rollbackPage();
    }
    slice.records("{\"id\":\"1\",\"type\":\"a\",\"only\":[]}");

    assertThat(slice.columns()).containsExactly("/id", "/type", "/only");
    assertThat(slice.row()).containsEntry("/only", json("[]"));
  }

  @Test
  void rolledBackPageLeavesNoOverflowColumn() throws IOException {
    fill("wide");
    slice.records("{\"id\":\"x\",\"type\":\"narrow\"}");
    slice.decode("{\"items\":[{\"id\":\"y\",\"type\":\"narrow\",\"later\":1}]}");
    slice.part().rollbackPage();

    assertThat(layoutOf(1, 2000).columns()).extracting(Column::name).containsExactly("id", "type");
  }

  /** 210 records with 100 keys each that no other has. */
  private void fill(String type) throws IOException {
    for (int record = 0; record < 210; record++) {
      StringBuilder json = new StringBuilder();
      json.append("{\"id\":\"").append(record).append("\",\"type\":\"").append(type).append('"');
      for (int key = 0; key < 100; key++) {
        json.append(",\"k").append(record * 100 + key).append("\":").append(key);
      }
      slice.records(json + "}");
    }
  }

  private TableLayout layoutOf(int route, int limit) {
    TableLayout layout = new TableLayout(List.of(), limit, Optional.empty());
    layout.addPart(slice.part().routes().get(route));
    return layout;
  }

  private static Map<String, String> lastRow(TableSpool route, TableLayout layout)
      throws IOException {
    List<Map<String, String>> rows = ReadSlice.named(route, layout);
    return rows.get(rows.size() - 1);
  }

  private static int size(String json) throws IOException {
    int size = 0;
    try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(json))) {
      reader.beginObject();
      while (reader.hasNext()) {
        reader.skipName();
        reader.skipValue();
        size++;
      }
      reader.endObject();
    }
    return size;
  }
}
