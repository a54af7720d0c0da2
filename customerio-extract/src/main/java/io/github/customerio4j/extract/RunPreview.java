package io.github.customerio4j.extract;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.engine.ResumableRun;
import io.github.customerio4j.extract.engine.RunTargets;
import io.github.customerio4j.extract.engine.check.AccessCheck;
import io.github.customerio4j.extract.engine.run.Cancellation;
import io.github.customerio4j.extract.engine.run.RunServices;
import io.github.customerio4j.extract.engine.run.RunThreads;
import io.github.customerio4j.extract.report.AccessReport;
import io.github.customerio4j.extract.report.ExtractionPlan;
import io.github.customerio4j.extract.sink.SchemaChange;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.StateStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is known of a run before it begins. Changes neither the tables nor the state. */
final class RunPreview {
  private static final String CHECKING_THREADS = "check";

  private RunPreview() {}

  /** Whether the key may read what is selected, with the extractor's own clock and threads. */
  static AccessReport check(RunServices services, ExtractionConfig config) {
    return AccessCheck.run(
        services.client(),
        config,
        services.clock().instant(),
        services.threads().of(CHECKING_THREADS));
  }

  /** Whether the key may read what is selected. */
  static AccessReport check(CustomerIo client, ExtractionConfig config) {
    Instant now = Clock.systemUTC().instant();
    return AccessCheck.run(client, config, now, RunThreads.daemons().of(CHECKING_THREADS));
  }

  /** Whether the API accepts the key. */
  static AccessReport.Result checkKey(CustomerIo client, ExtractionConfig config) {
    Instant now = Clock.systemUTC().instant();
    return AccessCheck.key(client, config, now, RunThreads.daemons().of(CHECKING_THREADS));
  }

  /** The requests that a run would take; gives every failure the type that callers know. */
  static ExtractionPlan plan(RunServices services, ExtractionConfig config) {
    try {
      ExtractionState state =
          isReset(config) ? ExtractionState.empty() : services.stateStore().load();
      return ResumableRun.plan(services, config, state);
    } catch (Exception e) {
      throw ExtractionFailure.of("plan", e, Optional.empty(), new Cancellation());
    }
  }

  /** Checks that the tables can be written, and tells which of them a run reads in full. */
  static Set<String> missingTables(TableSink sink, StateStore stateStore, ExtractionConfig config)
      throws IOException {
    ExtractionState stored = ExtractionRun.ifReadable(stateStore);
    ExtractionState state = isReset(config) ? ExtractionState.empty() : stored;
    ExtractionRun.checkHashKey(config, state);
    Set<String> missing = sink.check(RunTargets.of(config, state, stored));
    return isReset(config) ? Set.of() : missing;
  }

  /** The types of existing columns that a run would change, by the tables' names. */
  static Map<String, List<SchemaChange>> typeChanges(
      TableSink sink, StateStore stateStore, ExtractionConfig config) throws IOException {
    ExtractionState state = ExtractionRun.ifReadable(stateStore);
    Set<String> written = RunTargets.of(config, state, state).written();
    return sink.typeChanges(RunTargets.documented(config, state, new TreeSet<>(written)));
  }

  /**
   * Refuses to mark deleted rows where there are no rows of previous runs.
   *
   * @throws IllegalArgumentException if they are to be marked and the destination cannot
   */
  static void checkDeletedRows(TableSink sink, ExtractionConfig config) {
    if (config.deletedRows() == ExtractionConfig.DeletedRows.MARK && !sink.canMarkDeletedRows()) {
      throw new IllegalArgumentException(
          "Cannot mark deleted rows: this destination holds only what a run brings. Write into a"
              + " database, or leave deletedRows as KEEP.");
    }
  }

  private static boolean isReset(ExtractionConfig config) {
    return config.stateUse() == ExtractionConfig.StateUse.RESET;
  }
}
