package io.github.customerio4j.extract.sink.jsonl;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes JSON from UTF-8 bytes, without line breaks. */
final class JsonEncoder {
  private static final int CAPACITY = 256 << 10;

  /** The most bytes of an escaped byte: {@code \}{@code u001f}. */
  private static final int LONGEST_ESCAPE = 6;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long SPACES = ONES * ' ';

  private final OutputStream out;
  private final byte[] buffer = new byte[CAPACITY];
  private int size;

  JsonEncoder(OutputStream out) {
    this.out = out;
  }

  void put(char c) throws IOException {
    room(1);
    buffer[size++] = (byte) c;
  }

  /** Appends bytes unchanged. */
  void raw(byte[] text, int from, int to) throws IOException {
    int at = from;
    while (at < to) {
      int some = Math.min(to - at, room(Math.min(to - at, CAPACITY)));
      System.arraycopy(text, at, buffer, size, some);
      size += some;
      at += some;
    }
  }

  /** Appends text as a JSON string. */
  void string(byte[] text, int from, int to) throws IOException {
    put('"');
    int at = from;
    while (at < to) {
      // Room for all of it, even if each byte is escaped.
      int end = Math.min(to, at + room(LONGEST_ESCAPE) / LONGEST_ESCAPE);
      escaped(text, at, end);
      at = end;
    }
    put('"');
  }

  /** Appends JSON text on one line: removes control characters between tokens. */
  void json(byte[] text, int from, int to) throws IOException {
    int control = nextControl(text, from, to);
    if (control == to) {
      raw(text, from, to);
      return;
    }
    boolean isString = false;
    for (int at = from; at < to; at++) {
      byte c = text[at];
      if (c >= 0 && c < ' ') {
        if (isString) {
          // Strict JSON does not allow it within a string; it is escaped instead of removed.
          room(LONGEST_ESCAPE);
          escape(c);
        }
        continue;
      }
      put((char) (c & 0xFF));
      if (c == '"') {
        isString = !isString;
      } else if (isString && c == '\\') {
        put((char) (text[++at] & 0xFF));
      }
    }
  }

  /** Writes the buffered bytes to the stream. */
  void flush() throws IOException {
    out.write(buffer, 0, size);
    size = 0;
  }

  /** Copies and escapes; there is room for all escapes. */
  private void escaped(byte[] text, int from, int end) {
    int at = from;
    while (at + Long.BYTES <= end) {
      long word = (long) WORD.get(text, at);
      long special = special(word) & HIGHS;
      // Copies the whole word; later bytes overwrite the part from the first special byte on.
      WORD.set(buffer, size, word);
      int count = special == 0 ? Long.BYTES : Long.numberOfTrailingZeros(special) >>> 3;
      at += count;
      size += count;
      if (special != 0) {
        escape(text[at++]);
      }
    }
    while (at < end) {
      byte c = text[at++];
      if (c == '"' || c == '\\' || (c >= 0 && c < ' ')) {
        escape(c);
      } else {
        buffer[size++] = c;
      }
    }
  }

  private void escape(byte c) {
    buffer[size++] = '\\';
    switch (c) {
      case '"', '\\' -> buffer[size++] = c;
      case '\b' -> buffer[size++] = 'b';
      case '\f' -> buffer[size++] = 'f';
      case '\n' -> buffer[size++] = 'n';
      case '\r' -> buffer[size++] = 'r';
      case '\t' -> buffer[size++] = 't';
      default -> {
        buffer[size++] = 'u';
        buffer[size++] = '0';
        buffer[size++] = '0';
        buffer[size++] = HEX[c >> 4];
        buffer[size++] = HEX[c & 0xF];
      }
    }
  }

  /** Makes room for at least {@code needed} bytes; returns the number of free bytes. */
  private int room(int needed) throws IOException {
    if (CAPACITY - size < needed) {
      flush();
    }
    return CAPACITY - size;
  }

  private static int nextControl(byte[] text, int from, int to) {
    int at = from;
    while (at + Long.BYTES <= to && (controls((long) WORD.get(text, at)) & HIGHS) == 0) {
      at += Long.BYTES;
    }
    while (at < to && (text[at] < 0 || text[at] >= ' ')) {
      at++;
    }
    return at;
  }

  /** The lowest high bit that is set marks the first byte to escape. */
  private static long special(long word) {
    return zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | controls(word);
  }

  private static long controls(long word) {
    return (word - SPACES) & ~word;
  }

  private static long zeros(long word) {
    return (word - ONES) & ~word;
  }
}
