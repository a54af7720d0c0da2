package io.github.customerio4j.extract.engine.row;

/** Tells well-formed UTF-8 (Unicode 15, table 3-7) from anything else. */
public final class Utf8 {
  private Utf8() {}

  public static boolean isWellFormed(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      if (bytes[i] >= 0) {
        i = endOfAscii(bytes, i + 1, to);
        continue;
      }
      int lead = bytes[i] & 0xFF;
      int more = continuations(lead);
      if (more < 0 || i + more >= to || !isSecond(lead, bytes[i + 1] & 0xFF)) {
        return false;
      }
      for (int k = 2; k <= more; k++) {
        if ((bytes[i + k] & 0xC0) != 0x80) {
          return false;
        }
      }
      i += more + 1;
    }
    return true;
  }

  private static int endOfAscii(byte[] bytes, int from, int to) {
    int i = from;
    while (i + Long.BYTES <= to) {
      long others = SwarWords.others(SwarWords.at(bytes, i));
      if (others != 0) {
        return i + SwarWords.indexOf(others);
      }
      i += Long.BYTES;
    }
    while (i < to && bytes[i] >= 0) {
      i++;
    }
    return i;
  }

  private static int continuations(int lead) {
    if (lead >= 0xC2 && lead <= 0xDF) {
      return 1;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
      return 2;
    }
    return lead >= 0xF0 && lead <= 0xF4 ? 3 : -1;
  }

  private static boolean isSecond(int lead, int second) {
    int low =
        switch (lead) {
          case 0xE0 -> 0xA0;
          case 0xF0 -> 0x90;
          default -> 0x80;
        };
    int high =
        switch (lead) {
          case 0xED -> 0x9F;
          case 0xF4 -> 0x8F;
          default -> 0xBF;
        };
    return second >= low && second <= high;
  }
}
