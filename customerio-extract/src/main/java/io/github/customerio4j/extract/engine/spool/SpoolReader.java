package io.github.customerio4j.extract.engine.spool;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads spooled rows one after the other, many with one read, without copying them again. */
public final class SpoolReader implements Closeable {
  private static final int FIRST_CAPACITY = 128 << 10;

  /** The most bytes of a row's length and flags. */
  private static final int MAX_HEAD = 6;

  private final InputStream in;
  private byte[] buffer = new byte[FIRST_CAPACITY];
  private int position;
  private int limit;
  private int flags;
  private int start;
  private int length;

  public SpoolReader(InputStream in) {
    this.in = in;
  }

  /** Moves to the next row; false at the end. */
  public boolean next() throws IOException {
    position = start + length;
    if (!has(MAX_HEAD) && position == limit) {
      return false;
    }
    int size = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = head();
      size |= (b & 0x7F) << shift;
      if (b >= 0) {
        break;
      }
    }
    flags = head();
    if (!has(size)) {
      throw cut();
    }
    start = position;
    length = size;
    return true;
  }

  /**
   * The array that holds the row. It may be another array, or have other contents, after {@link
   * #next}.
   */
  public byte[] bytes() {
    return buffer;
  }

  /** Where the row's first cell begins. */
  public int start() {
    return start;
  }

  /** Where the row's last cell ends. */
  public int end() {
    return start + length;
  }

  public int flags() {
    return flags;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private byte head() throws EOFException {
    if (position == limit) {
      throw cut();
    }
    return buffer[position++];
  }

  /** Reads until that many bytes are available; false if there are fewer. */
  private boolean has(int count) throws IOException {
    if (limit - position >= count) {
      return true;
    }
    byte[] to = buffer.length >= count ? buffer : new byte[Math.max(count, buffer.length * 2)];
    System.arraycopy(buffer, position, to, 0, limit - position);
    limit -= position;
    position = 0;
    buffer = to;
    while (limit < count) {
      int read = in.read(buffer, limit, buffer.length - limit);
      if (read < 0) {
        return false;
      }
      limit += read;
    }
    return true;
  }

  private static EOFException cut() {
    return new EOFException("Cannot read spooled rows back: a file was cut");
  }
}
