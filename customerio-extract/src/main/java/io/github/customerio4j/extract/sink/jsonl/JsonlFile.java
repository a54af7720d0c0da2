package io.github.customerio4j.extract.sink.jsonl;

import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.file.NewFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** Writes one table's file: an object a row, put together again from its fields. */
final class JsonlFile implements TableWriter {
  private static final String RUN_ID = "_run_id";
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream file;
  private final OutputStream stream;
  private final JsonEncoder out;
  private final FieldTree nesting;

  /** What the first field of each row is, or nothing. */
  private final byte[] runId;

  /** The column that gathers the fields which have none of their own, or -1. */
  private final int gathering;

  private final RemainingFields leftovers;
  private final int size;

  /** A bit for each field of the row at hand, by its place in the nesting. */
  private final long[] fields;

  /** The object that is being written, and whether it has a field already. */
  private int open;

  private boolean isEmpty;

  private JsonlFile(NewFile wanted, OutputStream file, Compression compression) throws IOException {
    TableSchema schema = wanted.schema();
    this.file = file;
    this.stream = compression.over(file);
    this.out = new JsonEncoder(stream);
    this.nesting = FieldTree.of(schema.columns());
    this.size = schema.columns().size();
    this.fields = new long[(size + Long.SIZE - 1) / Long.SIZE];
    this.gathering = gathering(schema);
    this.leftovers = new RemainingFields(nesting);
    this.runId = runId(wanted);
  }

  static JsonlFile open(NewFile file, Compression compression) throws IOException {
    OutputStream out =
        Files.newOutputStream(file.path(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    JsonlFile opened = null;
    try {
      opened = new JsonlFile(file, out, compression);
      return opened;
    } finally {
      if (opened == null) {
        out.close();
      }
    }
  }

  @Override
  public void write(Row row) throws IOException {
    boolean hasLeftovers = mark(row);
    out.put('{');
    open = FieldTree.RECORD;
    isEmpty = true;
    if (runId.length > 0) {
      out.raw(runId, 0, runId.length);
      isEmpty = false;
    }
    for (int word = 0; word < fields.length; word++) {
      for (long bits = fields[word]; bits != 0; bits &= bits - 1) {
        field(row, word * Long.SIZE + Long.numberOfTrailingZeros(bits), hasLeftovers);
      }
      fields[word] = 0;
    }
    while (open != FieldTree.RECORD) {
      close(hasLeftovers);
    }
    if (hasLeftovers) {
      writeLeftovers();
    }
    out.put('}');
    out.put('\n');
  }

  private static boolean isObject(Row row, int column) {
    return row.kind(column) == CellKind.JSON && row.utf8(column)[row.start(column)] == '{';
  }

  /** Marks the row's fields; true if some have no column of their own. */
  private boolean mark(Row row) throws IOException {
    boolean hasLeftovers = false;
    for (int column = row.nextField(0); column < size; column = row.nextField(column + 1)) {
      if (column == gathering && isObject(row, column)) {
        hasLeftovers = true;
      } else {
        int position = nesting.position(column);
        fields[position / Long.SIZE] |= 1L << position;
      }
    }
    if (hasLeftovers) {
      leftovers.take(row.utf8(gathering), row.start(gathering), fields);
    }
    return hasLeftovers;
  }

  private void field(Row row, int position, boolean hasLeftovers) throws IOException {
    int parent = nesting.parent(position);
    if (parent != open) {
      moveTo(parent, hasLeftovers);
    }
    name(nesting.name(position));
    int column = nesting.column(position);
    CellKind kind = row.kind(column);
    if (kind == CellKind.NULL) {
      out.raw(NULL, 0, NULL.length);
      return;
    }
    byte[] text = row.utf8(column);
    int start = row.start(column);
    int end = row.end(column);
    switch (kind) {
      case STRING -> out.string(text, start, end);
      case JSON -> out.json(text, start, end);
      default -> out.raw(text, start, end);
    }
  }

  /** Closes and opens objects until that one is open. */
  private void moveTo(int object, boolean hasLeftovers) throws IOException {
    while (!contains(open, object)) {
      close(hasLeftovers);
    }
    open(object);
  }

  private boolean contains(int outer, int object) {
    int inner = object;
    while (nesting.depth(inner) > nesting.depth(outer)) {
      inner = nesting.parentOfObject(inner);
    }
    return inner == outer;
  }

  private void open(int object) throws IOException {
    if (object != open) {
      open(nesting.parentOfObject(object));
      name(nesting.nameOfObject(object));
      out.put('{');
      open = object;
      isEmpty = true;
    }
  }

  private void close(boolean hasLeftovers) throws IOException {
    if (hasLeftovers) {
      writeLeftovers();
    }
    out.put('}');
    open = nesting.parentOfObject(open);
    isEmpty = false;
  }

  private void writeLeftovers() throws IOException {
    for (int i = 0; i < leftovers.count(); i++) {
      if (leftovers.object(i) == open) {
        if (!isEmpty) {
          out.put(',');
        }
        isEmpty = false;
        out.json(leftovers.text(), leftovers.start(i), leftovers.end(i));
      }
    }
  }

  private void name(byte[] name) throws IOException {
    int from = isEmpty ? 1 : 0;
    out.raw(name, from, name.length);
    isEmpty = false;
  }

  @Override
  public void complete() throws IOException {
    out.flush();
    close();
  }

  @Override
  public void close() throws IOException {
    // A compressor that cannot write its end does not close the file.
    try (file) {
      stream.close();
    }
  }

  /** The engine's column without a pointer that has cells; those of former runs have none. */
  private static int gathering(TableSchema schema) {
    for (int column = schema.columns().size() - 1; column >= 0; column--) {
      Column candidate = schema.columns().get(column);
      if (candidate.pointer().isEmpty()) {
        return column;
      }
    }
    return -1;
  }

  private static byte[] runId(NewFile file) {
    if (file.runId().isEmpty()) {
      return new byte[0];
    }
    String name = RUN_ID;
    while (hasField(file.schema(), name)) {
      name = "_" + name;
    }
    return ("\"" + name + "\":\"" + file.runId().get() + "\"").getBytes(StandardCharsets.UTF_8);
  }

  private static boolean hasField(TableSchema schema, String key) {
    return schema.columns().stream().anyMatch(column -> column.pointer().equals("/" + key));
  }
}
