package io.github.customerio4j.extract.sink.jsonl;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import okio.Buffer;

/**
 * The fields of a row that have no column. They arrive as one JSON object; this class finds the
 * object that each belongs to, so that an object with fields of both kinds is written once.
 */
final class RemainingFields {
  private final FieldTree tree;
  private final boolean[] isWritten;
  private byte[] text = {};
  private int position;
  private int count;
  private int[] objects = new int[16];
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
    members(FieldTree.RECORD);
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

  /** The start of the n-th field, which is a key and a value. */
  int start(int n) {
    return starts[n];
  }

  /** The end of the n-th field, exclusive. */
  int end(int n) {
    return ends[n];
  }

  private void members(int object) throws IOException {
    position++;
    skipSpace();
    while (text[position] != '}') {
      int start = position;
      String key = key();
      skipSpace();
      position++;
      skipSpace();
      int inner = text[position] == '{' ? tree.objectAt(object, key) : -1;
      if (inner >= 0 && isWritten[inner]) {
        members(inner);
        skipSpace();
      } else {
        skipValue();
        add(object, start);
      }
      if (text[position] == ',') {
        position++;
        skipSpace();
      }
    }
    position++;
  }

  private void add(int object, int start) {
    if (count == objects.length) {
      objects = Arrays.copyOf(objects, count * 2);
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
    }
    objects[count] = object;
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
