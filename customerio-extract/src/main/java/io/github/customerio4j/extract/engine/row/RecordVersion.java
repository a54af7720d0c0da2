package io.github.customerio4j.extract.engine.row;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * When a record was changed last, as a number: of two versions of a record the greater one is the
 * newer. The number is in Unix seconds or whatever the API sends; only versions of the same record
 * are compared.
 */
public final class RecordVersion {
  /** The version of a record that does not say when it was changed. */
  public static final double NONE = Double.NEGATIVE_INFINITY;

  private RecordVersion() {}

  /** The version in a {@code deduplicate_id}: the number behind its last colon. */
  public static double ofId(@Nullable String id) {
    int colon = id == null ? -1 : id.lastIndexOf(':');
    return id == null || colon < 0 ? NONE : of(id.substring(colon + 1));
  }

  /** The version in the time of a change. */
  public static double of(@Nullable String time) {
    if (time == null) {
      return NONE;
    }
    byte[] text = time.getBytes(StandardCharsets.UTF_8);
    return of(text, 0, text.length);
  }

  static double ofId(byte[] text, int from, int to) {
    int colon = to - 1;
    while (colon >= from && text[colon] != ':') {
      colon--;
    }
    return colon < from ? NONE : of(text, colon + 1, to);
  }

  static double of(byte[] text, int from, int to) {
    if (!ValueKinds.isWholeNumber(text, from, to - from)) {
      return ofFraction(new String(text, from, to - from, StandardCharsets.UTF_8));
    }
    boolean isNegative = text[from] == '-';
    long value = 0;
    for (int i = isNegative ? from + 1 : from; i < to; i++) {
      value = value * 10 + text[i] - '0';
    }
    return isNegative ? -value : value;
  }

  private static double ofFraction(String text) {
    return text.matches("-?[0-9]{1,18}\\.[0-9]{1,18}") ? Double.parseDouble(text) : NONE;
  }
}
