package io.github.customerio4j.extract.engine.commit;

import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.catalog.ColumnSpec;
import io.github.customerio4j.extract.engine.row.KeyNode;
import io.github.customerio4j.extract.engine.row.ValueKinds;
import io.github.customerio4j.extract.engine.spool.TableSpool;
import io.github.customerio4j.extract.io.RemainingFields;
import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.state.KnownColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table at the commit: first the columns of the last run in their order, then the
 * columns of the catalog, then new ones in the order of the slices. Fields beyond the limit go into
 * one last column.
 */
public final class TableLayout {
  /** The name of the column that takes, as a JSON object, the fields that got no column. */
  public static final String OVERFLOW_NAME = RemainingFields.COLUMN;

  /** The pointer that marks that column in the state. */
  static final String OVERFLOW_POINTER = "";

  static final int OVERFLOW = -1;
  static final int LEFT_OUT = -2;

  private final List<NamedColumn> columns = new ArrayList<>();
  private final Map<String, Integer> byPointer = new HashMap<>();
  private final Map<String, Integer> unclaimed = new LinkedHashMap<>();
  private final ColumnNamer namer = new ColumnNamer();
  private final int limit;
  private final Optional<Set<String>> only;
  private final ExcludedColumns excluded;
  private final Predicate<ColumnPath> hashed;
  private final Set<String> overflowKeys = new HashSet<>();

  /** The names of columns that runs of other workspaces gave, by pointer, unless they are here. */
  private final Map<String, String> elsewhere = new LinkedHashMap<>();

  private final boolean hasWorkspace;
  private boolean hasUnlistedKeys;
  private boolean hasOverflow;

  private static final class NamedColumn {
    private final String name;
    private @Nullable ColumnPath path;
    private DataType type = DataType.TEXT;
    private String description = "";
    private boolean zeroIsNever;
    private int kinds;

    NamedColumn(String name, @Nullable ColumnPath path) {
      this.name = name;
      this.path = path;
    }
  }

  /**
   * Starts with the columns that previous runs named.
   *
   * @param known the columns of the state, in order
   * @param limit the most columns that fields get of their own
   * @param only the pointers of the only fields wanted, or empty for all
   */
  public TableLayout(List<KnownColumn> known, int limit, Optional<Set<String>> only) {
    this(known, limit, only, new ExcludedColumns(Set.of(), List.of()), path -> false);
  }

  /** The same without some columns, and with hashes in others. */
  TableLayout(
      List<KnownColumn> known,
      int limit,
      Optional<Set<String>> only,
      ExcludedColumns excluded,
      Predicate<ColumnPath> hashed) {
    this(known, limit, only, excluded, hashed, Optional.empty());
  }

  /**
   * The same for a table that holds the rows of several workspaces.
   *
   * @param shared the columns that runs of all workspaces named; empty for a table of one workspace
   */
  TableLayout(
      List<KnownColumn> known,
      int limit,
      Optional<Set<String>> only,
      ExcludedColumns excluded,
      Predicate<ColumnPath> hashed,
      Optional<List<KnownColumn>> shared) {
    this.hasWorkspace = shared.isPresent();
    this.hashed = hashed;
    this.excluded = excluded;
    // Our own column takes no place of the fields'.
    this.limit = hasWorkspace && limit < Integer.MAX_VALUE ? limit + 1 : limit;
    this.only = only;
    namer.reserve(OVERFLOW_NAME);
    if (hasWorkspace) {
      namer.reserve(TableSink.WORKSPACE);
      NamedColumn workspace =
          new NamedColumn(TableSink.WORKSPACE, ColumnPath.of(TableSink.WORKSPACE));
      workspace.description = "The workspace that the row is of.";
      workspace.kinds = ValueKinds.STRING;
      columns.add(workspace);
    }
    shared.ifPresent(columnsOfAll -> columnsOfAll.forEach(this::reserve));
    for (KnownColumn column : known) {
      addKnown(column);
    }
    excluded.fields().forEach(field -> namer.reserve(field.name()));
  }

