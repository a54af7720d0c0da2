package io.github.customerio4j.extract.write.csv;

import io.github.customerio4j.extract.write.CellKind;
import io.github.customerio4j.extract.write.Column;
import io.github.customerio4j.extract.write.Row;
import io.github.customerio4j.extract.write.TableSchema;
import io.github.customerio4j.extract.write.TableWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes one table's file: a header, then a line a row. */
final class CsvTableWriter implements TableWriter {

  /** Told when the file is whole and on the disk. */
  @FunctionalInterface
  interface Completion {
    void completed(long bytes) throws IOException;
  }

  private static final String FORMULA_STARTS = "=+-@\t\r";

  private enum Phase {
    OPEN,
    /** A write failed: what is in the file is not known any more. */
    BROKEN,
    COMPLETE,
    CLOSED
  }

  private final TableSchema schema;
  private final Path file;
  private final FileChannel channel;
  private final CsvEncoder out;
  private final Completion completion;
  private final Formulas formulas;
  private Phase phase = Phase.OPEN;

  private CsvTableWriter(
      TableSchema schema,
      Path file,
      FileChannel channel,
      Formulas formulas,
      Completion completion) {
    this.schema = schema;
    this.file = file;
    this.channel = channel;
    this.formulas = formulas;
    this.completion = completion;
    this.out = new CsvEncoder(channel);
  }

  static CsvTableWriter open(
      TableSchema schema, Path file, Formulas formulas, Completion completion) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    CsvTableWriter writer = new CsvTableWriter(schema, file, channel, formulas, completion);
    try {
      writer.writeHeader();
    } catch (IOException e) {
      writer.close();
      throw e;
    }
    return writer;
  }

  @Override
  public void write(Row row) throws IOException {
    require(Phase.OPEN, "write to");
    int size = schema.columns().size();
    if (row.size() != size) {
      throw new IllegalArgumentException(
          "Cannot write to table %s: a row has %d cells, the table %d columns"
              .formatted(schema.name(), row.size(), size));
    }
    phase = Phase.BROKEN;
    int delimiters = 0;
    for (int column = row.nextCell(0); column < size; column = row.nextCell(column + 1)) {
      out.delimiters(column - delimiters);
      field(row, column);
      delimiters = column;
    }
    out.delimiters(size - 1 - delimiters);
    out.endLine();
    phase = Phase.OPEN;
  }

  private void field(Row row, int column) throws IOException {
    byte[] text = row.utf8(column);
    int start = row.start(column);
    int end = row.end(column);
    if (formulas == Formulas.NEUTRALISED
        && start < end
        && FORMULA_STARTS.indexOf(text[start]) >= 0
        && row.kind(column) == CellKind.STRING) {
      byte[] neutral = new byte[end - start + 1];
      neutral[0] = '\'';
      System.arraycopy(text, start, neutral, 1, end - start);
      out.field(neutral, 0, neutral.length);
    } else {
      out.field(text, start, end);
    }
  }

  @Override
  public void complete() throws IOException {
    require(Phase.OPEN, "complete");
    phase = Phase.BROKEN;
    out.flush();
    channel.force(true);
    channel.close();
    completion.completed(Files.size(file));
    phase = Phase.COMPLETE;
  }

  @Override
  public void close() throws IOException {
    if (phase == Phase.OPEN || phase == Phase.BROKEN) {
      phase = Phase.CLOSED;
      channel.close();
      Files.deleteIfExists(file);
    }
  }

  boolean isOpen() {
    return phase == Phase.OPEN || phase == Phase.BROKEN;
  }

  private void writeHeader() throws IOException {
    // The encoder reports what UTF-8 cannot hold; String.getBytes would put "?".
    CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
    int position = 0;
    for (Column column : schema.columns()) {
      ByteBuffer encoded = utf8.encode(CharBuffer.wrap(column.name()));
      byte[] name = new byte[encoded.remaining()];
      encoded.get(name);
      out.delimiters(position++ == 0 ? 0 : 1);
      out.field(name, 0, name.length);
    }
    out.endLine();
  }

  private void require(Phase expected, String verb) {
    if (phase != expected) {
      throw new IllegalStateException(
          "Cannot %s table %s: its writer is %s"
              .formatted(
                  verb,
                  schema.name(),
                  switch (phase) {
                    case OPEN -> "open";
                    case BROKEN -> "broken by a failure before";
                    case COMPLETE -> "complete";
                    case CLOSED -> "closed";
                  }));
    }
  }
}
