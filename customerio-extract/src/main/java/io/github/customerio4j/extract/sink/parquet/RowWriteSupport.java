package io.github.customerio4j.extract.sink.parquet;

import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.Row;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Passes the cells of a row to the library, each as a value of its column's type. */
final class RowWriteSupport extends WriteSupport<Row> {
  private static final long MICROS = 1_000_000;

  private final ParquetColumns columns;
  private final MessageType message;
  private final int[] places;
  private final DataType[] types;
  private final boolean[] isNever;
  private final int firstField;
  private final Binary runId;
  private @Nullable RecordConsumer consumer;

  RowWriteSupport(ParquetColumns columns) {
    this.columns = columns;
    this.message = columns.message();
    this.places = columns.places();
    this.types = columns.types();
    this.isNever = new boolean[types.length];
    for (int i = 0; i < isNever.length; i++) {
      isNever[i] = columns.isNever(i);
    }
    this.firstField = columns.runId().isPresent() ? 1 : 0;
    this.runId =
        Binary.fromConstantByteArray(
            columns.runId().orElse("").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  @SuppressWarnings("deprecation") // It is abstract, so it must be overridden.
  public WriteContext init(Configuration any) {
    return context();
  }

  @Override
  public WriteContext init(ParquetConfiguration any) {
    return context();
  }

  private WriteContext context() {
    return new WriteContext(message, columns.metadata());
  }

  @Override
  public void prepareForWrite(RecordConsumer newConsumer) {
    consumer = newConsumer;
  }

  @Override
  public void write(Row row) {
    RecordConsumer to = consumer;
    if (to == null) {
      throw new IllegalStateException("Cannot write a row: the file is not open.");
    }
    to.startMessage();
    if (firstField > 0) {
      to.startField(message.getFieldName(0), 0);
      to.addBinary(runId);
      to.endField(message.getFieldName(0), 0);
    }
    for (int i = 0; i < places.length; i++) {
      int place = places[i];
      if (place >= 0
          && row.kind(place) != CellKind.NULL
          && !(isNever[i] && row.wholeNumber(place) == 0)) {
        int field = firstField + i;
        String name = message.getFieldName(field);
        to.startField(name, field);
        add(to, i, row, place);
        to.endField(name, field);
      }
    }
    to.endMessage();
  }

  private void add(RecordConsumer to, int column, Row row, int place) {
    byte[] text = row.utf8(place);
    int start = row.start(place);
    int end = row.end(place);
    switch (types[column]) {
      case INTEGER -> to.addLong(row.wholeNumber(place));
      case TIME -> to.addLong(row.wholeNumber(place) * MICROS);
      case BOOLEAN -> to.addBoolean(text[start] == 't');
      case DECIMAL -> to.addBinary(decimal(String.valueOf(row.text(place)), columns.scale(column)));
      case JSON, NUMBER, NONE, TEXT ->
          to.addBinary(Binary.fromReusedByteArray(text, start, end - start));
    }
  }

  /** The unscaled number in two's complement, big-endian. */
  private static Binary decimal(String text, int scale) {
    byte[] number = new BigDecimal(text).setScale(scale).unscaledValue().toByteArray();
    byte[] bytes = new byte[ParquetColumn.DECIMAL_BYTES];
    int pad = bytes.length - number.length;
    Arrays.fill(bytes, 0, pad, (byte) (number[0] < 0 ? -1 : 0));
    System.arraycopy(number, 0, bytes, pad, number.length);
    return Binary.fromConstantByteArray(bytes);
  }
}
