package io.github.customerio4j.iceberg;

import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.Row;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A text that is the same for the same rows in the same order, whenever they were extracted. */
final class RowsDigest {
  private static final int END_OF_ROW = -1;

  private final MessageDigest digest;
  private final int extractedAt;
  private final ByteBuffer number = ByteBuffer.allocate(8);
  private String text = "";

  RowsDigest(TableColumns columns) {
    this.extractedAt = columns.extractedAt();
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot compare rows: Java has no SHA-256.", e);
    }
    columns.fields().forEach(field -> digest.update(field.name().getBytes(StandardCharsets.UTF_8)));
  }

  /** Adds the next row. */
  void add(Row row) {
    for (int i = row.nextCell(0); i < row.size(); i = row.nextCell(i + 1)) {
      if (i != extractedAt && row.kind(i) != CellKind.NULL) {
        int size = row.end(i) - row.start(i);
        put(i, size);
        digest.update(row.utf8(i), row.start(i), size);
      }
    }
    put(END_OF_ROW, END_OF_ROW);
  }

  private void put(int column, int size) {
    digest.update(number.putInt(0, column).putInt(4, size).array());
  }

  /** The text; no rows can be added after it. */
  String text() {
    if (text.isEmpty()) {
      text = HexFormat.of().formatHex(digest.digest());
    }
    return text;
  }
}
