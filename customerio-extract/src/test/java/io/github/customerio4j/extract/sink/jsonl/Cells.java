package io.github.customerio4j.extract.sink.jsonl;

import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.Row;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of cells of any kind that distinguishes null from absent fields. */
record Cells(List<Cell> cells) implements Row {
  static final Cell ABSENT = new Cell(CellKind.NULL, "absent");
  static final Cell NULL = new Cell(CellKind.NULL, "null");

  record Cell(CellKind kind, String text) {}

  static Cells row(Cell... cells) {
    return new Cells(List.of(cells));
  }

  static Cell string(String text) {
    return new Cell(CellKind.STRING, text);
  }

  static Cell number(String text) {
    return new Cell(CellKind.NUMBER, text);
  }

  static Cell bool(String text) {
    return new Cell(CellKind.BOOLEAN, text);
  }

  static Cell json(String text) {
    return new Cell(CellKind.JSON, text);
  }

  @Override
  public int size() {
    return cells.size();
  }

  @Override
  public CellKind kind(int column) {
    return cells.get(column).kind();
  }

  @Override
  public @Nullable String text(int column) {
    return kind(column) == CellKind.NULL ? null : cells.get(column).text();
  }

  @Override
  public int nextCell(int column) {
    int next = column;
    while (next < size() && kind(next) == CellKind.NULL) {
      next++;
    }
    return next;
  }

  @Override
  public int nextField(int column) {
    int next = column;
    while (next < size() && cells.get(next).equals(ABSENT)) {
      next++;
    }
    return next;
  }

  @Override
  public byte[] utf8(int column) {
    // Other bytes surround the text, as in the engine's rows.
    return ("\"" + (text(column) == null ? "" : text(column)) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public int start(int column) {
    return 1;
  }

  @Override
  public int end(int column) {
    return utf8(column).length - 1;
  }
}
