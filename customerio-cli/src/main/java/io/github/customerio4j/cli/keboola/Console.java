package io.github.customerio4j.cli.keboola;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What the component says: progress on standard output, failures on standard error, a line each.
 * Secrets that it knows of are masked in both. Thread-safe.
 */
final class Console {
  static final String WARNING = "Warning: ";
  private static final String MASK = "***";

  private final PrintStream out;
  private final PrintStream err;
  private String secret = "";
  private Detail detail = Detail.NORMAL;

  /** How much is said on standard output. */
  enum Detail {
    /** Nothing but a result: an action's answer is the only thing there. */
    RESULT_ONLY,
    /** What a user wants to know. */
    NORMAL,
    /** What helps to find a fault, too. */
    DEBUG
  }

  Console(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Masks this text from now on; an empty one is no secret. */
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

  /** An action's answer, as it is. */
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
