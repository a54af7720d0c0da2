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

/** Writes one table's file: one object per row, rebuilt from its fields. */
final class JsonlFile implements TableWriter {
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream file;
  private final OutputStream stream;
  private final JsonEncoder out;
  private final FieldTree tree;

  /** The first field of each row; empty if rows have no run id. */
  private final byte[] runId;

  /** The column that gathers the fields without a column, or -1. */
  private final int overflow;

  private final RemainingFields remaining;
  private final int size;

  /** One bit per field of the current row, by its position in the tree. */
  private final long[] fields;

  /** The object that is being written. */
  private int open;

  /** Whether that object has no field yet. */
  private boolean isEmpty;

  private JsonlFile(NewFile newFile, OutputStream file, Compression compression)
      throws IOException {
    TableSchema schema = newFile.schema();
    this.file = file;
    this.stream = compression.over(file);
    this.out = new JsonEncoder(stream);
    this.tree = FieldTree.of(schema.columns());
    this.size = schema.columns().size();
    this.fields = new long[(size + Long.SIZE - 1) / Long.SIZE];
    this.overflow = overflow(schema);
    this.remaining = new RemainingFields(tree);
    this.runId = runId(newFile);
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
    boolean hasRemaining = mark(row);
    out.put('{');
    open = FieldTree.RECORD;
    isEmpty = true;
    if (runId.length > 0) {
      out.raw(runId, 0, runId.length);
      isEmpty = false;
    }
    for (int word = 0; word < fields.length; word++) {
      for (long bits = fields[word]; bits != 0; bits &= bits - 1) {
        field(row, word * Long.SIZE + Long.numberOfTrailingZeros(bits), hasRemaining);
      }
      fields[word] = 0;
    }
    while (open != FieldTree.RECORD) {
      close(hasRemaining);
    }
    if (hasRemaining) {
      writeRemaining();
    }
    out.put('}');
    out.put('\n');
  }

  private boolean isWritten(Row row, int column) {
    return row.kind(column) != CellKind.NULL && (column != overflow || !isObject(row, column));
  }

  private static boolean isObject(Row row, int column) {
    return row.kind(column) == CellKind.JSON && row.utf8(column)[row.start(column)] == '{';
  }

  /** Marks the row's fields; returns whether some of them have no column. */
  private boolean mark(Row row) throws IOException {
    boolean hasRemaining = false;
    for (int column = row.nextField(0); column < size; column = row.nextField(column + 1)) {
      if (column == overflow && isObject(row, column)) {
        hasRemaining = true;
      } else {
        int position = tree.position(column);
        fields[position / Long.SIZE] |= 1L << position;
      }
    }
    if (hasRemaining) {
      remaining.take(row.utf8(overflow), row.start(overflow), fields);
    }
    return hasRemaining;
  }

  private void field(Row row, int position, boolean hasRemaining) throws IOException {
    int twin = tree.twin(position);
    boolean isTwin = twin >= 0 && isWritten(row, tree.column(twin));
    int parent = tree.parent(isTwin ? twin : position);
    if (parent != open) {
      moveTo(parent, hasRemaining);
    }
    name(isTwin ? tree.nameBesideTwin(position) : tree.name(position));
    int column = tree.column(position);
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

  /** Closes and opens objects until the given one is open. */
  private void moveTo(int object, boolean hasRemaining) throws IOException {
    while (!contains(open, object)) {
      close(hasRemaining);
    }
    open(object);
  }

  private boolean contains(int outer, int object) {
    int inner = object;
    while (tree.depth(inner) > tree.depth(outer)) {
      inner = tree.parentOfObject(inner);
    }
    return inner == outer;
  }

  private void open(int object) throws IOException {
    if (object != open) {
      open(tree.parentOfObject(object));
      name(tree.nameOfObject(object));
      out.put('{');
      open = object;
      isEmpty = true;
    }
  }

  private void close(boolean hasRemaining) throws IOException {
    if (hasRemaining) {
      writeRemaining();
    }
    out.put('}');
    open = tree.parentOfObject(open);
    isEmpty = false;
  }

  private void writeRemaining() throws IOException {
    for (int i = 0; i < remaining.count(); i++) {
      if (remaining.object(i) == open) {
        if (!isEmpty) {
          out.put(',');
        }
        isEmpty = false;
        byte[] key = remaining.key(i);
        out.raw(key, 0, key.length);
        out.json(remaining.text(), remaining.start(i), remaining.end(i));
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
    // A compressor that fails to write its end does not close the file.
    try (file) {
      stream.close();
    }
  }

  /** The last column without a pointer: columns of previous runs without one have no cells. */
  private static int overflow(TableSchema schema) {
    for (int column = schema.columns().size() - 1; column >= 0; column--) {
      Column candidate = schema.columns().get(column);
      if (candidate.pointer().isEmpty()) {
        return column;
      }
    }
    return -1;
  }

  private static byte[] runId(NewFile file) {
    return file.runId()
        .map(id -> ("\"" + FieldTree.RUN_ID + "\":\"" + id + "\"").getBytes(StandardCharsets.UTF_8))
        .orElse(new byte[0]);
  }
}