  /** Adds the columns of the catalog, which a table has even if no record does. */
  public void addDocumented(List<ColumnSpec> specs) {
    for (ColumnSpec spec : specs) {
      if (excluded.coversDocumented(spec.path())) {
        continue;
      }
      int index = indexOf(spec.path());
      if (index < 0) {
        continue;
      }
      NamedColumn column = columns.get(index);
      column.type = hashed.test(spec.path()) ? DataType.TEXT : spec.type();
      column.description = spec.description();
      column.zeroIsNever = spec.zeroIsNever();
    }
  }

  /** Adds a column for the path, whether any record has it or not. */
  public void addWanted(ColumnPath path) {
    if (!excluded.covers(path)) {
      indexOf(path);
    }
  }

  /** Adds the columns of a part; parts come in the order of their slices. */
  public void addPart(TableSpool part) {
    for (int i = 0; i < part.columnCount(); i++) {
      int sliceColumn = part.column(i);
      ColumnPath path = part.path(sliceColumn);
      int column = find(path);
      if (column >= 0) {
        columns.get(column).kinds |= part.kinds(sliceColumn);
      }
    }
    if (part.hasUnlistedKeys() && only.isEmpty()) {
      hasUnlistedKeys = true;
      hasOverflow = true;
    }
  }

  /** The columns as a destination sees them. */
  public List<Column> columns() {
    List<Column> result = new ArrayList<>();
    for (NamedColumn column : columns) {
      result.add(
          Column.builder()
              .name(column.name)
              .originalKey(column.path == null ? column.name : column.path.dotted())
              .pointer(column.path == null ? "" : column.path.pointer())
              .documentedType(fittingType(column))
              .valueType(hasUnlistedKeys ? DataType.TEXT : ValueKinds.typeOf(column.kinds))
              .scale(ValueKinds.scaleOf(column.kinds))
              .hasUnusualNumbers(ValueKinds.hasUnusualNumber(column.kinds))
              .isDocumented(!column.description.isEmpty())
              .zeroIsNever(column.zeroIsNever)
              .description(column.description)
              .build());
    }
    if (hasOverflow) {
      result.add(
          Column.builder()
              .name(OVERFLOW_NAME)
              .originalKey(OVERFLOW_NAME)
              .pointer(OVERFLOW_POINTER)
              .description("Fields beyond the limit on columns, as one JSON object.")
              .build());
    }
    return result;
  }

  /** The columns that are left out and that the destination may have from previous runs. */
  List<Column> leftOut() {
    List<Column> result = new ArrayList<>();
    for (KnownColumn field : excluded.fields()) {
      String pointer = Objects.requireNonNull(field.pointer());
      result.add(
          Column.builder()
              .name(field.name())
              .originalKey(ColumnPath.parse(pointer).dotted())
              .pointer(pointer)
              .build());
    }
    elsewhere.forEach(
        (pointer, name) ->
            result.add(
                Column.builder()
                    .name(name)
                    .originalKey(ColumnPath.parse(pointer).dotted())
                    .pointer(pointer)
                    .build()));
    return result;
  }

  /** The columns as the state keeps them. */
  public List<KnownColumn> known() {
    List<KnownColumn> result = new ArrayList<>();
    for (NamedColumn column : columns.subList(hasWorkspace ? 1 : 0, columns.size())) {
      result.add(new KnownColumn(column.name, column.path == null ? null : column.path.pointer()));
    }
    if (hasOverflow) {
      result.add(new KnownColumn(OVERFLOW_NAME, OVERFLOW_POINTER));
    }
    return result;
  }

