package io.github.customerio4j.extract.engine.rows;

import com.squareup.moshi.JsonWriter;
import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.engine.row.ByteBuilder;
import io.github.customerio4j.extract.engine.row.CellCode;
import io.github.customerio4j.extract.io.RemainingFields;
import io.github.customerio4j.extract.sink.CellKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;

/**
 * Puts the cells of a row together as the JSON object that they came from. Cells come in the order
 * of the record, so that the fields of an inner object follow each other, and each object is
 * written once. If they do not, the row is put together field by field.
 */
final class RecordJson {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  /** Objects below keys that no dictionary remembers are forgotten when there are so many. */
  private static final int MOST_OBJECTS = 100_000;

  private final Map<String, Field> fields = new HashMap<>();
  private final Map<List<String>, Integer> objects = new HashMap<>();
  private final List<Integer> open = new ArrayList<>();
  private Field[] cellFields = new Field[64];
  private byte[] cellCodes = new byte[64];
  private int[] cellBounds = new int[128];
  private int cellCount;
  private long[] closedIn = new long[16];
  private final ByteBuilder json = new ByteBuilder(4096);
  private long row;
  private boolean needsComma;
  private boolean isScattered;

  /** A field. */
  static final class Field {
    private final List<String> keys;

    /** The keys of the objects around it, as JSON with a colon. */
    private final byte[][] objectKeys;

    /** The numbers of those objects. */
    private final int[] objects;

    /** Its own key, as JSON with a colon. */
    private final byte[] key;

    private Field(List<String> keys, byte[][] objectKeys, int[] objects, byte[] key) {
      this.keys = keys;
      this.objectKeys = objectKeys;
      this.objects = objects;
      this.key = key;
    }
  }

  /** Forgets fields before the next page, if there are very many of them. */
  void clearIfLarge() {
    if (objects.size() > MOST_OBJECTS || fields.size() > MOST_OBJECTS) {
      objects.clear();
      fields.clear();
      closedIn = new long[16];
    }
  }

  /** The field at that pointer. */
  Field field(String pointer) {
    return fields.computeIfAbsent(pointer, this::newField);
  }

  /** The same without remembering it. */
  Field newField(String pointer) {
    List<String> keys = ColumnPath.parse(pointer).keys();
    int depth = keys.size() - 1;
    byte[][] objectKeys = new byte[depth][];
    int[] numbers = new int[depth];
    for (int i = 0; i < depth; i++) {
      objectKeys[i] = encoded(keys.get(i));
      numbers[i] = number(keys.subList(0, i + 1));
    }
    return new Field(keys, objectKeys, numbers, encoded(keys.get(depth)));
  }

  private int number(List<String> path) {
    Integer known = objects.get(path);
    if (known == null) {
      known = objects.size();
      objects.put(List.copyOf(path), known);
    }
    return known;
  }

  private static byte[] encoded(String key) {
    Buffer buffer = new Buffer();
    try (JsonWriter writer = JsonWriter.of(buffer)) {
      writer.setLenient(true);
      writer.value(key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return buffer.writeByte(':').readByteArray();
  }

  /** Starts the object of the next row. */
  void begin() {
    row++;
    cellCount = 0;
    open.clear();
    json.truncate(0);
    json.append('{');
    needsComma = false;
    isScattered = false;
    if (closedIn.length < objects.size()) {
      closedIn = Arrays.copyOf(closedIn, objects.size() * 2);
    }
  }

  /** Adds a field with its text, which stays as it is until {@link #end}. */
  void add(Field field, byte code, byte[] bytes, int from, int to) {
    remember(field, code, from, to);
    int common = 0;
    int[] around = field.objects;
    while (common < around.length && common < open.size() && open.get(common) == around[common]) {
      common++;
    }
    closeDownTo(common);
    for (int i = common; i < around.length; i++) {
      isScattered |= wasClosed(around[i]);
      comma();
      json.append(field.objectKeys[i], 0, field.objectKeys[i].length);
      json.append('{');
      needsComma = false;
      open.add(around[i]);
    }
    comma();
    json.append(field.key, 0, field.key.length);
    value(code, bytes, from, to);
  }

  private void remember(Field field, byte code, int from, int to) {
    if (cellCount == cellCodes.length) {
      cellFields = Arrays.copyOf(cellFields, cellCount * 2);
      cellCodes = Arrays.copyOf(cellCodes, cellCount * 2);
      cellBounds = Arrays.copyOf(cellBounds, cellCount * 4);
    }
    cellFields[cellCount] = field;
    cellCodes[cellCount] = code;
    cellBounds[2 * cellCount] = from;
    cellBounds[2 * cellCount + 1] = to;
    cellCount++;
  }

  private boolean wasClosed(int object) {
    if (object >= closedIn.length) {
      closedIn = Arrays.copyOf(closedIn, Math.max(object + 1, closedIn.length * 2));
    }
    return closedIn[object] == row;
  }

  private void closeDownTo(int depth) {
    while (open.size() > depth) {
      int closed = open.remove(open.size() - 1);
      if (!wasClosed(closed)) {
        closedIn[closed] = row;
      }
      json.append('}');
      needsComma = true;
    }
  }

  private void comma() {
    if (needsComma) {
      json.append(',');
    }
    needsComma = true;
  }

  private void value(byte code, byte[] bytes, int from, int to) {
    if (code == CellCode.NULL) {
      json.append(NULL, 0, NULL.length);
    } else if (code == CellCode.STRING) {
      json.append('"');
      text(bytes, from, to);
      json.append('"');
    } else {
      json.append(bytes, from, to - from);
    }
  }

  private void text(byte[] bytes, int from, int to) {
    int plain = from;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
        json.append(bytes, plain, i - plain);
        plain = i + 1;
        json.append('\\');
        if (b == '"' || b == '\\') {
          json.append(b);
        } else {
          json.append('u');
          json.append('0');
          json.append('0');
          json.append(HEX[b >> 4]);
          json.append(HEX[b & 0xF]);
        }
      }
    }
    json.append(bytes, plain, to - plain);
  }

  /**
   * Ends the object.
   *
   * @param bytes what holds the texts of all its fields
   */
  void end(byte[] bytes) {
    closeDownTo(0);
    json.append('}');
    if (isScattered) {
      gather(bytes);
    }
  }

  private void gather(byte[] bytes) {
    RemainingFields all = new RemainingFields();
    for (int i = 0; i < cellCount; i++) {
      CellKind kind = CellCode.kind(cellCodes[i]);
      int from = cellBounds[2 * i];
      String text = new String(bytes, from, cellBounds[2 * i + 1] - from, StandardCharsets.UTF_8);
      all.add(cellFields[i].keys, kind == CellKind.STRING, kind == CellKind.NULL ? "null" : text);
    }
    json.truncate(0);
    json.append(all.utf8(), 0, all.utf8().length);
  }

  /** The bytes of the object, up to {@link #length}. */
  byte[] bytes() {
    return json.array();
  }

  int length() {
    return json.length();
  }
}
