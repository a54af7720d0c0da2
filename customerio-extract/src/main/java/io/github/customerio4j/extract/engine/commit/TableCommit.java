package io.github.customerio4j.extract.engine.commit;

import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.engine.row.FieldNames;
import io.github.customerio4j.extract.engine.row.FieldRules;
import io.github.customerio4j.extract.engine.row.Protection;
import io.github.customerio4j.extract.engine.run.Cancellation;
import io.github.customerio4j.extract.engine.run.RunProtection;
import io.github.customerio4j.extract.engine.spool.TableSpool;
import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.TableState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Joins the parts of one table under the union of their columns and hands the rows to the sink. */
public final class TableCommit {
  private final ExtractionConfig config;
  private final ExtractionState state;
  private final SpooledTable table;
  private final int columnLimit;
  private final ExcludedColumns excluded;
  private final Optional<Protection> protection;
  private final TableLayout layout;
  private final TableKey key;
  private final Cancellation cancellation;
  private final Optional<String> workspace;
  private final List<String> warnings = new ArrayList<>();
  private long rows;
  private long duplicates;
  private long rowsWithoutKey;

  /**
   * @param sink the destination
   * @param shared what the runs of all workspaces know of the tables, if they share them
   * @param protection what has happened to values before they were spooled
   * @param cancellation tells whether the run is to end
   */
  public TableCommit(
      ExtractionConfig config,
      ExtractionState state,
      ExtractionState shared,
      SpooledTable table,
      TableSink sink,
      Optional<Protection> protection,
      Cancellation cancellation) {
    this.protection = protection;
    this.cancellation = cancellation;
    this.config = config;
    this.columnLimit = Math.min(config.columnLimit(), sink.columnLimit());
    this.workspace = sink.workspace();
    this.state = state;
    this.table = table;
    Optional<Set<String>> only =
        table
            .onlyFields()
            .map(
                fields ->
                    fields.stream()
                        .map(ColumnPath::pointer)
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
    this.excluded =
        new ExcludedColumns(
            RunProtection.excluded(config, table.name()),
            known().map(TableState::excluded).orElse(List.of()),
            RunProtection.only(config, table.name()));
    this.layout =
        new TableLayout(
            known().map(TableState::columns).orElse(List.of()),
            columnLimit,
            only,
            excluded,
            this::isHashed,
            workspace.map(
                any ->
                    Optional.ofNullable(shared.tables().get(table.name()))
                        .map(TableState::columns)
                        .orElse(List.of())));
    layout.addDocumented(table.spec().columns());
    table.onlyFields().ifPresent(fields -> fields.forEach(layout::addWanted));
    table.chains().forEach(chain -> chain.forEach(layout::addPart));
    if (protection.isPresent()) {
      noteFields();
    }
    this.duplicates = table.duplicates();
    this.key =
        new TableKey(
            config,
            table,
            layout,
            workspace,
            known(),
            state.isLegacy(),
            sink.canDeclareKeysLater());
  }

  /**
   * Writes the rows; returns the schema they were written under.
   *
   * @throws ExtractionConfig.UnknownColumnException if a name of a column to exclude is of no
   *     field, although there are rows
   */
  public TableSchema write(SinkTransaction transaction) throws IOException {
    TableSchema schema = schema();
    checkExcluded();
    Misfits misfits = Misfits.of(layout, table.chains());
    if (!misfits.isEmpty() && config.types() == ExtractionConfig.Types.STRICT) {
      throw new ExtractionConfig.MisfitException(
          "Cannot write table %s: %s. Use --types typed to take the column as text, or exclude it."
              .formatted(table.name(), lowered(misfits.first())));
    }
    try (TableWriter writer = transaction.open(schema)) {
      int keyColumn = key.place();
      for (List<TableSpool> chain : table.chains()) {
        writeChain(chain, writer, keyColumn);
      }
      writer.complete();
      warnings.addAll(writer.warnings());
    }
    warnings.addAll(table.warnings());
    noteExposed();
    noteOddities();
    warnings.addAll(misfits.warnings());
    return schema;
  }

  public long rows() {
    return rows;
  }

  public long duplicates() {
    return duplicates;
  }

  public List<String> warnings() {
    return warnings;
  }

  /** What the next run is to know of this table. */
  public TableState newState() {
    Map<String, Instant> watermarks =
        new LinkedHashMap<>(known().map(TableState::watermarks).orElse(Map.of()));
    watermarks.putAll(table.watermarks());
    return TableState.builder()
        .primaryKey(key.columns())
        .columns(layout.known())
        .excluded(excluded.fields())
        .watermarks(watermarks)
        .refreshed(refreshed())
        .since(since())
        .build();
  }

  private Map<String, Map<Duration, Instant>> refreshed() {
    Map<String, Map<Duration, Instant>> refreshed =
        new LinkedHashMap<>(known().map(TableState::refreshed).orElse(Map.of()));
    refreshed.putAll(table.refreshTimes());
    refreshed.values().removeIf(Map::isEmpty);
    return refreshed;
  }

  private Map<String, Instant> since() {
    Map<String, Instant> since =
        new LinkedHashMap<>(known().map(TableState::since).orElse(Map.of()));
    since.putAll(table.since());
    since.values().removeIf(time -> !time.isAfter(History.EARLIEST));
    return since;
  }

  private Optional<TableState> known() {
    return Optional.ofNullable(state.tables().get(table.name()));
  }

  private void writeChain(List<TableSpool> parts, TableWriter writer, int keyColumn)
      throws IOException {
    BorderVersions versions = new BorderVersions(parts);
    for (TableSpool part : parts) {
      try (SpooledRows row = new SpooledRows(part, layout, workspace.orElse(""))) {
        long[] older = versions.older(part);
        duplicates += older.length;
        row.skip(BorderVersions.outdated(part, older));
        while (row.next()) {
          cancellation.check();
          if (keyColumn >= 0 && isEmpty(row, keyColumn)) {
            rowsWithoutKey++;
          }
          writer.write(row);
          rows++;
        }
      }
    }
  }

  private void checkExcluded() {
    boolean hasRows =
        table.chains().stream().flatMap(List::stream).anyMatch(part -> part.rows() > 0);
    checkOnly();
    checkNames("exclude", config.excludedColumns(), excluded.unknown(), hasRows);
    checkNames("choose", config.onlyColumns(), excluded.unknownOnly(), hasRows);
  }

  /** A list of columns must hold the key, which may be that of previous runs. */
  private void checkOnly() {
    if (RunProtection.only(config, table.name()).isEmpty()) {
      return;
    }
    Set<String> names =
        layout.columns().stream().map(Column::name).collect(Collectors.toUnmodifiableSet());
    for (String column : key.chosen()) {
      if (!names.contains(column)) {
        throw new IllegalArgumentException(
            "Cannot write only some columns of %s: %s, part of the primary key, is missing. Add %s to the list."
                .formatted(table.name(), column, column));
      }
    }
  }

  /** Shows every field of the rows to the rules, which remember the patterns that are of use. */
  private void noteFields() {
    for (List<TableSpool> chain : table.chains()) {
      for (TableSpool part : chain) {
        for (int i = 0; i < part.columnCount(); i++) {
          isHashed(part.path(part.column(i)));
        }
      }
    }
  }

  private boolean isHashed(ColumnPath path) {
    return protection
        .filter(run -> run.rules(table.name()).of(path) == FieldRules.Action.HASH)
        .isPresent();
  }

  /** Names that are meant for this table alone; others may be of use in another one. */
  private void checkNames(
      String what, Map<String, Set<String>> byTable, List<String> unknown, boolean hasRows) {
    Set<String> own = byTable.getOrDefault(table.name(), Set.of());
    Set<String> used = protection.map(run -> run.rules(table.name()).used()).orElse(Set.of());
    for (String name : unknown) {
      // A name may be that of a field within a JSON value.
      if (own.contains(name) && !used.contains(table.name() + "." + name)) {
        checkName(what, name, hasRows);
      }
    }
  }

  private void checkName(String what, String name, boolean hasRows) {
    String text =
        "Cannot %s column \"%s\" of %s: no documented column, no column of a previous run"
                .formatted(what, name, table.name())
            + " and no field of this run's rows has that name. "
            + otherNames(name);
    if (hasRows && !layout.hasUnlistedKeys()) {
      throw new ExtractionConfig.UnknownColumnException(text);
    }
    warnings.add(text);
  }

  /** What may have been meant. */
  private String otherNames(String name) {
    Set<String> names = new LinkedHashSet<>();
    for (Column column : layout.columns()) {
      names.add(column.name());
      names.add(column.originalKey().replace('.', '_'));
    }
    List<String> shown = List.copyOf(names);
    table.spec().columns().forEach(column -> names.addAll(FieldNames.of(column.path())));
    for (List<TableSpool> chain : table.chains()) {
      for (TableSpool part : chain) {
        for (int i = 0; i < part.columnCount(); i++) {
          names.addAll(FieldNames.of(part.path(part.column(i))));
        }
      }
    }
    List<String> near = NearNames.of(name, names);
    return near.isEmpty()
        ? "Its columns are " + String.join(", ", shown) + "."
        : "Did you mean " + String.join(" or ", near) + "?";
  }

  /** Names the columns with addresses that other columns hold as hashes only. */
  private void noteExposed() {
    List<String> exposed =
        protection.map(run -> run.addresses().exposed(table.name())).orElse(List.of());
    for (String pointer : exposed) {
      layout
          .nameOf(ColumnPath.parse(pointer))
          .ifPresent(
              name ->
                  warnings.add(
                      "Column %s of %s holds addresses that are hashed in another column, and is not hashed. Add %s.%s to the columns to hash or to exclude."
                          .formatted(name, table.name(), table.name(), name)));
    }
  }

  private static boolean isEmpty(SpooledRows row, int column) {
    return row.start(column) == row.end(column);
  }

  private TableSchema schema() {
    return TableSchema.builder()
        .name(table.name())
        .description(table.spec().description())
        .addAllColumns(layout.columns())
        .addAllLeftOut(layout.leftOut())
        .addAllPrimaryKey(key.declared())
        .rowKey(key.ofRows())
        .formerKey(key.former())
        .loadType(key.replacesFormer() ? LoadType.FULL_LOAD : config.loadType())
        .keepsTypes(config.types() == ExtractionConfig.Types.KEEP)
        .marksDeletedRows(
            table.isWhole()
                && !key.replacesFormer()
                && config.deletedRows() == ExtractionConfig.DeletedRows.MARK
                && config.loadType() == LoadType.INCREMENTAL_UPDATE)
        .build();
  }

  private void noteOddities() {
    key.warning().ifPresent(warnings::add);
    if (rowsWithoutKey > 0) {
      warnings.add(
          rowsWithoutKey
              + " rows have no "
              + key.columns().get(0)
              + ", the primary key, and cannot be distinguished at the destination. Drop the table there"
              + " and set primary_key to "
              + String.join(", ", table.spec().primaryKey())
              + ".");
    }
    if (layout.overflowKeys() > 0) {
      warnings.add(
          layout.overflowKeys()
              + " fields beyond the limit of "
              + columnLimit
              + " columns went into column "
              + TableLayout.OVERFLOW_NAME
              + " as JSON."
              + (columnLimit < config.columnLimit()
                  ? " The destination holds no more."
                  : " Raise columnLimit to give them columns."));
    }
    if (layout.hasUnlistedKeys()) {
      warnings.add(
          "Some fields came after the limit on remembered keys; they went into column "
              + TableLayout.OVERFLOW_NAME
              + " as JSON.");
    }
    if (table.repairs() > 0) {
      warnings.add(
          table.repairs()
              + " texts were not valid Unicode; the invalid parts were replaced by U+FFFD.");
    }
  }

  private static String lowered(String sentence) {
    return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