  /**
   * The documented columns some of whose values do not fit the documented type, by their places.
   */
  Map<Integer, DataType> wobbling() {
    Map<Integer, DataType> wobbling = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      NamedColumn column = columns.get(i);
      if (!hasUnlistedKeys && fittingType(column) != column.type) {
        wobbling.put(i, column.type);
      }
    }
    return wobbling;
  }

  /** How many keys got no column of their own. */
  public int overflowKeys() {
    return overflowKeys.size();
  }

  /**
   * Whether there are fields that came after the dictionary of their slice was full. They have no
   * column either, and are not counted.
   */
  public boolean hasUnlistedKeys() {
    return hasUnlistedKeys;
  }

  /** The name of the column at that path, if it has one. */
  public Optional<String> nameOf(ColumnPath path) {
    Integer column = byPointer.get(path.pointer());
    return column == null ? Optional.empty() : Optional.of(columns.get(column).name);
  }

  /** Whether the first column is that of the workspace, which is in no spooled row. */
  boolean hasWorkspace() {
    return hasWorkspace;
  }

  boolean hasOverflow() {
    return hasOverflow;
  }

  /** The number of columns, without the one for the rest. */
  int size() {
    return columns.size();
  }

  /**
   * For each column of the slice the column of the table, {@link #OVERFLOW} or {@link #LEFT_OUT}.
   */
  int[] mapping(TableSpool part) {
    int[] mapping = new int[part.dictionary().columnCount()];
    for (int i = 0; i < mapping.length; i++) {
      mapping[i] = lookUp(part.path(i).pointer());
    }
    return mapping;
  }

  int lookUp(String pointer) {
    if (only.isPresent() && !only.get().contains(pointer)) {
      return LEFT_OUT;
    }
    if (!excluded.isEmpty() && excluded.covers(ColumnPath.parse(pointer))) {
      return LEFT_OUT;
    }
    Integer column = byPointer.get(pointer);
    if (column == null) {
      return KeyNode.isHidden(pointer) ? LEFT_OUT : OVERFLOW;
    }
    return column;
  }

  /** Keeps the name of a column that another workspace may have. */
  private void reserve(KnownColumn shared) {
    String pointer = shared.pointer();
    if (pointer != null && !pointer.isEmpty() && namer.reserve(shared.name())) {
      elsewhere.put(pointer, shared.name());
    }
  }

  private void addKnown(KnownColumn known) {
    String pointer = known.pointer();
    if (excluded.covers(known)) {
      return;
    }
    if (pointer == null) {
      if (only.isEmpty() && namer.reserve(known.name())) {
        unclaimed.put(known.name().toLowerCase(Locale.ROOT), columns.size());
        columns.add(new NamedColumn(known.name(), null));
      }
    } else if (pointer.equals(OVERFLOW_POINTER)) {
      hasOverflow = only.isEmpty();
    } else if (only.isEmpty() || only.get().contains(pointer)) {
      String name = elsewhere.remove(pointer);
      if (name == null) {
        // A state from elsewhere may have a name that the shared table uses for another field.
        boolean isFree = namer.reserve(known.name()) || !hasWorkspace;
        name = isFree ? known.name() : namer.uniqueName(known.name());
      }
      byPointer.put(pointer, columns.size());
      columns.add(new NamedColumn(name, ColumnPath.parse(pointer)));
    }
  }

  private int find(ColumnPath path) {
    String pointer = path.pointer();
    if (excluded.covers(path) || (only.isPresent() && !only.get().contains(pointer))) {
      return LEFT_OUT;
    }
    Integer column = byPointer.get(pointer);
    if (column != null) {
      return column;
    }
    boolean hasRoom =
        columns.size() + elsewhere.size() < limit
            || elsewhere.containsKey(pointer)
            || unclaimed.containsKey(plain(path));
    if (hasRoom) {
      return indexOf(path);
    }
    overflowKeys.add(pointer);
    hasOverflow = true;
    return OVERFLOW;
  }

  /** The column at that path, a new one if need be; {@link #LEFT_OUT} if its name is excluded. */
  private int indexOf(ColumnPath path) {
    String pointer = path.pointer();
    Integer column = byPointer.get(pointer);
    if (column != null) {
      return column;
    }
    Integer claimed = unclaimed.remove(plain(path));
    if (claimed != null) {
      columns.get(claimed).path = path;
      byPointer.put(pointer, claimed);
      return claimed;
    }
    String name = elsewhere.get(pointer);
    if (name == null) {
      name = namer.uniqueName(String.join("_", path.keys()));
    }
    if (excluded.covers(name, path)) {
      return LEFT_OUT;
    }
    elsewhere.remove(pointer);
    byPointer.put(pointer, columns.size());
    columns.add(new NamedColumn(name, path));
    return columns.size() - 1;
  }

  private static String plain(ColumnPath path) {
    return ColumnNamer.plainName(String.join("_", path.keys())).toLowerCase(Locale.ROOT);
  }

  /** The kinds of values are unknown for keys that came after the dictionary was full. */
  private DataType fittingType(NamedColumn column) {
    boolean fits =
        !hasUnlistedKeys && ValueKinds.areAmong(column.kinds, ValueKinds.allowedBy(column.type));
    return fits ? column.type : DataType.TEXT;
  }
}
