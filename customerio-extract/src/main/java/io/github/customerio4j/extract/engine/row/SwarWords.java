package io.github.customerio4j.extract.engine.row;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at a time: an array of bytes read as {@code long}s, the first byte lowest, and tests
 * that find a byte among the eight. A test gives a word whose lowest bit set is bit 7 of the first
 * byte that was looked for; bits above it may be set wrongly.
 */
public final class SwarWords {
  /** The most bytes that a read reaches beyond the one that was asked for. */
  public static final int REACH = Long.BYTES;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long SPACES = ONES * ' ';
  private static final long ZEROS = ONES * '0';
  private static final long TO_HIGH_IF_ABOVE_9 = ONES * (0x80 - 10);
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private SwarWords() {}

  public static long at(byte[] bytes, int index) {
    return (long) WORD.get(bytes, index);
  }

  /** Finds quotes, backslashes, control characters below the space, and what is not ASCII. */
  public static long quotesAndOther(long word) {
    return (zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | (word - SPACES) | word) & HIGHS;
  }

  /** Finds quotes, backslashes and control characters below the space. */
  public static long quotes(long word) {
    long controls = (word - SPACES) & ~word;
    return (zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | controls) & HIGHS;
  }

  /** Finds what is not a decimal digit. */
  public static long nonDigits(long word) {
    long digits = word ^ ZEROS;
    return ((digits + TO_HIGH_IF_ABOVE_9) | digits) & HIGHS;
  }

  /** Finds bytes that are not ASCII. */
  static long others(long word) {
    return word & HIGHS;
  }

  /** Which of the eight bytes was found, from 0 on. */
  public static int indexOf(long found) {
    return Long.numberOfTrailingZeros(found) >>> 3;
  }

  /** A hash of those bytes; what follows them is not read. */
  static int hash(byte[] bytes, int from, int to) {
    long hash = to - (long) from;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      hash = (hash ^ at(bytes, i)) * MIX;
      hash ^= hash >>> 32;
    }
    long rest = 0;
    for (; i < to; i++) {
      rest = (rest << 8) | (bytes[i] & 0xFF);
    }
    hash = (hash ^ rest) * MIX;
    return (int) (hash ^ (hash >>> 32));
  }

  private static long zeros(long word) {
    return (word - ONES) & ~word;
  }
}
