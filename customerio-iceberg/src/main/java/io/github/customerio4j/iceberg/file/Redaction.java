package io.github.customerio4j.iceberg.file;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Hides passwords in what libraries say. Iceberg and drivers quote the addresses of catalogs, which
 * may have a password.
 */
public final class Redaction {
  private static final String HIDDEN = "***";

  private static final Pattern PARAMETER =
      Pattern.compile(
          "(password|passwd|pwd|token|secret|credential|key)=[^&;,\\s)]+",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern USER_OF_ADDRESS = Pattern.compile("[^\\s/@:]+:[^\\s/@]+@");

  private Redaction() {}

  /** A text without passwords. */
  public static String of(String text) {
    String withoutParameters = PARAMETER.matcher(text).replaceAll("$1=" + HIDDEN);
    return USER_OF_ADDRESS.matcher(withoutParameters).replaceAll(HIDDEN + "@");
  }

  /** A failure; a copy if its text, or that of a cause, has a password. */
  public static Throwable of(Throwable failure) {
    return of(failure, Redaction::of);
  }

  /** A failure; a copy if hiding changes its text, or that of a cause. */
  public static Throwable of(Throwable failure, UnaryOperator<String> hiding) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String text = cause.toString();
      if (!text.equals(hiding.apply(text))) {
        return copy(failure, hiding);
      }
    }
    return failure;
  }

  private static RuntimeException copy(Throwable failure, UnaryOperator<String> hiding) {
    Throwable cause = failure.getCause();
    RuntimeException copy =
        new RuntimeException(
            hiding.apply(failure.toString()), cause == null ? null : copy(cause, hiding));
    copy.setStackTrace(failure.getStackTrace());
    return copy;
  }
}
