package io.github.customerio4j.extract.engine.commit;

import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.state.TableState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The primary key of a table, by what is configured and what previous runs declared. */
final class TableKey {
  private final LoadType loadType;
  private final SpooledTable table;
  private final TableLayout layout;
  private final Optional<String> workspace;
  private final Optional<TableState> known;
  private final boolean isLegacy;
  private final boolean canDeclareLater;

  /**
   * @param layout the columns of the table, complete
   * @param workspace the workspace of the rows, if the table holds those of several
   * @param known what previous runs left of the table
   * @param isLegacy whether the state comes from the previous component
   * @param canDeclareLater whether the destination can give a key to a table that has none
   */
  TableKey(
      ExtractionConfig config,
      SpooledTable table,
      TableLayout layout,
      Optional<String> workspace,
      Optional<TableState> known,
      boolean isLegacy,
      boolean canDeclareLater) {
    this.loadType = config.loadType();
    this.table = table;
    this.layout = layout;
    this.workspace = workspace;
    this.known = known;
    this.isLegacy = isLegacy;
    this.canDeclareLater = canDeclareLater;
  }

  /** Whether a table with the key of an earlier version is replaced. */
  boolean replacesFormer() {
    return loadType == LoadType.INCREMENTAL_UPDATE
        && known.map(TableState::primaryKey).filter(table.spec()::isFormerKey).isPresent();
  }

  /** The columns of the key, as the state keeps them; empty for a Full Load. */
  List<String> columns() {
    return loadType == LoadType.FULL_LOAD ? List.of() : chosen();
  }

  /** The columns that the destination declares as the key. */
  List<String> declared() {
    return replacesFormer() ? List.of() : inWorkspace(columns());
  }

  /**
   * The columns that distinguish rows whatever the load type, unless one of them is not in the
   * table.
   */
  List<String> ofRows() {
    Set<String> names = layout.columns().stream().map(Column::name).collect(Collectors.toSet());
    return names.containsAll(chosen()) ? inWorkspace(chosen()) : List.of();
  }

  /** The columns of the key of an earlier version. */
  List<String> former() {
    return inWorkspace(table.spec().formerPrimaryKey());
  }

  /** The key among the rows of all workspaces, if the table holds them. */
  private List<String> inWorkspace(List<String> key) {
    if (workspace.isEmpty() || key.isEmpty() || key.contains(TableSink.WORKSPACE)) {
      return key;
    }
    return Stream.concat(Stream.of(TableSink.WORKSPACE), key.stream()).toList();
  }

  /**
   * The configured key; else the key that the destination was last loaded with; else the default
   * key.
   */
  List<String> chosen() {
    List<String> remembered = known.map(TableState::primaryKey).orElse(List.of());
    if (table.wantedKey().isEmpty() && !remembered.isEmpty() && !replacesFormer()) {
      return remembered;
    }
    return table.wantedKey().orElse(table.spec().primaryKey()).stream()
        .map(key -> layout.nameOf(ColumnPath.of(key)).orElse(key))
        .toList();
  }

  /** The place of the key's column, if it is a single one of this table; else -1. */
  int place() {
    List<String> key = columns();
    List<Column> all = layout.columns();
    for (int i = 0; key.size() == 1 && i < all.size(); i++) {
      if (all.get(i).name().equals(key.get(0))) {
        return i;
      }
    }
    return -1;
  }

  /** What the report has to say about a key that is another one than before. */
  Optional<String> warning() {
    List<String> key = columns();
    if (loadType == LoadType.FULL_LOAD || known.isEmpty()) {
      return Optional.empty();
    }
    List<String> remembered = known.get().primaryKey();
    if (replacesFormer()) {
      return Optional.of(
          "An earlier version keyed this table by "
              + named(remembered)
              + ", which the API no longer sends. The table was read in full and replaced; its key is"
              + " now "
              + named(key)
              + ".");
    }
    if (remembered.isEmpty() && canDeclareLater) {
      // The last run was a Full Load. The destination compares rows by the key all the same.
      return Optional.empty();
    }
    if (!remembered.equals(key)) {
      return Optional.of(
          "The table was last loaded with primary key "
              + named(remembered)
              + ", now it is "
              + named(key)
              + ": a destination that keeps the old key refuses the load. Drop or re-key the table"
              + " there.");
    }
    if (isLegacy && !key.equals(table.spec().primaryKey())) {
      return Optional.of(
          "The previous component keyed this table by "
              + named(key)
              + ", which is kept. To change to "
              + named(table.spec().primaryKey())
              + ", drop the table at the destination and set primary_key.");
    }
    return Optional.empty();
  }

  private static String named(List<String> key) {
    return key.isEmpty() ? "none" : String.join(", ", key);
  }
}
