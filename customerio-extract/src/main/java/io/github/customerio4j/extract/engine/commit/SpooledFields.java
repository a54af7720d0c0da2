package io.github.customerio4j.extract.engine.commit;

import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.engine.row.KeyNode;
import io.github.customerio4j.extract.engine.spool.TableSpool;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads some fields of records back from the rows that were spooled, to find their children. */
public final class SpooledFields {
  private final List<ColumnPath> paths;
  private final Map<ColumnPath, Integer> places = new HashMap<>();

  /** A record's fields. Valid until the next record. */
  @FunctionalInterface
  public interface Fields {
    /** The text at one of the paths; empty if the record has none. */
    Optional<String> at(ColumnPath path);
  }

  /** Takes records one by one. */
  @FunctionalInterface
  public interface Reader {
    void read(Fields fields) throws IOException;
  }

  public SpooledFields(Collection<ColumnPath> paths) {
    this.paths = List.copyOf(paths);
    for (int i = 0; i < this.paths.size(); i++) {
      places.put(this.paths.get(i), i);
    }
  }

  /**
   * Reads the rows of the latest pages, the first version of each record.
   *
   * @param from the part's length before them
   */
  public void read(TableSpool part, long from, Reader reader) throws IOException {
    TableLayout layout =
        new TableLayout(
            List.of(), Integer.MAX_VALUE, Optional.of(pointers(part.shape().hidesFields())));
    paths.forEach(layout::addWanted);
    boolean isHidden = part.shape().hidesFields();
    if (isHidden) {
      paths.forEach(path -> layout.addWanted(KeyNode.hiddenPath(path.pointer())));
    }
    try (SpooledRows rows = new SpooledRows(part, layout, from)) {
      while (rows.next()) {
        if (rows.isRepeated()) {
          continue;
        }
        reader.read(
            path -> {
              Integer place = places.get(path);
              return place == null
                  ? Optional.empty()
                  : isHidden ? text(rows, place, part) : Optional.ofNullable(rows.text(place));
            });
      }
    }
  }

  /** The text of a field, which may stand beside it in a form that only this process reads. */
  private Optional<String> text(SpooledRows rows, int place, TableSpool part) {
    String hidden = rows.text(paths.size() + place);
    return hidden == null
        ? Optional.ofNullable(rows.text(place))
        : part.shape().protection().map(run -> run.decrypted(hidden));
  }

  private Set<String> pointers(boolean withHidden) {
    Set<String> pointers = paths.stream().map(ColumnPath::pointer).collect(Collectors.toSet());
    if (withHidden) {
      paths.forEach(path -> pointers.add(KeyNode.hiddenPath(path.pointer()).pointer()));
    }
    return pointers;
  }
}
