package io.github.customerio4j.extract.io;

import java.util.Objects;
import java.util.regex.Pattern;

/** The names that a workspace may have at a destination that holds the rows of several. */
public final class WorkspaceName {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  private WorkspaceName() {}

  /**
   * Returns the name.
   *
   * @throws IllegalArgumentException if it has another form
   */
  public static String require(String name) {
    Objects.requireNonNull(name, "name");
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "Cannot use workspace name \"%s\": write 1 to 63 letters, digits, dots, _ and -, a letter or digit first."
              .formatted(name));
    }
    return name;
  }
}
