package io.github.customerio4j.extract.engine;

import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.HashKey;
import io.github.customerio4j.extract.engine.commit.SpooledTable;
import io.github.customerio4j.extract.engine.commit.TableCommit;
import io.github.customerio4j.extract.engine.run.LogContext;
import io.github.customerio4j.extract.engine.run.RunContext;
import io.github.customerio4j.extract.engine.run.RunServices;
import io.github.customerio4j.extract.engine.run.SourceMeter;
import io.github.customerio4j.extract.engine.run.TableScope;
import io.github.customerio4j.extract.engine.source.ActivitySource;
import io.github.customerio4j.extract.engine.source.ActivityTables;
import io.github.customerio4j.extract.engine.source.BodySource;
import io.github.customerio4j.extract.engine.source.CustomerSource;
import io.github.customerio4j.extract.engine.source.MessageSource;
import io.github.customerio4j.extract.engine.source.Source;
import io.github.customerio4j.extract.engine.source.tree.TableNode;
import io.github.customerio4j.extract.engine.source.tree.TreeSource;
import io.github.customerio4j.extract.engine.spool.SpoolRecovery;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.ExtractionStart;
import io.github.customerio4j.extract.report.TableReport;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.WrittenTable;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.StateException;
import io.github.customerio4j.extract.state.TableState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One run from the sources to the commit. */
final class RunExecutor {
  private final RunContext run;
  private final RunServices services;
  private final SpoolRecovery.Opened spool;
  private final ExtractionConfig config;
  private final ActivityTables activityTables;
  private final Set<String> missing;
  private final List<String> warnings = new ArrayList<>();
  private boolean hasReadAll;

  /** A table that is complete in the sink. */
  private record Written(SpooledTable table, TableCommit commit, TableSchema schema) {}

  /**
   * @param services where the rows of the sources go
   * @param spool what the run resumes, if anything
   * @param missing the tables of previous runs that are no longer at the destination
   */
  RunExecutor(
      RunContext run, RunServices services, SpoolRecovery.Opened spool, Set<String> missing) {
    this.services = services;
    this.spool = spool;
    this.missing = missing;
    this.run = run;
    this.config = run.config();
    this.activityTables = new ActivityTables(run.state());
  }

  ExtractionReport execute(SinkTransaction transaction) throws Exception {
    List<Source> sources = sources();
    run.listener().started(start(sources));
    noteLegacy();
    noteMissing();
    noteHashing();
    spool.notes().forEach(this::warn);
    spool.startedAt().ifPresent(startedAt -> run.listener().resumed(startedAt, spool.pages()));
    try {
      for (Source source : sources) {
        source.submit();
      }
    } catch (Exception e) {
      // Other sources have started; they must end first.
      run.scheduler().fail(e);
    }
    run.scheduler().join();
    hasReadAll = true;
    run.cancellation().check();
    List<TableScope> scopes = sources.stream().flatMap(source -> source.scopes().stream()).toList();
    List<TableScope> failed = scopes.stream().filter(TableScope::hasFailed).toList();
    if (!failed.isEmpty() && failed.size() == scopes.size()) {
      throw allFailed(failed);
    }
    ExtractionState shared =
        transaction
            .takeTurn(run.cancellation()::check)
            .map(ExtractionState::parse)
            .orElse(ExtractionState.empty());
    activityTables.agreeWith(shared.activityTables());
    ExtractionState former = failed.isEmpty() ? run.state() : stateOfTheFailed();
    List<SpooledTable> tables =
        sources.stream().flatMap(source -> source.tables().stream()).toList();
    List<Written> written = new ArrayList<>();
    Map<String, TableState> states = new LinkedHashMap<>(former.tables());
    for (SpooledTable table : tables) {
      Written done = write(table, shared, transaction);
      written.add(done);
      states.put(table.name(), done.commit().newState());
    }
    boolean isSure =
        spool.startedAt().isEmpty() && written.stream().anyMatch(done -> done.commit().rows() > 0);
    new ColumnPatternCheck(run, isSure).unmatched().forEach(this::warn);
    sources.forEach(source -> states.putAll(source.states(former)));
    transaction.describe(facts(written, failed));
    List<WrittenTable> places = commit(transaction, newState(former, states));
    ExtractionReport report = report(written, places, failed);
    run.listener().committed(report);
    return report;
  }

