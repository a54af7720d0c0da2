package io.github.customerio4j.extract.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The order in which workspaces start: those of which nothing is known, because a first extraction
 * reads all of the past, then the slowest; equal ones as they were given. A slow one that starts
 * last would end long after all others.
 */
final class StartOrder {
  private StartOrder() {}

  static List<Workspace> of(List<Workspace> given, Map<String, Duration> took) {
    List<Workspace> ordered = new ArrayList<>(given);
    ordered.sort(
        Comparator.<Workspace, Boolean>comparing(one -> took.containsKey(one.name()))
            .thenComparing(
                one -> took.getOrDefault(one.name(), Duration.ZERO), Comparator.reverseOrder()));
    return ordered;
  }
}
