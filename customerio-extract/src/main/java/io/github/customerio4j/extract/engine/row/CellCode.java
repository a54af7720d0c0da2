package io.github.customerio4j.extract.engine.row;

import io.github.customerio4j.extract.sink.CellKind;

/** How a cell's kind stands in a spooled row: one byte. */
public final class CellCode {
  /** A field that is present and null; an absent field has no cell. */
  public static final int NULL = 0;

  public static final int STRING = 1;
  static final int JSON = 4;

  private CellCode() {}

  public static int of(CellKind kind) {
    return switch (kind) {
      case NULL -> NULL;
      case STRING -> STRING;
      case NUMBER -> 2;
      case BOOLEAN -> 3;
      case JSON -> JSON;
    };
  }

  /** The code, if it is one. */
  public static byte checked(byte code) {
    if (code < 0 || code > 4) {
      throw new IllegalStateException("Cannot read spooled rows back: no cell is of kind " + code);
    }
    return code;
  }

  /** The kind of a {@link #checked} code. */
  public static CellKind kind(int code) {
    return switch (code) {
      case NULL -> CellKind.NULL;
      case 1 -> CellKind.STRING;
      case 2 -> CellKind.NUMBER;
      case 3 -> CellKind.BOOLEAN;
      default -> CellKind.JSON;
    };
  }
}
