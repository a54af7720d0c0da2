package io.github.customerio4j.extract.engine.row;

/** The bits of a spooled row's flags. */
public final class RowFlags {
  /** The previous window may have brought the record as well. */
  public static final int AT_START = 1;

  /** The next window may bring the record as well. */
  public static final int AT_END = 2;

  /** The row has a cell whose key came after the dictionary was full. */
  public static final int UNLISTED = 4;

  /** The record lies beyond the time at which the slice was split; another slice brings it. */
  public static final int BEYOND = 8;

  /** An earlier row has another version of the same record. */
  public static final int REPEATED = 16;

  private RowFlags() {}
}
