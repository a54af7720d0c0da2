package io.github.customerio4j.extract;

import io.github.customerio4j.extract.record.PartRows;
import io.github.customerio4j.extract.record.RoutePart;
import io.github.customerio4j.extract.record.TableLayout;
import io.github.customerio4j.extract.table.ColumnPath;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads some fields of the records that hang others on them, from the rows that were spooled. */
final class ParentRows {
  private final List<ColumnPath> paths;
  private final Map<ColumnPath, Integer> places = new HashMap<>();

  /** A record's fields. Valid until the next record. */
  @FunctionalInterface
  interface Fields {
    /** The text at one of the paths; empty if the record has none. */
    Optional<String> at(ColumnPath path);
  }

  /** Takes records one by one. */
  @FunctionalInterface
  interface Reader {
    void read(Fields fields) throws IOException;
  }

  ParentRows(Collection<ColumnPath> paths) {
    this.paths = List.copyOf(paths);
    for (int i = 0; i < this.paths.size(); i++) {
      places.put(this.paths.get(i), i);
    }
  }

  /**
   * Reads the rows of the pages that came last.
   *
   * @param from the part's length before them
   */
  void read(RoutePart part, long from, Reader reader) throws IOException {
    TableLayout layout =
        new TableLayout(
            List.of(),
            Integer.MAX_VALUE,
            Optional.of(paths.stream().map(ColumnPath::pointer).collect(Collectors.toSet())));
    paths.forEach(layout::addWanted);
    try (PartRows rows = new PartRows(part, layout, from)) {
      while (rows.next()) {
        reader.read(
            path -> {
              Integer place = places.get(path);
              return place == null
                  ? Optional.empty()
                  : Optional.ofNullable(rows.text(place)).filter(text -> !text.isEmpty());
            });
      }
    }
  }
}
