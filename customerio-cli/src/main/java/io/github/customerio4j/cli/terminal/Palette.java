package io.github.customerio4j.cli.terminal;

/** Colours, or none. */
public enum Palette {
  /** Of a terminal that shows them. */
  COLORED("\u001b[32m", "\u001b[36m", "\u001b[33m", "\u001b[31m", "\u001b[2m", "\u001b[0m"),
  /** Text without a color. */
  PLAIN("", "", "", "", "", "");

  private final String good;
  private final String busy;
  private final String odd;
  private final String bad;
  private final String dim;
  private final String end;

  Palette(String good, String busy, String odd, String bad, String dim, String end) {
    this.good = good;
    this.busy = busy;
    this.odd = odd;
    this.bad = bad;
    this.dim = dim;
    this.end = end;
  }

  public static Palette of(Terminal.Style style) {
    return style == Terminal.Style.COLORED_BAR ? COLORED : PLAIN;
  }

  /** What is done. */
  public String good(String text) {
    return in(good, text);
  }

  /** Work in progress. */
  public String busy(String text) {
    return in(busy, text);
  }

  /** What is worth a look. */
  public String odd(String text) {
    return in(odd, text);
  }

  /** What failed. */
  public String bad(String text) {
    return in(bad, text);
  }

  /** What matters less. */
  public String dim(String text) {
    return in(dim, text);
  }

  private String in(String color, String text) {
    return text.isEmpty() ? "" : color + text + end;
  }
}
