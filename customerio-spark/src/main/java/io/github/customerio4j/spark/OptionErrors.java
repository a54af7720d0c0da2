package io.github.customerio4j.spark;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;

/** The errors of options that cannot be used. None shows a text that may be a key. */
final class OptionErrors {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+=-]{20,}|(?i)bearer .*");
  private static final Pattern FOR_A_KEY =
      Pattern.compile("(app)?[-_.]?(api)?[-_.]?(key|token|secret|password)");

  private OptionErrors() {}

  /** Whether a text has the form of a key, so that it must not be shown. */
  static boolean mayBeKey(String text) {
    return KEY.matcher(text.strip()).matches();
  }

  /** Whether somebody who writes this option means to give a key. */
  static boolean isForKey(String option) {
    return FOR_A_KEY.matcher(option.toLowerCase(Locale.ROOT)).matches();
  }

  /** An option with a value that cannot be used. */
  static IllegalArgumentException value(String option, String value, String why, String remedy) {
    String shown = mayBeKey(value) ? "(not shown, since it may be a key)" : "\"" + value + "\"";
    return new IllegalArgumentException(
        "Cannot use option " + option + " " + shown + ": " + why + ". " + remedy);
  }

  /** A key in the place of its name. */
  static IllegalArgumentException key(String option, String where) {
    return new IllegalArgumentException(
        "Cannot use "
            + option
            + where
            + ": a key does not belong here, where plans and logs show it. Write key-variable: the"
            + " name of an environment variable of the driver, or key-file: a file.");
  }

  /** A word that is no option. */
  static IllegalArgumentException unknown(String option, String where, Collection<String> known) {
    String name = mayBeKey(option) ? "(not shown, since it may be a key)" : option;
    return new IllegalArgumentException(
        "Cannot use option "
            + name
            + where
            + ": there is no such option. There are "
            + String.join(", ", known)
            + ".");
  }
}