  /** Whether all rows are spooled, so that what fails is the destination or the state. */
  boolean hasReadAll() {
    return hasReadAll;
  }

  private TableSink.RunFacts facts(List<Written> written, List<TableScope> failed) {
    List<TableSink.TableFacts> facts = new ArrayList<>();
    for (Written table : written) {
      facts.add(
          new TableSink.TableFacts(
              table.schema().name(),
              table.table().meter().map(SourceMeter::requests).orElse(0L),
              table.table().refreshed(),
              warnings(table),
              Optional.empty()));
    }
    for (TableScope scope : failed) {
      scope
          .tableFailure()
          .ifPresent(
              failure ->
                  facts.add(
                      new TableSink.TableFacts(
                          failure.table(),
                          0,
                          Optional.empty(),
                          List.of(),
                          Optional.of(failure.message()))));
    }
    return new TableSink.RunFacts(run.begunAt(), run.clock().instant(), facts, Optional.empty());
  }

  private static List<String> warnings(Written written) {
    List<String> all =
        new ArrayList<>(written.table().meter().map(SourceMeter::warnings).orElse(List.of()));
    all.addAll(written.commit().warnings());
    return all;
  }

  private Written write(SpooledTable table, ExtractionState shared, SinkTransaction transaction)
      throws IOException {
    LogContext former = LogContext.of(table.name());
    try (former) {
      TableCommit commit =
          new TableCommit(
              config,
              run.state(),
              shared,
              table,
              services.sink(),
              run.protection(),
              run.cancellation());
      TableSchema schema = commit.write(transaction);
      run.listener().tableWritten(table.name(), commit.rows(), schema.columns().size());
      commit.warnings().forEach(text -> run.listener().warned(table.name(), text));
      return new Written(table, commit, schema);
    }
  }

  private ExtractionStart start(List<Source> sources) {
    return new ExtractionStart(
        run.startedAt(),
        sources.stream().flatMap(source -> source.names().stream()).toList(),
        run.services().client().rateLimit().limit());
  }

  /** If all tables failed, the run fails with the first failure. */
  private static Exception allFailed(List<TableScope> failed) {
    List<Exception> failures = failed.stream().flatMap(scope -> scope.failure().stream()).toList();
    failures.stream().skip(1).forEach(failures.get(0)::addSuppressed);
    return failures.get(0);
  }

  private List<Source> sources() {
    List<Source> sources = new ArrayList<>();
    for (TableSpec root : TableCatalog.roots()) {
      if (TableNode.isNeeded(config, root)) {
        sources.add(new TreeSource(run, root));
      }
    }
    config.messages().ifPresent(selection -> sources.add(new MessageSource(run, selection)));
    config.messageBodies().ifPresent(selection -> sources.add(new BodySource(run, selection)));
    config.customers().ifPresent(selection -> sources.add(new CustomerSource(run, selection)));
    config
        .activities()
        .ifPresent(selection -> sources.add(new ActivitySource(run, selection, activityTables)));
    return sources;
  }

  /**
   * Makes the tables and the state visible. If the process dies in between, the next run finishes
   * the commit. A cancellation comes too late now.
   */
  private List<WrittenTable> commit(SinkTransaction transaction, ExtractionState state)
      throws IOException {
    run.cancellation().checkLast();
    List<WrittenTable> places = transaction.commit(state.toJson());
    services.stateStore().save(state);
    transaction.stateSaved();
    return places;
  }

