package io.github.customerio4j.cli.keboola;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * The output of the component: progress on standard output, failures on standard error, one line
 * each. The secret is masked in both. Thread-safe.
 */
final class Console {
  static final String WARNING = "Warning: ";
  private static final String MASK = "***";

  private final PrintStream out;
  private final PrintStream err;
  private String secret = "";
  private Detail detail = Detail.NORMAL;

  /** How much is printed on standard output. */
  enum Detail {
    /** Only the result of an action. */
    RESULT_ONLY,
    /** Progress and warnings for users. */
    NORMAL,
    /** Also what helps to find a bug. */
    DEBUG
  }

  Console(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Masks this text from now on; an empty text masks nothing. */
  synchronized void hide(String text) {
    secret = text;
  }

  synchronized void show(Detail newDetail) {
    detail = newDetail;
  }

  synchronized boolean isDebug() {
    return detail == Detail.DEBUG;
  }

  synchronized void info(String line) {
    if (detail != Detail.RESULT_ONLY) {
      out.println(masked(oneLine(line)));
      out.flush();
    }
  }

  void warning(String line) {
    info(WARNING + line);
  }

  synchronized void debug(String line) {
    if (detail == Detail.DEBUG) {
      info(line);
    }
  }

  /** Prints the result of an action, unchanged. */
  synchronized void result(String document) {
    out.println(document);
    out.flush();
  }

  synchronized void error(String line) {
    err.println(masked(oneLine(line)));
    err.flush();
  }

  synchronized void trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    err.println(masked(text.toString().stripTrailing()));
    err.flush();
  }

  private String masked(String text) {
    return secret.isEmpty() ? text : text.replace(secret, MASK);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*[\\r\\n]+\\s*", " ");
  }
}
