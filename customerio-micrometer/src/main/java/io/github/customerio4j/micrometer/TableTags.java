package io.github.customerio4j.micrometer;

import java.util.HashSet;
import java.util.Set;

/**
 * Keeps the values of a tag few, whatever the workspace holds: each is a time series for ever. The
 * names of tables of activities come from the workspace, and there may be any number of them.
 * Thread-safe.
 */
final class TableTags {
  /** What the tables beyond the bound are counted as, together. */
  static final String OTHER = "other";

  /** What belongs to no table. */
  static final String NONE = "none";

  /** More than the catalogue has, with as many types of activities again. */
  static final int MOST = 150;

  private final Set<String> known = new HashSet<>();

  synchronized String of(String table) {
    if (table.isEmpty()) {
      return NONE;
    }
    if (!known.contains(table) && known.size() == MOST) {
      return OTHER;
    }
    known.add(table);
    return table;
  }
}
