package io.github.customerio4j.cli.keboola;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads parameters that are arrays of at most one row. */
final class ParameterRows {
  private ParameterRows() {}

  /** The row, if there is one. */
  static Optional<ConfigNode> only(ConfigNode node) {
    List<ConfigNode> rows =
        node.elements("Write an array with one object, [{ }], or an empty one to leave it out.");
    if (rows.size() > 1) {
      throw node.wrong(
          "it has " + rows.size() + " rows, but only one can be used",
          "Merge them into one, or remove all but one.");
    }
    // A row that is not an object is an error even if none of its fields is read.
    rows.forEach(ConfigNode::fields);
    return rows.stream().findFirst();
  }

  /** The types of a row, each once, in their order; an unknown type adds a warning. */
  static List<String> types(ConfigNode row, Predicate<String> known, List<String> warnings) {
    String remedy = "Write an array of strings; an empty array means all types.";
    Set<String> types = new LinkedHashSet<>();
    for (ConfigNode node : row.get("types").elements(remedy)) {
      String type = node.text(remedy).orElse("");
      if (type.isBlank()) {
        throw node.wrong("it is empty", "Remove it, or write a type.");
      }
      if (types.add(type) && !known.test(type)) {
        warnings.add(
            node.named()
                + " is not among the types that Customer.io documents. Check its spelling.");
      }
    }
    return List.copyOf(types);
  }

  /** One of the allowed words; empty if it is absent. */
  static Optional<String> choice(ConfigNode node, List<String> allowed) {
    String remedy = "Write \"" + String.join("\" or \"", allowed) + "\".";
    Optional<String> text = node.text(remedy);
    if (text.isPresent() && !allowed.contains(text.get())) {
      boolean isCase =
          allowed.stream().anyMatch(word -> word.equals(text.get().toUpperCase(Locale.ROOT)));
      throw node.wrong(isCase ? "it is not in capitals" : "it is not known", remedy);
    }
    return text;
  }
}
