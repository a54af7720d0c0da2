package io.github.customerio4j.iceberg;

import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.Row;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A row of texts. */
final class TextRow implements Row {
  private final List<String> texts;
  private final List<byte[]> cells;

  TextRow(List<String> texts) {
    this.texts = List.copyOf(texts);
    this.cells = texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  @Override
  public int size() {
    return cells.size();
  }

  @Override
  public CellKind kind(int column) {
    return CellKind.STRING;
  }

  @Override
  public String text(int column) {
    return texts.get(column);
  }

  @Override
  public int nextCell(int column) {
    return column;
  }

  @Override
  public byte[] utf8(int column) {
    return cells.get(column);
  }

  @Override
  public int start(int column) {
    return 0;
  }

  @Override
  public int end(int column) {
    return cells.get(column).length;
  }
}
