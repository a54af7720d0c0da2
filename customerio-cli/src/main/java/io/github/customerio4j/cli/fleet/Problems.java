package io.github.customerio4j.cli.fleet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with a fleet's file, collected, so that all of it is told at once. */
final class Problems {
  private static final int MOST_SHOWN = 30;
  private static final int MOST_NAMES = 3;

  private final List<String> found = new ArrayList<>();

  /** What several workspaces have in common. */
  private final Map<String, List<FleetFile.Entry>> common = new LinkedHashMap<>();

  /** A piece of reading that says by an exception what is wrong. */
  @FunctionalInterface
  interface Reading {
    void read();
  }

  void add(String problem) {
    found.add(problem);
  }

  /** Reads; what is wrong is added, and reading may continue. Returns whether all was well. */
  boolean collect(Reading reading) {
    try {
      reading.read();
      return true;
    } catch (IllegalArgumentException e) {
      found.add(String.valueOf(e.getMessage()));
      return false;
    }
  }

  /** The same for options of a workspace: what is wrong with many of them is told once. */
  boolean collect(FleetFile.Entry of, Reading reading) {
    try {
      reading.read();
      return true;
    } catch (IllegalArgumentException e) {
      String problem =
          named(of.name())
              .matcher(String.valueOf(e.getMessage()))
              .replaceAll(Matcher.quoteReplacement(WorkspaceName.PLACEHOLDER));
      common.computeIfAbsent(problem, any -> new ArrayList<>()).add(of);
      return false;
    }
  }

  /** The name as a word of its own. */
  private static Pattern named(String workspace) {
    return Pattern.compile("(?<![A-Za-z0-9])" + Pattern.quote(workspace) + "(?![A-Za-z0-9])");
  }

  boolean isEmpty() {
    return found.isEmpty() && common.isEmpty();
  }

  /**
   * Ends the reading.
   *
   * @throws IllegalArgumentException if anything was wrong; a line each
   */
  void check() {
    if (isEmpty()) {
      return;
    }
    List<String> lines = new ArrayList<>(found);
    common.forEach((problem, entries) -> lines.add(line(problem, entries)));
    int left = lines.size() - MOST_SHOWN;
    throw new IllegalArgumentException(
        String.join("\n", left > 0 ? lines.subList(0, MOST_SHOWN) : lines)
            + (left > 0 ? "\nAnd " + left + " more." : ""));
  }

  private static String line(String problem, List<FleetFile.Entry> entries) {
    FleetFile.Entry first = entries.get(0);
    if (entries.size() == 1) {
      return "In "
          + first.place()
          + ", workspace "
          + first.name()
          + ": "
          + problem.replace(WorkspaceName.PLACEHOLDER, first.name());
    }
    List<String> names = entries.stream().map(FleetFile.Entry::name).toList();
    int left = names.size() - MOST_NAMES;
    String shown =
        left > 0
            ? String.join(", ", names.subList(0, MOST_NAMES)) + " and " + left + " more"
            : String.join(", ", names.subList(0, names.size() - 1))
                + " and "
                + names.get(names.size() - 1);
    return "In "
        + first.place().replaceFirst(", line .*", "")
        + ", workspaces "
        + shown
        + ": "
        + problem;
  }
}
