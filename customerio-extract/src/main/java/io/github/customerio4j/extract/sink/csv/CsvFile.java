package io.github.customerio4j.extract.sink.csv;

import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.csv.CsvFormat.FormulaEscaping;
import io.github.customerio4j.extract.sink.file.NewFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;

/** Writes one table's file: a header, then one line per row. */
final class CsvFile implements TableWriter {

  private static final String FORMULA_STARTS = "=+-@\t\r";

  private final FileChannel channel;
  private final CsvEncoder out;
  private final FormulaEscaping formulas;
  private final int size;

  private CsvFile(TableSchema schema, FileChannel channel, FormulaEscaping formulas) {
    this.channel = channel;
    this.formulas = formulas;
    this.size = schema.columns().size();
    this.out = new CsvEncoder(channel);
  }

  static CsvFile open(NewFile file, FormulaEscaping formulas) throws IOException {
    FileChannel channel =
        FileChannel.open(file.path(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    CsvFile opened = new CsvFile(file.schema(), channel, formulas);
    try {
      opened.writeHeader(file.schema());
    } catch (IOException e) {
      opened.close();
      throw e;
    }
    return opened;
  }

  @Override
  public void write(Row row) throws IOException {
    int delimiters = 0;
    for (int column = row.nextCell(0); column < size; column = row.nextCell(column + 1)) {
      out.delimiters(column - delimiters);
      field(row, column);
      delimiters = column;
    }
    out.delimiters(size - 1 - delimiters);
    out.endLine();
  }

  private void field(Row row, int column) throws IOException {
    byte[] text = row.utf8(column);
    int start = row.start(column);
    int end = row.end(column);
    if (formulas == FormulaEscaping.APOSTROPHE
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
    out.flush();
    channel.close();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void writeHeader(TableSchema schema) throws IOException {
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
}
