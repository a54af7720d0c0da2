package io.github.customerio4j.cli.keboola;

import io.github.customerio4j.client.error.InvalidFilterException;
import io.github.customerio4j.client.filter.AudienceFilter;
import io.github.customerio4j.extract.config.CustomersSelection;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code customers}: an array of at most one row. */
final class CustomersParameter {
  private static final Set<String> KNOWN = Set.of("filters", "attributes", "primary_key");
  private static final String HOW_FILTERS =
      "Write the filter as JSON in a string, or leave it empty for everybody.";

  /** Python notation, which the previous component read. */
  private static final Pattern PYTHON = Pattern.compile("[\\[{:,]\\s*('|True\\b|False\\b|None\\b)");

  private final List<String> warnings;

  CustomersParameter(List<String> warnings) {
    this.warnings = warnings;
  }

  Optional<CustomersSelection> read(ConfigNode node, TablesParameter tables) {
    Optional<CustomersSelection> byRow = ParameterRows.only(node).map(this::selection);
    return byRow.isEmpty() && tables.names("customers")
        ? Optional.of(CustomersSelection.builder().build())
        : byRow;
  }

  private CustomersSelection selection(ConfigNode row) {
    ConfigReader.warnOfUnknown(row, KNOWN, warnings);
    CustomersSelection.Builder selection = CustomersSelection.builder();
    selection
        .filter(filter(row.get("filters")))
        .attributes(attributes(row.get("attributes")))
        .primaryKey(ParameterRows.choice(row.get("primary_key"), List.of("cio_id", "id")));
    return selection.build();
  }

  private static Optional<AudienceFilter> filter(ConfigNode node) {
    String text = node.textOrEmpty(HOW_FILTERS);
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(AudienceFilter.parse(text));
    } catch (InvalidFilterException e) {
      throw ComponentException.user(
          "Cannot use " + node.named() + ": " + reason(e) + hint(text), e);
    }
  }

  /** The message without its opening, because the parameter is named instead. */
  private static String reason(InvalidFilterException e) {
    String message = String.valueOf(e.getMessage());
    String opening = "Cannot read the audience filter: ";
    return message.startsWith(opening) ? message.substring(opening.length()) : message;
  }

  private static String hint(String filter) {
    return PYTHON.matcher(filter).find()
        ? " JSON has double quotes, true and false; Python notation is no longer supported."
        : "";
  }

  private static Set<String> attributes(ConfigNode node) {
    Set<String> names = new LinkedHashSet<>();
    String text =
        node.textOrEmpty("Write the names of the attributes in one string, separated by commas.");
    Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .forEach(names::add);
    return names;
  }
}
