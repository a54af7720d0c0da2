package io.github.customerio4j.cli.terminal;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.function.UnaryOperator;

/** What bars and marks are drawn with, which not every terminal can show. */
public enum Glyphs {
  /** Box drawing characters. */
  UNICODE('\u2501', '\u2578', '\u2500', '\u2026', "\u2713", "\u2717", "\u21bb", " \u00b7 "),
  /** What every terminal shows. */
  ASCII('=', '>', '-', '.', "+", "x", "~", " | ");

  public final char full;
  final char tip;
  final char rest;
  public final char cut;
  public final String done;
  public final String failed;
  public final String again;
  public final String between;

  Glyphs(
      char full,
      char tip,
      char rest,
      char cut,
      String done,
      String failed,
      String again,
      String between) {
    this.full = full;
    this.tip = tip;
    this.rest = rest;
    this.cut = cut;
    this.done = done;
    this.failed = failed;
    this.again = again;
    this.between = between;
  }

  /** What the error stream of this process can carry. */
  public static Glyphs system() {
    return of(System::getProperty);
  }

  /**
   * What a stream in these properties' encoding can carry.
   *
   * @param properties null for one that is not set
   */
  static Glyphs of(UnaryOperator<@org.jspecify.annotations.Nullable String> properties) {
    for (String name : new String[] {"stderr.encoding", "sun.stderr.encoding", "file.encoding"}) {
      String encoding = properties.apply(name);
      if (encoding != null) {
        return of(encoding);
      }
    }
    return ASCII;
  }

  private static Glyphs of(String encoding) {
    try {
      String needed = "" + UNICODE.full + UNICODE.tip + UNICODE.cut + UNICODE.done + UNICODE.again;
      Charset charset = Charset.forName(encoding);
      return charset.canEncode() && charset.newEncoder().canEncode(needed) ? UNICODE : ASCII;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return ASCII;
    }
  }

  /** A bar of which that part is done. */
  public String bar(double fraction, int width) {
    double wanted = Math.max(0, Math.min(1, fraction)) * width;
    int whole = (int) wanted;
    StringBuilder bar = new StringBuilder(String.valueOf(full).repeat(whole));
    if (whole < width) {
      bar.append(wanted - whole >= 0.5 ? tip : rest);
    }
    return bar.append(String.valueOf(rest).repeat(width - bar.length())).toString();
  }

  /** How much of such a bar is drawn as done, in characters. */
  public int done(double fraction, int width) {
    double wanted = Math.max(0, Math.min(1, fraction)) * width;
    int whole = (int) wanted;
    return whole < width && wanted - whole >= 0.5 ? whole + 1 : whole;
  }
}
