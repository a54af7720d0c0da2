package io.github.customerio4j.extract.engine.commit;

import io.github.customerio4j.extract.engine.row.TimeLimits;
import io.github.customerio4j.extract.engine.spool.TableSpool;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Neighboring windows share a second or two. The identities of the records near such a border are
 * held from the first of its two windows to the end of the second, so that a record that both
 * brought is written once.
 */
final class BorderKeys {
  private final Map<Long, Border> borders = new HashMap<>();

  private static final class Border {
    private final Set<String> seen = new HashSet<>();
    private int windows;
  }

  /** Prepares for the parts of one chain. */
  BorderKeys(List<TableSpool> parts) {
    for (TableSpool part : parts) {
      borderAt(part.limits().firstSecond());
      borderAt(part.limits().lastSecond());
    }
  }

  /** Whether another part brought the row's record before. If not, the record is remembered. */
  boolean isRepeated(SpooledRows row) {
    String identity = row.isAtStart() || row.isAtEnd() ? row.identity() : null;
    if (identity == null) {
      return false;
    }
    TimeLimits slice = row.limits();
    boolean atStart = row.isAtStart() && isSeen(slice.firstSecond(), identity);
    boolean isOneSecond = slice.firstSecond().equals(slice.lastSecond());
    boolean atEnd = row.isAtEnd() && !isOneSecond && isSeen(slice.lastSecond(), identity);
    return atStart || atEnd;
  }

  /** Forgets the borders that no later part shares. */
  void end(TableSpool part) {
    leave(part.limits().firstSecond());
    leave(part.limits().lastSecond());
  }

  private void borderAt(OptionalLong second) {
    if (second.isPresent()) {
      borders.computeIfAbsent(second.getAsLong(), any -> new Border()).windows++;
    }
  }

  private boolean isSeen(OptionalLong second, String identity) {
    Border border = second.isPresent() ? borders.get(second.getAsLong()) : null;
    // A border that only one window has is an end of the history: no other window brings its
    // records.
    boolean isShared = border != null && (border.windows > 1 || !border.seen.isEmpty());
    return border != null && isShared && !border.seen.add(identity);
  }

  private void leave(OptionalLong second) {
    Border border = second.isPresent() ? borders.get(second.getAsLong()) : null;
    if (border != null && --border.windows == 0) {
      borders.remove(second.getAsLong());
    }
  }
}
