package io.github.customerio4j.extract.engine.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.extract.engine.page.ReadSlice.Cell;
import io.github.customerio4j.extract.sink.CellKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our reader against Moshi's, on records that are as unpleasant as chance makes them. */
class RandomRecordsTest {
  private static final int PAGES = 60;
  private static final int RECORDS_A_PAGE = 25;

  @TempDir Path folder;

  @Test
  void flatteningAgreesWithAnIndependentReader() throws IOException {
    Random random = new Random(20_261_123);
    NastyJson nasty = new NastyJson(random);
    try (ReadSlice slice = new ReadSlice(folder)) {
      List<String> records = new ArrayList<>();
      for (int page = 0; page < PAGES; page++) {
        List<String> some = new ArrayList<>();
        for (int i = 0; i < RECORDS_A_PAGE; i++) {
          some.add(nasty.record());
        }
        slice.records(some.toArray(new String[0]));
        records.addAll(some);
      }

      List<Map<String, Cell>> rows = slice.rows();
      assertThat(rows).hasSameSizeAs(records);
      for (int i = 0; i < rows.size(); i++) {
        assertThat(rows.get(i)).as(records.get(i)).isEqualTo(flat(records.get(i)));
      }
    }
  }

  private static Map<String, Cell> flat(String record) throws IOException {
    Map<String, Cell> cells = new LinkedHashMap<>();
    try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(record))) {
      flatten(reader, "", cells);
      assertThat(reader.peek()).isEqualTo(JsonReader.Token.END_DOCUMENT);
    }
    return cells;
  }

  private static void flatten(JsonReader in, String pointer, Map<String, Cell> cells)
      throws IOException {
    switch (in.peek()) {
      case BEGIN_OBJECT -> {
        in.beginObject();
        if (!in.hasNext() && !pointer.isEmpty()) {
          cells.put(pointer, new Cell(CellKind.JSON, "{}"));
        }
        while (in.hasNext()) {
          String key = in.nextName().replace("~", "~0").replace("/", "~1");
          flatten(in, pointer + "/" + key, cells);
        }
        in.endObject();
      }
      case BEGIN_ARRAY -> cells.put(pointer, new Cell(CellKind.JSON, raw(in)));
      case NUMBER -> cells.put(pointer, new Cell(CellKind.NUMBER, in.nextString()));
      case STRING -> cells.put(pointer, new Cell(CellKind.STRING, in.nextString()));
      case BOOLEAN ->
          cells.put(pointer, new Cell(CellKind.BOOLEAN, String.valueOf(in.nextBoolean())));
      default -> in.nextNull();
    }
  }

  private static String raw(JsonReader in) throws IOException {
    try (var source = in.nextSource()) {
      return source.readUtf8();
    }
  }

  /** Writes JSON with odd keys, odd spacing and every way to write a character. */
  private static final class NastyJson {
    private static final List<String> KEYS =
        List.of(
            "",
            " ",
            "id",
            "ID",
            "a.b",
            "a_b",
            "a/b",
            "a~b",
            "~1",
            "ключ",
            "😀",
            "\"",
            "\\",
            "\n",
            "null",
            "metrics",
            "next",
            "items",
            "x".repeat(90),
            "\u0000",
            "\u2028",
            "İı");
    private static final List<String> NUMBERS =
        List.of(
            "0",
            "-0",
            "1",
            "-1",
            "9007199254740993",
            "1.10",
            "1e5",
            "1E-7",
            "-2.50e+10",
            "98765432109876543210987",
            "0.0000");
    private static final String[] SPACES = {"", "", "", " ", "\n", "\t ", "\r\n"};

    private final Random random;

    NastyJson(Random random) {
      this.random = random;
    }

    String record() {
      return object(0);
    }

    private String object(int depth) {
      List<String> fields = new ArrayList<>();
      List<String> keys = new ArrayList<>(KEYS);
      for (int i = random.nextInt(8); i > 0; i--) {
        String key = keys.remove(random.nextInt(keys.size()));
        fields.add(space() + string(key) + space() + ":" + value(depth + 1));
      }
      return "{" + String.join(",", fields) + space() + "}";
    }

    private String value(int depth) {
      String value =
          switch (random.nextInt(depth > 5 ? 6 : 9)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> "false";
            case 3 -> pick(NUMBERS);
            case 4, 5 -> string(text());
            case 6 -> array(depth);
            default -> object(depth);
          };
      return space() + value + space();
    }

    private String array(int depth) {
      List<String> values = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        values.add(value(depth + 1));
      }
      return "[" + String.join(",", values) + "]";
    }

    private String text() {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        int c =
            switch (random.nextInt(4)) {
              case 0 -> random.nextInt(0x80);
              case 1 -> 0x80 + random.nextInt(0x780);
              case 2 -> 0xE000 + random.nextInt(0x2000);
              default -> 0x10000 + random.nextInt(0x100000);
            };
        text.appendCodePoint(c);
      }
      return text.toString();
    }

    private String string(String text) {
      StringBuilder json = new StringBuilder("\"");
      text.codePoints().forEach(c -> json.append(character(c)));
      return json.append('"').toString();
    }

    private String character(int c) {
      boolean mustEscape = c == '"' || c == '\\' || c < ' ';
      if (!mustEscape && random.nextInt(4) > 0) {
        return Character.toString(c);
      }
      if (c == '"' || c == '\\' || c == '/') {
        return "\\" + (char) c;
      }
      StringBuilder escapes = new StringBuilder();
      for (char unit : Character.toChars(c)) {
        String hex = String.format(java.util.Locale.ROOT, "%04x", (int) unit);
        escapes
            .append("\\u")
            .append(random.nextBoolean() ? hex : hex.toUpperCase(java.util.Locale.ROOT));
      }
      return escapes.toString();
    }

    private String space() {
      return SPACES[random.nextInt(SPACES.length)];
    }

    private String pick(List<String> texts) {
      return texts.get(random.nextInt(texts.size()));
    }
  }
}
