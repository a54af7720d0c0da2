package io.github.customerio4j.extract.engine.spool;

import java.io.IOException;
import java.util.Arrays;
import okio.Buffer;

/** Numbers of rows: eight bytes each. Those of a page can be taken back until it is whole. */
public final class RowNumbers {
  private long[] numbers = new long[0];
  private int size;
  private int committed;
  private boolean isSorted = true;

  RowNumbers() {}

  void add(long number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(8, size * 2));
    }
    numbers[size++] = number;
    isSorted = false;
  }

  void rollback() {
    size = committed;
  }

  void commit() {
    committed = size;
  }

  boolean isChanged() {
    return size != committed;
  }

  /** Writes the numbers of the page. */
  void save(Buffer to) {
    to.writeInt(size - committed);
    for (int i = committed; i < size; i++) {
      to.writeLong(numbers[i]);
    }
  }

  /** Adds the numbers of a page. */
  void restore(Buffer from) throws IOException {
    for (int left = from.readInt(); left > 0; left--) {
      add(from.readLong());
    }
  }

  /** How many there are on whole pages. */
  int size() {
    return committed;
  }

  /** The numbers in ascending order, once all pages were read. */
  public long[] sorted() {
    if (!isSorted) {
      Arrays.sort(numbers, 0, size);
      isSorted = true;
    }
    return Arrays.copyOf(numbers, size);
  }
}
