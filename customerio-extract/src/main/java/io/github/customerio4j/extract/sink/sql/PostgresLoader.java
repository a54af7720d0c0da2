package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.postgresql.copy.CopyIn;

/**
 * Writes the text form of {@code COPY}: one line per row, tabs between cells, {@code \N} for null.
 */
final class PostgresLoader implements Dialect.Loader {
  private static final byte[] NULL = "\\N".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);
  private static final int SECONDS_A_DAY = 86_400;
  private static final int DAYS_OF_400_YEARS = 146_097;

  /** Days from March 1 of the year 0 to January 1, 1970. */
  private static final int DAYS_TO_1970 = 719_468;

  private final CopyIn copy;
  private final DataType[] kinds;
  private byte[] buffer = new byte[64 << 10];
  private int length;

  PostgresLoader(CopyIn copy, List<SqlType> types) {
    this.copy = copy;
    this.kinds = types.stream().map(SqlType::type).toArray(DataType[]::new);
  }

  @Override
  public void add(Row row, int[] columns) throws IOException {
    for (int i = 0; i < columns.length; i++) {
      int column = columns[i];
      if (i > 0) {
        put((byte) '\t');
      }
      if (row.kind(column) == CellKind.NULL) {
        put(NULL);
      } else if (kinds[i] == DataType.TIME) {
        putTime(row.wholeNumber(column));
      } else {
        putText(row.utf8(column), row.start(column), row.end(column));
      }
    }
    put((byte) '\n');
    if (length > buffer.length / 2) {
      flush();
    }
  }

  /** Replaces NUL, which PostgreSQL cannot store. */
  private void putText(byte[] text, int start, int end) {
    for (int i = start; i < end; i++) {
      byte b = text[i];
      switch (b) {
        case 0 -> put(REPLACEMENT);
        case '\\' -> putEscaped('\\');
        case '\t' -> putEscaped('t');
        case '\n' -> putEscaped('n');
        case '\r' -> putEscaped('r');
        default -> put(b);
      }
    }
  }

  private void putEscaped(char letter) {
    put((byte) '\\');
    put((byte) letter);
  }

  /** Writes {@code 2026-11-26 12:34:56+00}; computes with years that begin in March. */
  private void putTime(long seconds) {
    long days = Math.floorDiv(seconds, SECONDS_A_DAY) + DAYS_TO_1970;
    int second = Math.floorMod(seconds, SECONDS_A_DAY);
    long era = Math.floorDiv(days, DAYS_OF_400_YEARS);
    int day = Math.floorMod(days, DAYS_OF_400_YEARS);
    int yearOfEra = (day - day / 1460 + day / 36_524 - day / (DAYS_OF_400_YEARS - 1)) / 365;
    int dayOfYear = day - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int marchMonth = (5 * dayOfYear + 2) / 153;
    int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    long year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
    boolean isBeforeChrist = year <= 0;
    putDigits((int) (isBeforeChrist ? 1 - year : year), 4);
    put((byte) '-');
    putDigits(month, 2);
    put((byte) '-');
    putDigits(dayOfYear - (153 * marchMonth + 2) / 5 + 1, 2);
    put((byte) ' ');
    putDigits(second / 3600, 2);
    put((byte) ':');
    putDigits(second / 60 % 60, 2);
    put((byte) ':');
    putDigits(second % 60, 2);
    put((byte) '+');
    putDigits(0, 2);
    if (isBeforeChrist) {
      put((byte) ' ');
      put((byte) 'B');
      put((byte) 'C');
    }
  }

  private void putDigits(int value, int count) {
    int divisor = 1;
    for (int i = 1; i < count; i++) {
      divisor *= 10;
    }
    for (; divisor > 0; divisor /= 10) {
      put((byte) ('0' + value / divisor % 10));
    }
  }

  private void put(byte[] bytes) {
    for (byte b : bytes) {
      put(b);
    }
  }

  private void put(byte b) {
    if (length == buffer.length) {
      buffer = Arrays.copyOf(buffer, length * 2);
    }
    buffer[length++] = b;
  }

  private void flush() throws IOException {
    try {
      copy.writeToCopy(buffer, 0, length);
      length = 0;
    } catch (SQLException e) {
      throw SqlFailure.of("load rows", e);
    }
  }

  @Override
  public void finish() throws IOException {
    flush();
    try {
      copy.endCopy();
    } catch (SQLException e) {
      throw SqlFailure.of("load rows", e);
    }
  }

  /** Ends the copy, because canceling it would end the transaction; the caller drops the table. */
  @Override
  public void close() throws IOException {
    if (copy.isActive()) {
      try {
        copy.endCopy();
      } catch (SQLException e) {
        throw SqlFailure.of("end the load", e);
      }
    }
  }
}
