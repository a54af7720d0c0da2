package io.github.customerio4j.extract.sink.jsonl;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.extract.sink.ColumnNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import okio.Buffer;

/**
 * The fields of a row that have no column. They arrive as one JSON object; this class finds the
 * object that each belongs to, so that an object with fields of both kinds is written once.
 */
final class RemainingFields {
  private static final byte[] NO_KEY = {};

  private final FieldTree tree;
  private final boolean[] isWritten;
  private byte[] text = {};
  private int position;
  private int count;
  private int[] objects = new int[16];
  private byte[][] keys = new byte[16][];
  private int[] starts = new int[16];
  private int[] ends = new int[16];

  RemainingFields(FieldTree tree) {
    this.tree = tree;
    this.isWritten = new boolean[tree.objectCount()];
  }

  /**
   * Reads the fields of a row.
   *
   * @param newText the bytes that hold the JSON object, which is well-formed
   * @param from the start of the object
   * @param fields the row's other fields, one bit per field by its position in the tree
   */
  void take(byte[] newText, int from, long[] fields) throws IOException {
    text = newText;
    position = from;
    count = 0;
    Arrays.fill(isWritten, false);
    for (int word = 0; word < fields.length; word++) {
      for (long bits = fields[word]; bits != 0; bits &= bits - 1) {
        int field = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
        for (int object = tree.parent(field);
            object >= 0 && !isWritten[object];
            object = tree.parentOfObject(object)) {
          isWritten[object] = true;
        }
      }
    }
    members(FieldTree.RECORD, fields);
  }

  /** The number of fields. */
  int count() {
    return count;
  }

  /** The object that the n-th field belongs to, which has other fields in the row. */
  int object(int n) {
    return objects[n];
  }

  /** The bytes that hold all fields. */
  byte[] text() {
    return text;
  }

  /** The key that is written for the n-th field, if it cannot have its own; else empty. */
  byte[] key(int n) {
    return keys[n];
  }

  /** The start of the n-th field: of its key, or of its value if it has a {@link #key}. */
  int start(int n) {
    return starts[n];
  }

  /** The end of the n-th field, exclusive. */
  int end(int n) {
    return ends[n];
  }

  private static boolean isWritten(int position, long[] fields) {
    return position >= 0 && (fields[position / Long.SIZE] & (1L << position)) != 0;
  }

  private void members(int object, long[] fields) throws IOException {
    position++;
    skipSpace();
    while (text[position] != '}') {
      int start = position;
      String spelled = key();
      String key =
          object == FieldTree.RECORD ? ColumnNames.beside(FieldTree.RUN_ID, spelled) : spelled;
      skipSpace();
      position++;
      skipSpace();
      int inner = tree.objectAt(object, key);
      boolean isInnerWritten = inner >= 0 && isWritten[inner];
      if (isInnerWritten && text[position] == '{') {
        members(inner, fields);
        skipSpace();
      } else {
        int value = position;
        skipValue();
        boolean isTaken = isInnerWritten || isWritten(tree.positionAt(object, key), fields);
        String free = isTaken ? tree.freeKey(object, key) : key;
        if (free.equals(spelled)) {
          add(object, NO_KEY, start);
        } else {
          add(object, tree.encoded(free), value);
        }
      }
      if (text[position] == ',') {
        position++;
        skipSpace();
      }
    }
    position++;
  }

  private void add(int object, byte[] key, int start) {
    if (count == objects.length) {
      objects = Arrays.copyOf(objects, count * 2);
      keys = Arrays.copyOf(keys, count * 2);
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
    }
    objects[count] = object;
    keys[count] = key;
    starts[count] = start;
    ends[count++] = position;
  }

  private String key() throws IOException {
    int start = position;
    boolean isEscaped = skipString();
    if (!isEscaped) {
      return new String(text, start + 1, position - start - 2, StandardCharsets.UTF_8);
    }
    try (JsonReader json = JsonReader.of(new Buffer().write(text, start, position - start))) {
      return json.nextString();
    }
  }

  /** Moves to the end of the value: a comma or a closing bracket. */
  private void skipValue() {
    int depth = 0;
    while (true) {
      switch (text[position]) {
        case '"' -> skipString();
        case '{', '[' -> {
          depth++;
          position++;
        }
        case '}', ']' -> {
          if (depth == 0) {
            return;
          }
          depth--;
          position++;
        }
        case ',' -> {
          if (depth == 0) {
            return;
          }
          position++;
        }
        default -> position++;
      }
    }
  }

  /** Moves past the string; returns whether it holds an escape. */
  private boolean skipString() {
    boolean isEscaped = false;
    position++;
    while (text[position] != '"') {
      if (text[position] == '\\') {
        isEscaped = true;
        position++;
      }
      position++;
    }
    position++;
    return isEscaped;
  }

  private void skipSpace() {
    while (text[position] >= 0 && text[position] <= ' ') {
      position++;
    }
  }
}
