package io.github.customerio4j.extract.engine.commit;

import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.engine.row.KeyNode;
import io.github.customerio4j.extract.engine.row.RecordVersion;
import io.github.customerio4j.extract.engine.row.TimeLimits;
import io.github.customerio4j.extract.engine.spool.TableSpool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Neighboring windows share a second or two. Of the rows of a record that both brought, the newer
 * version counts; if neither has a time, the one of the later window.
 *
 * <p>The identities of the records near a border are held from the first of its two windows to the
 * end of the second. Only parts with such records are read for it.
 */
final class BorderVersions {
  private final Map<TableSpool, List<Long>> older = new HashMap<>();
  private final Map<Long, Border> borders = new HashMap<>();

  private record Version(TableSpool part, long row, double time) {}

  private static final class Border {
    private final Map<String, Version> newest = new HashMap<>();
    private int windows;
  }

  /** Compares the rows of the parts of one chain. */
  BorderVersions(List<TableSpool> parts) throws IOException {
    for (TableSpool part : parts) {
      borderAt(part.limits().firstSecond());
      borderAt(part.limits().lastSecond());
    }
    for (TableSpool part : parts) {
      if (parts.size() > 1 && part.hasBorderRows() && part.shape().identity().isPresent()) {
        compare(part);
      }
      leave(part.limits().firstSecond());
      leave(part.limits().lastSecond());
    }
  }

  /** The numbers of the part's rows of which another part has a newer version. */
  long[] older(TableSpool part) {
    return older.getOrDefault(part, List.of()).stream()
        .mapToLong(Long::longValue)
        .sorted()
        .distinct()
        .toArray();
  }

  private void compare(TableSpool part) throws IOException {
    List<ColumnPath> paths = new ArrayList<>();
    part.shape().version().ifPresent(paths::add);
    paths.addAll(part.shape().changed());
    part.shape().protection().ifPresent(any -> paths.add(KeyNode.hiddenVersion()));
    TableLayout layout =
        new TableLayout(
            List.of(),
            Integer.MAX_VALUE,
            Optional.of(paths.stream().map(ColumnPath::pointer).collect(Collectors.toSet())));
    paths.forEach(layout::addWanted);
    try (SpooledRows row = new SpooledRows(part, layout)) {
      while (row.nextAtBorder()) {
        compare(row, part);
      }
    }
  }

  private void compare(SpooledRows row, TableSpool part) {
    String identity = row.identity();
    if (identity == null) {
      return;
    }
    Version version = new Version(part, row.number(), time(row, part));
    TimeLimits slice = row.limits();
    if (row.isAtStart()) {
      compare(slice.firstSecond(), identity, version);
    }
    boolean isOneSecond = slice.firstSecond().equals(slice.lastSecond());
    if (row.isAtEnd() && !(isOneSecond && row.isAtStart())) {
      compare(slice.lastSecond(), identity, version);
    }
  }

  private static double time(SpooledRows row, TableSpool part) {
    int first = part.shape().version().isPresent() ? 1 : 0;
    double time = first == 0 ? RecordVersion.NONE : RecordVersion.ofId(row.text(0));
    for (int i = first; i < row.size() && time == RecordVersion.NONE; i++) {
      time = RecordVersion.of(row.text(i));
    }
    return time;
  }

  private void compare(OptionalLong second, String identity, Version version) {
    Border border = second.isPresent() ? borders.get(second.getAsLong()) : null;
    // A border that only one window has is an end of the history: no other window brings its
    // records.
    if (border == null || (border.windows < 2 && border.newest.isEmpty())) {
      return;
    }
    Version other = border.newest.get(identity);
    boolean isNewest = other == null || version.time() >= other.time();
    if (other != null) {
      Version loser = isNewest ? other : version;
      older.computeIfAbsent(loser.part(), any -> new ArrayList<>()).add(loser.row());
    }
    if (isNewest) {
      border.newest.put(identity, version);
    }
  }

  private void borderAt(OptionalLong second) {
    if (second.isPresent()) {
      borders.computeIfAbsent(second.getAsLong(), any -> new Border()).windows++;
    }
  }

  private void leave(OptionalLong second) {
    Border border = second.isPresent() ? borders.get(second.getAsLong()) : null;
    if (border != null && --border.windows == 0) {
      borders.remove(second.getAsLong());
    }
  }

  /** The rows that are not written, because others have a later version of their records. */
  static long[] outdated(TableSpool part, long[] older) {
    return LongStream.concat(LongStream.of(part.superseded().sorted()), LongStream.of(older))
        .sorted()
        .toArray();
  }
}
