package io.github.customerio4j.extract.engine.row;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import okio.Buffer;

/** A growing array of bytes that is filled, emptied and filled again without a new array. */
public final class ByteBuilder {
  private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

  private static final int MAX_VARINT = 5;

  private byte[] array;
  private int length;

  public ByteBuilder(int capacity) {
    array = new byte[capacity];
  }

  public byte[] array() {
    return array;
  }

  public int length() {
    return length;
  }

  /** Empties it and frees its memory. */
  public void free() {
    array = new byte[0];
    length = 0;
  }

  /** Forgets what comes after the given length. */
  public void truncate(int newLength) {
    length = newLength;
  }

  public void append(int value) {
    ensure(1);
    array[length++] = (byte) value;
  }

  public void append(byte[] source, int offset, int count) {
    ensure(count);
    System.arraycopy(source, offset, array, length, count);
    length += count;
  }

  public void append(ByteBuilder other) {
    append(other.array, 0, other.length);
  }

  /** Appends a length or an index: seven bits a byte, lowest first. */
  public void appendVarint(int value) {
    ensure(MAX_VARINT);
    length = putVarint(array, length, value);
  }

  /** Appends the number of a column, the kind of a cell, and the text with its length. */
  public void appendCell(int column, int code, byte[] text, int offset, int count) {
    ensure(2 * MAX_VARINT + 1 + count);
    byte[] to = array;
    int at = putVarint(to, length, column);
    to[at++] = (byte) code;
    at = putVarint(to, at, count);
    System.arraycopy(text, offset, to, at, count);
    length = at + count;
  }

  /** Appends one Unicode code point as UTF-8. */
  public void appendCodePoint(int codePoint) {
    if (codePoint < 0x80) {
      append(codePoint);
    } else if (codePoint < 0x800) {
      append(0xC0 | (codePoint >> 6));
      append(0x80 | (codePoint & 0x3F));
    } else if (codePoint < 0x10000) {
      append(0xE0 | (codePoint >> 12));
      append(0x80 | ((codePoint >> 6) & 0x3F));
      append(0x80 | (codePoint & 0x3F));
    } else {
      append(0xF0 | (codePoint >> 18));
      append(0x80 | ((codePoint >> 12) & 0x3F));
      append(0x80 | ((codePoint >> 6) & 0x3F));
      append(0x80 | (codePoint & 0x3F));
    }
  }

  public void appendReplacement() {
    append(REPLACEMENT, 0, REPLACEMENT.length);
  }

  /** Replaces malformed UTF-8 from the given position on; what is well-formed stays as it is. */
  public void repairUtf8(int from) {
    byte[] repaired =
        new String(array, from, length - from, StandardCharsets.UTF_8)
            .getBytes(StandardCharsets.UTF_8);
    length = from;
    append(repaired, 0, repaired.length);
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(array, 0, length);
  }

  private static int putVarint(byte[] to, int index, int value) {
    int at = index;
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      to[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    to[at++] = (byte) rest;
    return at;
  }

  private void ensure(int more) {
    int needed = length + more;
    if (needed < 0) {
      throw new OutOfMemoryError("A page's rows take more than 2 GiB");
    }
    if (needed > array.length) {
      array =
          Arrays.copyOf(
              array, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, array.length * 2L)));
    }
  }

  /** Appends a text with its length. */
  public static void writeText(Buffer to, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    to.writeInt(bytes.length).write(bytes);
  }

  /** Reads a text with its length. */
  public static String readText(Buffer from) throws IOException {
    return new String(readBytes(from), StandardCharsets.UTF_8);
  }

  /** Reads bytes with their length. */
  public static byte[] readBytes(Buffer from) throws IOException {
    return from.readByteArray(from.readInt());
  }
}
