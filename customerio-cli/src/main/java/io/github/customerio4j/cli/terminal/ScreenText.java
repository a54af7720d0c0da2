package io.github.customerio4j.cli.terminal;

/** Text measured in the columns of a terminal, where characters take none, one or two. */
public final class ScreenText {
  private ScreenText() {}

  /** The columns that it takes. */
  public static int width(String text) {
    return text.codePoints().map(ScreenText::width).sum();
  }

  /** Exactly so many columns of it: cut, with a mark, or filled up with space. */
  public static String fit(String text, int columns, char cut) {
    String fitted = cut(text, columns, cut);
    return fitted + " ".repeat(Math.max(0, columns - width(fitted)));
  }

  /** The text with at most that many columns; a mark shows a cut. */
  public static String cut(String text, int columns, char cut) {
    String clean = clean(text);
    if (width(clean) <= columns) {
      return clean;
    }
    StringBuilder kept = new StringBuilder();
    int used = 0;
    for (int at = 0; at < clean.length(); ) {
      int point = clean.codePointAt(at);
      if (used + width(point) > columns - 1) {
        break;
      }
      kept.appendCodePoint(point);
      used += width(point);
      at += Character.charCount(point);
    }
    return columns < 1 ? "" : kept.append(cut).toString();
  }

  /** On one line, and without what would move the cursor or color the screen. */
  public static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .forEach(
            point ->
                clean.appendCodePoint(
                    Character.isISOControl(point) || point == 0x2028 || point == 0x2029
                        ? ' '
                        : point));
    return clean.toString();
  }

  private static int width(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return isWide(point) ? 2 : 1;
  }

  /** East Asian ideographs, full-width forms and emoji. */
  private static boolean isWide(int point) {
    return (point >= 0x1100 && point <= 0x115f)
        || (point >= 0x2e80 && point <= 0xa4cf && point != 0x303f)
        || (point >= 0xac00 && point <= 0xd7a3)
        || (point >= 0xf900 && point <= 0xfaff)
        || (point >= 0xfe30 && point <= 0xfe6f)
        || (point >= 0xff00 && point <= 0xff60)
        || (point >= 0xffe0 && point <= 0xffe6)
        || (point >= 0x1f300 && point <= 0x1faff)
        || (point >= 0x20000 && point <= 0x3fffd);
  }
}
