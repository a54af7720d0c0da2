package io.github.customerio4j.extract.sink;

import io.github.customerio4j.extract.sink.WrittenTable.RowChanges;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Keeps tables in the memory of the process. */
final class CollectingSink implements TableSink.Collecting {
  private static final Column DELETED =
      Column.builder()
          .name("_deleted")
          .originalKey("_deleted")
          .pointer("")
          .documentedType(DataType.BOOLEAN)
          .valueType(DataType.BOOLEAN)
          .description("Whether the record was deleted in the workspace.")
          .build();

  private final AtomicBoolean isInUse = new AtomicBoolean();
  private volatile Map<String, Table> tables = Map.of();

  @Override
  public Map<String, Table> tables() {
    return tables;
  }

  @Override
  public Table table(String name) {
    Objects.requireNonNull(name, "name");
    Table table = tables.get(name);
    if (table == null) {
      throw new IllegalArgumentException(
          "Cannot show table %s: no run has committed it. The tables are %s."
              .formatted(name, tables.isEmpty() ? "none" : String.join(", ", tables.keySet())));
    }
    return table;
  }

  @Override
  public boolean canMarkDeletedRows() {
    return true;
  }

  @Override
  public boolean canDeclareKeysLater() {
    return true;
  }

  /** A state may be older than this sink, so that tables that it knows are missing here. */
  @Override
  public Set<String> check(Targets targets) {
    Set<String> missing = new LinkedHashSet<>(targets.known());
    missing.retainAll(targets.written());
    missing.removeAll(tables.keySet());
    return missing;
  }

  @Override
  public SinkTransaction begin() throws IOException {
    if (!isInUse.compareAndSet(false, true)) {
      throw new IOException(
          "Cannot begin a run: another one collects in the same sink. Give each run its own.");
    }
    return new Transaction();
  }

  private final class Transaction implements SinkTransaction {
    private final Set<String> names = new HashSet<>();
    private final Map<TableSchema, List<Map<String, String>>> complete = new LinkedHashMap<>();
    private @Nullable Writer writing;
    private boolean hasEnded;
    private boolean isClosed;

    @Override
    public TableWriter open(TableSchema schema) {
      requireReady("open table " + schema.name());
      if (!names.add(schema.name().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "Cannot open table "
                + schema.name()
                + ": it was opened before, or one of the same letters");
      }
      Writer writer = new Writer(schema, complete);
      writing = writer;
      return writer;
    }

    @Override
    public List<WrittenTable> commit(String state) {
      requireReady("commit");
      hasEnded = true;
      Map<String, Table> all = new LinkedHashMap<>(tables);
      List<WrittenTable> written = new ArrayList<>();
      for (Map.Entry<TableSchema, List<Map<String, String>>> loaded : complete.entrySet()) {
        TableSchema schema = loaded.getKey();
        Load load = new Load(schema, loaded.getValue());
        Table former = all.get(schema.name());
        all.put(
            schema.name(),
            former == null || schema.loadType() == LoadType.FULL_LOAD
                ? load.replaced(former)
                : load.merged(former));
        written.add(
            new WrittenTable(
                schema.name(), "memory", 0, List.of(), Optional.of(load.changes()), List.of()));
      }
      tables = Collections.unmodifiableMap(all);
      return written;
    }

    @Override
    public void close() {
      hasEnded = true;
      if (!isClosed) {
        isClosed = true;
        isInUse.set(false);
      }
    }

    private void requireReady(String what) {
      if (hasEnded) {
        throw new IllegalStateException("Cannot " + what + ": the run has ended.");
      }
      if (writing != null && writing.isOpen) {
        throw new IllegalStateException(
            "Cannot " + what + ": a table is being written. Complete it.");
      }
    }
  }

  private static final class Writer implements TableWriter {
    private final TableSchema schema;
    private final List<String> columns;
    private final Map<TableSchema, List<Map<String, String>>> complete;
    private final List<Map<String, String>> rows = new ArrayList<>();
    private boolean isOpen = true;

    Writer(TableSchema schema, Map<TableSchema, List<Map<String, String>>> complete) {
      this.schema = schema;
      this.columns = schema.columns().stream().map(Column::name).toList();
      this.complete = complete;
    }

    @Override
    public void write(Row row) {
      requireOpen();
      Map<String, String> cells = new LinkedHashMap<>();
      for (int i = row.nextCell(0); i < row.size(); i = row.nextCell(i + 1)) {
        cells.put(columns.get(i), String.valueOf(row.text(i)));
      }
      rows.add(cells);
    }

    @Override
    public void complete() {
      requireOpen();
      isOpen = false;
      complete.put(schema, rows);
    }

    @Override
    public void close() {
      isOpen = false;
    }

