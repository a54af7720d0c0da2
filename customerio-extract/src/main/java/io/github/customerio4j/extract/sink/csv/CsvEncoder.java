package io.github.customerio4j.extract.sink.csv;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;

/**
 * Writes fields from their UTF-8 bytes, in {@link CsvDialect}. A field is quoted where Commons CSV
 * quotes it: if it is empty, holds a delimiter, a quote or a line break, starts with a byte up to
 * {@code #}, or ends with a byte up to the space.
 */
final class CsvEncoder {
  private static final int CAPACITY = 256 << 10;
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = ONES * CsvDialect.ENCLOSURE;
  private static final long DELIMITERS = ONES * CsvDialect.DELIMITER;
  private static final long LINE_FEEDS = ONES * '\n';
  private static final long RETURNS = ONES * '\r';

  private final WritableByteChannel out;
  private final byte[] buffer = new byte[CAPACITY];
  private int size;

  CsvEncoder(WritableByteChannel out) {
    this.out = out;
  }

  /** Appends delimiters; the fields between them are null. */
  void delimiters(int count) throws IOException {
    int rest = count;
    while (rest > 0) {
      room(Long.BYTES);
      // Writes eight at once; later bytes overwrite the surplus.
      WORD.set(buffer, size, DELIMITERS);
      int some = Math.min(rest, Long.BYTES);
      size += some;
      rest -= some;
    }
  }

  /** Appends a field that is not null. */
  void field(byte[] text, int from, int to) throws IOException {
    if (canCopyWords(text, from, to)) {
      if (isQuotedByEnds(text, from, to) || !copied(text, from, to)) {
        quoted(text, from, to);
      }
    } else if (needsQuotes(text, from, to)) {
      quoted(text, from, to);
    } else {
      plain(text, from, to);
    }
  }

  /** Whether whole words can be read up to the end of the field, and written to the buffer. */
  private boolean canCopyWords(byte[] text, int from, int to) {
    int words = (to - from + Long.BYTES - 1) & -Long.BYTES;
    return words <= text.length - from && words <= CAPACITY - size;
  }

  /** Copies a field, unless it holds something special. Later bytes overwrite the surplus. */
  private boolean copied(byte[] text, int from, int to) {
    int at = size;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      long word = (long) WORD.get(text, i);
      if (hasSpecial(word)) {
        return false;
      }
      WORD.set(buffer, at, word);
      at += Long.BYTES;
    }
    if (i < to) {
      long word = (long) WORD.get(text, i);
      // Shifts out the bytes after the field; the zeros that replace them are not special.
      if (hasSpecial(word << (Byte.SIZE * (Long.BYTES - (to - i))))) {
        return false;
      }
      WORD.set(buffer, at, word);
    }
    size += to - from;
    return true;
  }

  void endLine() throws IOException {
    room(1);
    buffer[size++] = '\n';
  }

  /** Writes the buffered bytes to the channel. */
  void flush() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, size);
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
    size = 0;
  }

  private void plain(byte[] text, int from, int to) throws IOException {
    int at = from;
    while (at < to) {
      int some = Math.min(to - at, room(Math.min(to - at, CAPACITY)));
      System.arraycopy(text, at, buffer, size, some);
      size += some;
      at += some;
    }
  }

  private void quoted(byte[] text, int from, int to) throws IOException {
    room(1);
    buffer[size++] = CsvDialect.ENCLOSURE;
    int at = from;
    while (at < to) {
      // Room for twice the bytes, because each of them may be a quote.
      int end = Math.min(to, at + room(2) / 2);
      at = doubled(text, at, end);
    }
    room(1);
    buffer[size++] = CsvDialect.ENCLOSURE;
  }

  /** Copies and doubles each quote; there is room for twice the bytes. Returns the end. */
  private int doubled(byte[] text, int from, int end) {
    int at = from;
    while (at + Long.BYTES <= end) {
      long word = (long) WORD.get(text, at);
      long quotes = zeros(word ^ QUOTES) & HIGHS;
      // Copies the whole word; later bytes overwrite the part after the first quote.
      WORD.set(buffer, size, word);
      int count = quotes == 0 ? Long.BYTES : (Long.numberOfTrailingZeros(quotes) >>> 3) + 1;
      at += count;
      size += count;
      if (quotes != 0) {
        buffer[size++] = CsvDialect.ENCLOSURE;
      }
    }
    while (at < end) {
      byte c = text[at++];
      buffer[size++] = c;
      if (c == CsvDialect.ENCLOSURE) {
        buffer[size++] = c;
      }
    }
    return at;
  }

  /** Makes room for at least {@code needed} bytes; returns the number of free bytes. */
  private int room(int needed) throws IOException {
    if (CAPACITY - size < needed) {
      flush();
    }
    return CAPACITY - size;
  }

  private static boolean isQuotedByEnds(byte[] text, int from, int to) {
    return from == to || (text[from] & 0xFF) <= '#' || (text[to - 1] & 0xFF) <= ' ';
  }

  private static boolean needsQuotes(byte[] text, int from, int to) {
    if (isQuotedByEnds(text, from, to)) {
      return true;
    }
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      if (hasSpecial((long) WORD.get(text, i))) {
        return true;
      }
    }
    for (; i < to; i++) {
      if (isSpecial(text[i])) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSpecial(byte c) {
    return c == CsvDialect.ENCLOSURE || c == CsvDialect.DELIMITER || c == '\n' || c == '\r';
  }

  /** Whether any of eight bytes is special. */
  private static boolean hasSpecial(long word) {
    long zeros =
        zeros(word ^ QUOTES)
            | zeros(word ^ DELIMITERS)
            | zeros(word ^ LINE_FEEDS)
            | zeros(word ^ RETURNS);
    return (zeros & HIGHS) != 0;
  }

  private static long zeros(long word) {
    return (word - ONES) & ~word;
  }
}
