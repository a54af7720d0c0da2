package io.github.customerio4j.cli.terminal;

import java.io.Console;
import java.io.PrintStream;
import java.util.Map;

/**
 * Where a program speaks.
 *
 * @param out for results
 * @param err for progress and failures
 * @param style how progress is shown
 */
public record Terminal(PrintStream out, PrintStream err, Style style) {

  /** How progress is shown. */
  public enum Style {
    /** A line now and then: for files, pipes and terminals that cannot move the cursor. */
    LINES,
    /** A bar for each source under way, redrawn in place. */
    BAR,
    /** The same in color. */
    COLORED_BAR,
    /** A JSON object a line, for machines; the result, too, is JSON. */
    JSON
  }

  /** The process's own streams; a bar if somebody is watching, without color if NO_COLOR is set. */
  public static Terminal system() {
    return new Terminal(System.out, System.err, styleOf(isWatched(), System.getenv()));
  }

  /** The same streams with another way to show progress. */
  public Terminal in(Style newStyle) {
    return new Terminal(out, err, newStyle);
  }

  /** Up to Java 21 a console exists only for a terminal; later versions must be asked. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isWatched() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  static Style styleOf(boolean isWatched, Map<String, String> variables) {
    if (!isWatched || variables.getOrDefault("TERM", "").equals("dumb")) {
      return Style.LINES;
    }
    return barFor(variables);
  }

  /** A bar, in color unless {@code NO_COLOR} is set. */
  public static Style barFor(Map<String, String> variables) {
    // https://no-color.org: present and not empty, whatever its value.
    return variables.getOrDefault("NO_COLOR", "").isEmpty() ? Style.COLORED_BAR : Style.BAR;
  }
}
