package io.github.customerio4j.extract.sink.parquet;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.jspecify.annotations.Nullable;

/** A row of a file that was written before, with the texts that the API gave. */
final class ParquetRow implements Row {
  private static final long MICROS = 1_000_000;
  private static final byte[] NONE = {};

  private final List<ParquetColumn> columns = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final List<Converter> converters = new ArrayList<>();
  private final byte[][] cells;
  private final BitSet present = new BitSet();
  private byte[] texts = NONE;

  ParquetRow(List<ParquetColumn> fields) {
    for (ParquetColumn field : fields) {
      if (field.name().equals(OwnTexts.COLUMN)) {
        converters.add(new TextsConverter());
      } else {
        places.put(field.name(), columns.size());
        converters.add(new CellConverter(columns.size(), field));
        columns.add(field);
      }
    }
    this.cells = new byte[columns.size()][];
  }

  /** The columns, without the one of the texts. */
  List<ParquetColumn> columns() {
    return columns;
  }

  /** Fills this row with one record after the other. */
  RecordMaterializer<ParquetRow> materializer() {
    GroupConverter root =
        new GroupConverter() {
          @Override
          public Converter getConverter(int field) {
            return converters.get(field);
          }

          @Override
          public void start() {
            Arrays.fill(cells, NONE);
            present.clear();
            texts = NONE;
          }

          @Override
          public void end() {
            restoreTexts();
          }
        };
    return new RecordMaterializer<>() {
      @Override
      public ParquetRow getCurrentRecord() {
        return ParquetRow.this;
      }

      @Override
      public GroupConverter getRootConverter() {
        return root;
      }
    };
  }

  private void set(int column, byte[] text) {
    cells[column] = text;
    present.set(column);
  }

  private void restoreTexts() {
    if (texts.length == 0) {
      return;
    }
    try (JsonReader json = JsonReader.of(new Buffer().write(texts))) {
      json.beginObject();
      while (json.hasNext()) {
        Integer place = places.get(json.nextName());
        String text = json.nextString();
        if (place != null && present.get(place)) {
          cells[place] = text.getBytes(StandardCharsets.US_ASCII);
        }
      }
      json.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int size() {
    return columns.size();
  }

  @Override
  public CellKind kind(int column) {
    if (!present.get(column)) {
      return CellKind.NULL;
    }
    return switch (columns.get(column).type()) {
      case INTEGER, DECIMAL, NUMBER, TIME -> CellKind.NUMBER;
      case BOOLEAN -> CellKind.BOOLEAN;
      case JSON -> CellKind.JSON;
      case NONE, TEXT -> CellKind.STRING;
    };
  }

  @Override
  public @Nullable String text(int column) {
    return present.get(column) ? new String(cells[column], StandardCharsets.UTF_8) : null;
  }

  @Override
  public int nextCell(int column) {
    int next = present.nextSetBit(column);
    return next < 0 ? size() : next;
  }

  @Override
  public byte[] utf8(int column) {
    return cells[column];
  }

  @Override
  public int start(int column) {
    return 0;
  }

  @Override
  public int end(int column) {
    return cells[column].length;
  }

  private final class TextsConverter extends PrimitiveConverter {
    @Override
    public void addBinary(Binary value) {
      texts = value.getBytes();
    }
  }

  /** Turns a value into the shortest text that a JSON number, a literal or a text has. */
  private final class CellConverter extends PrimitiveConverter {
    private final int place;
    private final ParquetColumn column;

    CellConverter(int place, ParquetColumn column) {
      this.place = place;
      this.column = column;
    }

    @Override
    public void addBinary(Binary value) {
      byte[] bytes = value.getBytes();
      if (column.type() == DataType.DECIMAL) {
        BigDecimal number = new BigDecimal(new BigInteger(bytes), column.scale());
        set(place, ascii(shortest(number)));
      } else {
        set(place, bytes);
      }
    }

    @Override
    public void addLong(long value) {
      long number = column.type() == DataType.TIME ? Math.floorDiv(value, MICROS) : value;
      set(place, ascii(Long.toString(number)));
    }

    @Override
    public void addBoolean(boolean value) {
      set(place, ascii(Boolean.toString(value)));
    }

    private static String shortest(BigDecimal number) {
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static byte[] ascii(String text) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }
  }
}