  private ExtractionState newState(ExtractionState former, Map<String, TableState> states) {
    Map<String, String> names = new LinkedHashMap<>(former.activityTables());
    names.putAll(activityTables.asMap());
    return ExtractionState.builder()
        .tables(states)
        .activityTables(names)
        .hashKey(hashKey(former))
        .build();
  }

  /** The fingerprint of the key of all hashes at the destination. */
  private Optional<String> hashKey(ExtractionState former) {
    return config.hashedColumns().isEmpty()
        ? former.hashKey()
        : config.hashKey().map(HashKey::fingerprint);
  }

  /**
   * The state to add to. A failed table keeps its state even after a reset, because the destination
   * keeps its rows.
   */
  private ExtractionState stateOfTheFailed() throws IOException {
    if (config.stateUse() == ExtractionConfig.StateUse.CONTINUE) {
      return run.state();
    }
    try {
      return services.stateStore().load();
    } catch (StateException e) {
      warn(
          "The tables that failed are read from the beginning in the next run, because: "
              + e.getMessage());
      return ExtractionState.empty();
    }
  }

  private void noteMissing() {
    if (!missing.isEmpty()) {
      warn(
          "Previous runs wrote "
              + String.join(", ", new TreeSet<>(missing))
              + ", but the destination no longer has it: this run reads it in full again.");
    }
  }

  private void noteHashing() {
    boolean isNew =
        !config.hashedColumns().isEmpty()
            && config.loadType() == LoadType.INCREMENTAL_UPDATE
            && run.state().hashKey().isEmpty()
            && !run.state().tables().isEmpty();
    if (isNew) {
      warn(
          "Previous runs hashed nothing: their rows keep the values of the columns that are hashed"
              + " from now on. Replace the tables once (Full Load).");
    }
  }

  private void noteLegacy() {
    if (run.state().isLegacy()) {
      warn(
          "The state comes from the previous component. Its columns and keys are kept; its "
              + run.state().legacyCursors().size()
              + " saved cursors are replaced by a full history, because they may skip messages.");
    }
  }

  private void warn(String text) {
    warnings.add(text);
    run.listener().warned("", text);
  }

  private ExtractionReport report(
      List<Written> written, List<WrittenTable> places, List<TableScope> failed) {
    Map<String, WrittenTable> byName =
        places.stream().collect(Collectors.toMap(WrittenTable::name, Function.identity()));
    ExtractionReport.Builder report = ExtractionReport.builder();
    report
        .startedAt(run.startedAt())
        .duration(Duration.between(run.begunAt(), run.clock().instant()))
        .addAllWarnings(warnings)
        .addAllFailures(failed.stream().flatMap(scope -> scope.tableFailure().stream()).toList())
        .spooledBytes(run.spooledBytes());
    for (Written table : written) {
      WrittenTable place =
          byName.getOrDefault(
              table.schema().name(), new WrittenTable(table.schema().name(), "", 0));
      report.addTables(tableReport(table, place));
    }
    return report.build();
  }

  private static TableReport tableReport(Written written, WrittenTable place) {
    Optional<SourceMeter> meter = written.table().meter();
    return TableReport.builder()
        .table(place.name())
        .rows(written.commit().rows())
        .columns(written.schema().columns().size())
        .bytes(place.bytes())
        .location(place.location())
        .requests(meter.map(SourceMeter::requests).orElse(0L))
        .retries(meter.map(SourceMeter::retries).orElse(0L))
        .windows(written.table().windows())
        .unchangedParents(written.table().unchanged())
        .duplicates(written.commit().duplicates())
        .duration(meter.map(SourceMeter::duration).orElse(Duration.ZERO))
        .watermark(written.table().watermark())
        .schemaChanges(place.schemaChanges())
        .rowChanges(place.rowChanges())
        .refreshed(written.table().refreshed())
        .addAllWarnings(warnings(written))
        .addAllWarnings(place.warnings())
        .build();
  }
}
