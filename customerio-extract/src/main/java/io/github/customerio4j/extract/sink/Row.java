package io.github.customerio4j.extract.sink;

import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A view of one row, cell by cell in the order of the table's columns. All rows share one object:
 * read it within {@link TableWriter#write} and do not keep it.
 */
public interface Row {

  /** The number of the table's columns. */
  int size();

  /** The kind of the cell's value; {@link CellKind#NULL} if the field is absent. */
  CellKind kind(int column);

  /** The cell's text, or null for {@link CellKind#NULL}. An empty string is not null. */
  @Nullable String text(int column);

  /**
   * The first column, from the given one on, whose cell is not {@link CellKind#NULL}; {@link #size}
   * if there is none. Skips the empty cells, which are the most in rows of wide tables.
   *
   * @param column a column, or {@link #size}
   */
  int nextCell(int column);

  /**
   * The first column, from the given one on, whose field is in the record, with a value or with
   * {@code null}, which has the kind {@link CellKind#NULL}; {@link #size} if there is none. Only a
   * sink that {@link TableSink#keepsNulls keeps nulls} gets fields that are {@code null}; for
   * others this is the same as {@link #nextCell}.
   *
   * @param column a column, or {@link #size}
   */
  default int nextField(int column) {
    return nextCell(column);
  }

  /**
   * An array that holds the cell's text as well-formed UTF-8, from {@link #start} to {@link #end}:
   * the same as {@link #text} without a {@code String}. Do not change it. It is valid until the
   * next row, and its other bytes have no meaning. For {@link CellKind#NULL} the text is empty.
   */
  byte[] utf8(int column);

  /** The start of the cell's text in its {@link #utf8}. */
  int start(int column);

  /** The end of the cell's text in its {@link #utf8}, exclusive. */
  int end(int column);

  /**
   * The cell's text as a whole number of at most 18 digits. Only for a column whose {@link
   * Column#type} is {@link DataType#INTEGER} or {@link DataType#TIME}.
   */
  default long wholeNumber(int column) {
    byte[] text = utf8(column);
    int end = end(column);
    int first = start(column);
    boolean isNegative = text[first] == '-';
    long value = 0;
    for (int i = isNegative ? first + 1 : first; i < end; i++) {
      value = value * 10 + (text[i] - '0');
    }
    return isNegative ? -value : value;
  }

  /**
   * A row with one more cell at its end: a JSON object that has the texts of the row's unusual
   * values by the names of their columns, such as {@code {"price":"1.50"}}. A column of numbers
   * keeps values, and {@code 1.50} is the value 1.5. If the column becomes text later, the texts
   * that the API gave are still there.
   */
  final class OwnTexts implements Row {
    /** The column of that cell at a destination. */
    public static final String COLUMN = "_customerio_texts";

    /** Whether a destination cannot tell the text of a cell from the value that it keeps. */
    @FunctionalInterface
    public interface Unusual {
      /** Whether the text must be remembered. */
      boolean isUnusual(CellKind kind, byte[] text, int from, int to);
    }

    private final byte[][] names;
    private final int[] places;
    private final Unusual unusual;
    private byte[] cell = new byte[64];
    private int length;
    private @Nullable Row shown;

    /**
     * Remembers the texts of some columns.
     *
     * @param names the names of the columns at the destination
     * @param places their places in a row
     * @param unusual which texts to remember
     */
    public OwnTexts(List<String> names, int[] places, Unusual unusual) {
      Objects.requireNonNull(names, "names");
      Objects.requireNonNull(places, "places");
      Objects.requireNonNull(unusual, "unusual");
      this.unusual = unusual;
      this.names = names.stream().map(OwnTexts::encoded).toArray(byte[][]::new);
      this.places = places.clone();
    }

    private static byte[] encoded(String name) {
      Buffer buffer = new Buffer();
      try (JsonWriter json = JsonWriter.of(buffer)) {
        json.setLenient(true);
        json.value(name);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return buffer.writeUtf8(":\"").readByteArray();
    }

    /** Whether the cell is a number that is not written in the shortest way. */
    public static boolean isUnusualNumber(CellKind kind, byte[] text, int from, int to) {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(text, "text");
      return kind == CellKind.NUMBER && isUnusual(text, from, to);
    }

    /**
     * Whether a JSON number is not written in the shortest way without an exponent.
     *
     * @param text the bytes that hold the number
     */
    public static boolean isUnusual(byte[] text, int from, int to) {
      Objects.requireNonNull(text, "text");
      boolean hasPoint = false;
      for (int i = from; i < to; i++) {
        byte b = text[i];
        if (b == 'e' || b == 'E') {
          return true;
        }
        hasPoint |= b == '.';
      }
      return hasPoint
          ? text[to - 1] == '0'
          : to - from == 2 && text[from] == '-' && text[from + 1] == '0';
    }

    /** Shows another row. */
    public OwnTexts of(Row next) {
      Objects.requireNonNull(next, "next");
      shown = next;
      length = 0;
      for (int i = 0; i < places.length; i++) {
        int place = places[i];
        if (unusual.isUnusual(
            next.kind(place), next.utf8(place), next.start(place), next.end(place))) {
          put((byte) (length == 0 ? '{' : ','));
          for (byte b : names[i]) {
            put(b);
          }
          putEscaped(next.utf8(place), next.start(place), next.end(place));
          put((byte) '"');
        }
      }
      if (length > 0) {
        put((byte) '}');
      }
      return this;
    }

    private void put(byte b) {
      if (length == cell.length) {
        cell = Arrays.copyOf(cell, length * 2);
      }
      cell[length++] = b;
    }

    /** Writes the text within a JSON string; white space is all that it has below U+0020. */
    private void putEscaped(byte[] text, int from, int to) {
      for (int i = from; i < to; i++) {
        byte b = text[i];
        switch (b) {
          case '\n', '\r', '\t' -> {
            put((byte) '\\');
            put((byte) (b == '\n' ? 'n' : b == '\r' ? 'r' : 't'));
          }
          case '"', '\\' -> {
            put((byte) '\\');
            put(b);
          }
          default -> put(b);
        }
      }
    }

    private Row row() {
      if (shown == null) {
        throw new IllegalStateException("Cannot read cells: no row is shown.");
      }
      return shown;
    }

    private boolean isCell(int column) {
      return column == row().size();
    }

    @Override
    public int size() {
      return row().size() + 1;
    }

    @Override
    public CellKind kind(int column) {
      if (isCell(column)) {
        return length == 0 ? CellKind.NULL : CellKind.JSON;
      }
      return row().kind(column);
    }

    @Override
    public @Nullable String text(int column) {
      if (isCell(column)) {
        return length == 0 ? null : new String(cell, 0, length, StandardCharsets.UTF_8);
      }
      return row().text(column);
    }

    @Override
    public int nextCell(int column) {
      int next = column < row().size() ? row().nextCell(column) : column;
      return next == row().size() && length == 0 ? size() : next;
    }

    @Override
    public byte[] utf8(int column) {
      return isCell(column) ? cell : row().utf8(column);
    }

    @Override
    public int start(int column) {
      return isCell(column) ? 0 : row().start(column);
    }

    @Override
    public int end(int column) {
      return isCell(column) ? length : row().end(column);
    }
  }
}
