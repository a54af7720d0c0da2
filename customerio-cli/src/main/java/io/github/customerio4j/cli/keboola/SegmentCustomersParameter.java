package io.github.customerio4j.cli.keboola;

import io.github.customerio4j.extract.config.SegmentCustomersSelection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code segment_customers}: true for all segments, or an array of segment ids. */
final class SegmentCustomersParameter {
  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

  private SegmentCustomersParameter() {}

  static Optional<SegmentCustomersSelection> read(ConfigNode node, TablesParameter tables) {
    Optional<SegmentCustomersSelection> byName =
        tables.names("segment_customers")
            ? Optional.of(SegmentCustomersSelection.allSegments())
            : Optional.empty();
    if (node.isArray()) {
      Set<Long> ids = new LinkedHashSet<>();
      node.elements("").forEach(element -> ids.add(id(element)));
      // An empty array selects no segment; an empty selection would mean all segments.
      return ids.isEmpty()
          ? byName
          : Optional.of(SegmentCustomersSelection.builder().addAllSegmentIds(ids).build());
    }
    if (!node.isAbsent() && !node.isFlag()) {
      throw node.wrongType("Write true, false or an array of segment ids, such as [1, 7].");
    }
    return node.flag() ? Optional.of(SegmentCustomersSelection.allSegments()) : byName;
  }

  private static long id(ConfigNode node) {
    return node.number()
        .filter(text -> ID.matcher(text).matches())
        .map(Long::parseLong)
        .orElseThrow(
            () ->
                node.wrong(
                    "it is not a segment id", "Write a whole number above zero, without quotes."));
  }
}
