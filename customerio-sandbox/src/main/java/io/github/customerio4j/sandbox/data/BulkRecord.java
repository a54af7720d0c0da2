package io.github.customerio4j.sandbox.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * The JSON of many records that differ by their id and their times only. Both have a fixed width,
 * so that a record is made by copying bytes and writing digits into them.
 */
public final class BulkRecord {
  /** Stands in the JSON where the number that tells records apart belongs. */
  static final String NUMBER = "918273645546";

  /** Stands in the JSON where the time in Unix seconds belongs. */
  static final long TIME = 9_182_736_450L;

  private static final int NUMBER_DIGITS = NUMBER.length();
  private static final int TIME_DIGITS = Long.toString(TIME).length();

  private final byte[] json;
  private final int[] numbers;
  private final int[] times;

  BulkRecord(String json) {
    // Positions are those of bytes; the markers are ASCII and cannot be met within a character.
    String bytes = new String(json.getBytes(UTF_8), ISO_8859_1);
    this.json = json.getBytes(UTF_8);
    this.numbers = places(bytes, NUMBER);
    this.times = places(bytes, Long.toString(TIME));
  }

  private static int[] places(String text, String marker) {
    List<Integer> places = new ArrayList<>();
    for (int at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + 1)) {
      places.add(at);
    }
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The record's length in bytes, whatever its number and time. */
  public int length() {
    return json.length;
  }

  /** Writes the record; returns the position behind it. */
  public int write(byte[] page, int at, long number, long time) {
    System.arraycopy(json, 0, page, at, json.length);
    for (int place : numbers) {
      writeDigits(page, at + place, NUMBER_DIGITS, number);
    }
    for (int place : times) {
      writeDigits(page, at + place, TIME_DIGITS, time);
    }
    return at + json.length;
  }

  private static void writeDigits(byte[] page, int at, int digits, long value) {
    long rest = value;
    for (int i = at + digits - 1; i >= at; i--) {
      page[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
