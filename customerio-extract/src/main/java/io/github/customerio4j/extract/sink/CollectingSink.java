package io.github.customerio4j.extract.sink;

import io.github.customerio4j.extract.sink.WrittenTable.RowChanges;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

    Load(TableSchema schema, List<Map<String, String>> rows) {
      this.schema = schema;
      this.rows = rows;
      schema.columns().forEach(column -> names.add(column.name()));
    }

    RowChanges changes() {
      return new RowChanges(added, changed, deleted, unchanged);
    }

    Table replaced(@Nullable Table former) {
      Map<Map<String, String>, Integer> before = new HashMap<>();
      if (former != null) {
        former.rows().forEach(row -> before.merge(row, 1, Integer::sum));
        deleted = former.rows().size();
      }
      for (Map<String, String> row : rows) {
        Integer left = before.get(row);
        if (left != null && left > 0) {
          before.put(row, left - 1);
          unchanged++;
          deleted--;
        } else {
          added++;
        }
      }
      List<Map<String, String>> all = new ArrayList<>(rows);
      if (schema.primaryKey().isEmpty()) {
        return table(schema.columns(), all);
      }
      Table keyed = new Table(schema.name(), schema.columns(), schema.primaryKey(), List.of());
      added = 0;
      return merged(keyed);
    }

    /** Upserts by the primary key, or appends if there is none. */
    Table merged(Table former) {
      List<Map<String, String>> all = new ArrayList<>(former.rows());
      if (schema.primaryKey().isEmpty()) {
        all.addAll(rows);
        added = rows.size();
        return table(columns(former), all);
      }
      Map<List<@Nullable String>, Integer> places = new HashMap<>();
      for (int i = 0; i < all.size(); i++) {
        places.put(key(all.get(i)), i);
      }
      boolean[] isThere = new boolean[all.size() + rows.size()];
      for (Map<String, String> row : rows) {
        List<@Nullable String> key = key(row);
        // Rows without a key cannot be told apart.
        Integer place = key.contains(null) ? null : places.get(key);
        if (place == null) {
          place = all.size();
          places.put(key, place);
          all.add(row);
          added++;
        } else {
          Map<String, String> updated = new LinkedHashMap<>(all.get(place));
          updated.keySet().removeAll(names);
          updated.putAll(row);
          if (updated.equals(all.get(place))) {
            unchanged++;
          } else {
            changed++;
          }
          all.set(place, updated);
        }
        isThere[place] = true;
      }
      return table(columns(former), marked(all, isThere));
    }

    private List<Map<String, String>> marked(List<Map<String, String>> all, boolean[] isThere) {
      for (int i = 0; i < all.size(); i++) {
        String mark = all.get(i).get(DELETED.name());
        boolean isMarked = "true".equals(mark);
        boolean isDeleted = schema.marksDeletedRows() ? !isThere[i] : isMarked && !isThere[i];
        if (schema.marksDeletedRows() || isMarked) {
          Map<String, String> row = new LinkedHashMap<>(all.get(i));
          row.put(DELETED.name(), String.valueOf(isDeleted));
          all.set(i, row);
          deleted += isDeleted && !isMarked ? 1 : 0;
        }
      }
      return all;
    }

    private List<@Nullable String> key(Map<String, String> row) {
      String[] key = new String[schema.primaryKey().size()];
      for (int i = 0; i < key.length; i++) {
        key[i] = row.get(schema.primaryKey().get(i));
      }
      return Arrays.asList(key);
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
