package io.github.customerio4j.extract;

import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.HashKey;
import io.github.customerio4j.extract.engine.ResumableRun;
import io.github.customerio4j.extract.engine.RunTargets;
import io.github.customerio4j.extract.engine.run.Cancellation;
import io.github.customerio4j.extract.engine.run.RunServices;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.StateException;
import io.github.customerio4j.extract.state.StateStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** One run, on its thread: locks, checks, reads and commits. */
final class ExtractionRun {
  private final RunServices services;
  private final ExtractionConfig config;
  private final Cancellation cancellation;

  ExtractionRun(RunServices services, ExtractionConfig config, Cancellation cancellation) {
    this.services = services;
    this.config = config;
    this.cancellation = cancellation;
  }

  /** Locks, prepares and commits; gives every failure the type that callers know. */
  ExtractionReport run() {
    ResumableRun[] begun = new ResumableRun[1];
    try {
      cancellation.check();
      Closeable stateLock = services.stateStore().lock();
      try (stateLock) {
        try (SinkTransaction transaction = services.sink().begin()) {
          begun[0] = prepared(transaction);
          return begun[0].run();
        } catch (Exception e) {
          // By now the transaction has ended, so that the destination is free.
          if (begun[0] != null) {
            begun[0].tellFailure(e);
          }
          throw e;
        }
      }
    } catch (Exception e) {
      Optional<Path> kept = begun[0] == null ? Optional.empty() : begun[0].kept();
      throw ExtractionFailure.of("extract", e, kept, cancellation);
    }
  }

  private ResumableRun prepared(SinkTransaction transaction) throws IOException {
    cancellation.check();
    saveUnsaved(transaction);
    boolean isReset = config.stateUse() == ExtractionConfig.StateUse.RESET;
    ExtractionState stored =
        isReset ? ifReadable(services.stateStore()) : services.stateStore().load();
    ExtractionState state = isReset ? ExtractionState.empty() : stored;
    checkHashKey(config, state);
    TableSink.Targets targets = RunTargets.of(config, state, stored);
    Set<String> missing = services.sink().check(targets);
    // A change of types that something of the user's forbids is better known before the requests.
    services.sink().typeChanges(RunTargets.documented(config, stored, targets.written()));
    transaction.known(targets.known());
    services.stateStore().check();
    return new ResumableRun(
        services, config, state, transaction, isReset ? Set.of() : missing, cancellation);
  }

  /** Hashes of two keys in one table would make two values of one. */
  static void checkHashKey(ExtractionConfig config, ExtractionState state) {
    Optional<String> own = config.hashKey().map(HashKey::fingerprint);
    boolean differs =
        !config.hashedColumns().isEmpty()
            && state.hashKey().isPresent()
            && !state.hashKey().equals(own);
    if (differs) {
      throw new IllegalArgumentException(
          "Cannot hash with this key: previous runs used another one, so that the same value would"
              + " have two hashes. Use the key of previous runs; or replace all tables with hashes of"
              + " this one by a Full Load whose state is reset.");
    }
  }

  /** Saves the state of a run that died between the commit of its tables and that of its state. */
  private void saveUnsaved(SinkTransaction transaction) throws IOException {
    Optional<String> unsaved = transaction.unsavedState();
    if (unsaved.isPresent()) {
      services.stateStore().save(ExtractionState.parse(unsaved.get()));
      transaction.stateSaved();
    }
  }

  /** The state of previous runs; the empty one if it cannot be read. */
  static ExtractionState ifReadable(StateStore stateStore) {
    try {
      return stateStore.load();
    } catch (StateException | IOException e) {
      return ExtractionState.empty();
    }
  }
}
