package io.github.customerio4j.cli.options;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Options of the form {@code NAME=VALUE}. */
final class NamedValues {

  private NamedValues() {}

  /**
   * The values by their names.
   *
   * @param option the option, for messages
   * @throws IllegalArgumentException if one has another form, or is there twice. Its value is not
   *     in the message: it may be a secret
   */
  static Map<String, String> of(String option, List<String> given) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String text : given) {
      int equals = text.indexOf('=');
      if (equals <= 0 || equals == text.length() - 1) {
        throw new IllegalArgumentException(
            "Cannot use %s \"%s\": write NAME=VALUE."
                .formatted(option, equals < 0 ? text : text.substring(0, equals + 1)));
      }
      String name = text.substring(0, equals);
      if (values.putIfAbsent(name, text.substring(equals + 1)) != null) {
        throw new IllegalArgumentException(
            "Cannot use %s %s: it is there twice. Write it once.".formatted(option, name));
      }
    }
    return values;
  }
}
