package io.github.customerio4j.micrometer;

import java.util.HashSet;
import java.util.Set;

/**
 * Limits the number of values of the tag {@code table}, because each value is a time series. The
 * names of activity tables come from the workspace, and there may be any number of them.
 * Thread-safe.
 */
final class TableTags {
  /** The value for all tables beyond the limit. */
  static final String OTHER = "other";

  /** The value for what belongs to no table. */
  static final String NONE = "none";

  /** Enough for every table of the catalog and as many types of activities. */
  static final int MAX_VALUES = 150;

  private final Set<String> known = new HashSet<>();

  synchronized String of(String table) {
    if (table.isEmpty()) {
      return NONE;
    }
    if (!known.contains(table) && known.size() == MAX_VALUES) {
      return OTHER;
    }
    known.add(table);
    return table;
  }
}
