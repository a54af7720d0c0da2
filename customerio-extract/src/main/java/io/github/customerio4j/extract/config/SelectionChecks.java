package io.github.customerio4j.extract.config;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The checks that selections share. */
final class SelectionChecks {
  private SelectionChecks() {}

  static void requireTypes(String option, List<String> values) {
    Set<String> seen = new HashSet<>();
    for (String value : values) {
      if (value.isBlank()) {
        throw new IllegalArgumentException(
            "Cannot use " + option + ": it contains an empty text. Remove it.");
      }
      if (!seen.add(value)) {
        throw new IllegalArgumentException(
            "Cannot use " + option + ": \"" + value + "\" appears twice. Name it once.");
      }
    }
  }

  static void requireKey(String option, Optional<String> key, List<String> allowed) {
    if (key.isPresent() && !allowed.contains(key.get())) {
      throw new IllegalArgumentException(
          "Cannot use "
              + option
              + " \""
              + key.get()
              + "\": it must be one of "
              + String.join(", ", allowed)
              + ".");
    }
  }
}