    private void requireOpen() {
      if (!isOpen) {
        throw new IllegalStateException("Cannot write into " + schema.name() + ": it is complete.");
      }
    }
  }

  /** The rows of one table of a run, and what they make of the table. */
  private static final class Load {
    private final TableSchema schema;
    private final List<Map<String, String>> rows;
    private final Set<String> names = new LinkedHashSet<>();
    private long added;
    private long changed;
    private long deleted;
    private long unchanged;

    Load(TableSchema schema, List<Map<String, String>> all) {
      this.schema = schema;
      Map<Object, Map<String, String>> last = new LinkedHashMap<>();
      all.forEach(row -> last.put(key(row).<Object>map(key -> key).orElseGet(Object::new), row));
      this.rows = List.copyOf(last.values());
      schema.columns().forEach(column -> names.add(column.name()));
    }

    RowChanges changes() {
      return new RowChanges(added, changed, deleted, unchanged);
    }

    /** Replaces all rows; counts those that differ from the rows before. */
    Table replaced(@Nullable Table former) {
      Map<Object, Deque<Map<String, String>>> before = new HashMap<>();
      List<Map<String, String>> formerRows = former == null ? List.of() : former.rows();
      formerRows.forEach(
          row -> before.computeIfAbsent(identity(row), any -> new ArrayDeque<>()).add(row));
      deleted = formerRows.size();
      for (Map<String, String> row : rows) {
        Deque<Map<String, String>> same = before.getOrDefault(identity(row), new ArrayDeque<>());
        if (same.isEmpty()) {
          added++;
          continue;
        }
        deleted--;
        count(same.remove(), row);
      }
      Table empty = new Table(schema.name(), schema.columns(), schema.rowKey(), List.of());
      BitSet isThere = new BitSet();
      isThere.set(0, rows.size());
      return table(columns(empty), marked(new ArrayList<>(rows), isThere));
    }

    /** Upserts by the primary key, or appends if there is none. */
    Table merged(Table former) {
      List<Map<String, String>> all = new ArrayList<>(former.rows());
      Map<List<String>, Integer> places = new HashMap<>();
      for (int i = 0; i < all.size(); i++) {
        int place = i;
        key(all.get(i)).ifPresent(key -> places.put(key, place));
      }
      BitSet isThere = new BitSet();
      for (Map<String, String> row : rows) {
        int place = key(row).map(places::get).orElse(all.size());
        if (place == all.size()) {
          all.add(row);
          added++;
        } else {
          Map<String, String> updated = new LinkedHashMap<>(all.get(place));
          updated.keySet().removeAll(names);
          updated.putAll(row);
          count(all.get(place), updated);
          all.set(place, updated);
        }
        isThere.set(place);
      }
      return table(columns(former), marked(all, isThere));
    }

    private void count(Map<String, String> before, Map<String, String> after) {
      if (before.equals(after)) {
        unchanged++;
      } else {
        changed++;
      }
    }

    /** What tells a row from others: its key, or all of it. */
    private Object identity(Map<String, String> row) {
      return key(row).<Object>map(key -> key).orElse(row);
    }

    /** The values of the primary key; empty if there is no key, or a part of it is missing. */
    private Optional<List<String>> key(Map<String, String> row) {
      List<String> key =
          schema.primaryKey().stream().map(row::get).filter(Objects::nonNull).toList();
      return key.isEmpty() || key.size() < schema.primaryKey().size()
          ? Optional.empty()
          : Optional.of(key);
    }

    private List<Map<String, String>> marked(List<Map<String, String>> all, BitSet isThere) {
      for (int i = 0; i < all.size(); i++) {
        String mark = all.get(i).get(DELETED.name());
        boolean isMarked = "true".equals(mark);
        boolean isDeleted =
            schema.marksDeletedRows() ? !isThere.get(i) : isMarked && !isThere.get(i);
        if (schema.marksDeletedRows() || isMarked) {
          Map<String, String> row = new LinkedHashMap<>(all.get(i));
          row.put(DELETED.name(), String.valueOf(isDeleted));
          all.set(i, row);
          deleted += isDeleted && !isMarked ? 1 : 0;
        }
      }
      return all;
    }

    /** The former columns in their order, as this run has them, then the new ones. */
    private List<Column> columns(Table former) {
      Map<String, Column> all = new LinkedHashMap<>();
      former.columns().forEach(column -> all.put(column.name(), column));
      schema.columns().forEach(column -> all.put(column.name(), column));
      if (schema.marksDeletedRows()) {
        all.put(DELETED.name(), DELETED);
      }
      return List.copyOf(all.values());
    }

    private Table table(List<Column> columns, List<Map<String, String>> all) {
      return new Table(schema.name(), columns, schema.rowKey(), all);
    }
  }
}
