package io.github.customerio4j.extract.engine;

import io.github.customerio4j.client.error.PagingException;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.engine.run.ApiClock;
import io.github.customerio4j.extract.engine.run.Cancellation;
import io.github.customerio4j.extract.engine.run.RunContext;
import io.github.customerio4j.extract.engine.run.RunServices;
import io.github.customerio4j.extract.engine.spool.DamagedSpoolException;
import io.github.customerio4j.extract.engine.spool.SpoolFullException;
import io.github.customerio4j.extract.engine.spool.SpoolRecovery;
import io.github.customerio4j.extract.report.ExtractionPlan;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.state.ExtractionState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Runs an extraction. It continues an interrupted run where that is possible, and restarts
 * otherwise.
 */
public final class ResumableRun {
  private final RunServices services;
  private final ExtractionConfig config;
  private final ExtractionState state;
  private final SinkTransaction transaction;
  private final Set<String> missing;
  private final Cancellation cancellation;
  private final Instant begunAt;
  private Optional<Path> kept = Optional.empty();

  /**
   * @param state the state of previous runs
   * @param missing the tables that it knows and that are no longer at the destination
   * @param cancellation tells whether the run is to end
   */
  public ResumableRun(
      RunServices services,
      ExtractionConfig config,
      ExtractionState state,
      SinkTransaction transaction,
      Set<String> missing,
      Cancellation cancellation) {
    this.services = services;
    this.config = config;
    this.state = missing.isEmpty() ? state : RunTargets.without(state, missing);
    this.transaction = transaction;
    this.missing = missing;
    this.cancellation = cancellation;
    this.begunAt = services.clock().instant();
  }

  public ExtractionReport run() throws Exception {
    try {
      return runOn(open());
    } catch (ApiClock.OffException e) {
      ResumableRun corrected =
          new ResumableRun(
              services.withApiTime(e.offset()), config, state, transaction, missing, cancellation);
      try {
        return corrected.runOn(corrected.open().withNote(String.valueOf(e.getMessage())));
      } finally {
        kept = corrected.kept;
      }
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof DamagedSpoolException damage) {
        return restart("its spool is damaged: " + damage.getMessage() + ".");
      }
      throw e;
    }
  }

  /** Tells the destination that the run failed. Whatever fails here is added to the failure. */
  public void tellFailure(Exception failure) {
    TableSink.RunFacts facts =
        new TableSink.RunFacts(
            begunAt, services.clock().instant(), List.of(), Optional.of(reason(failure)));
    try {
      services.sink().failed(facts);
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }

  private static String reason(Exception failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.toString() : message;
  }

  /** The folder that the next run can resume from; empty if this run has left none. */
  public Optional<Path> kept() {
    return kept;
  }

  /** Counts the requests of a run. The files of an interrupted run stay as they are. */
  public static ExtractionPlan plan(
      RunServices services, ExtractionConfig config, ExtractionState state) throws IOException {
    SpoolRecovery.Terms terms =
        new SpoolRecovery.Terms(
            digest("plan"), digest("plan"), RunContext.now(services.clock()), Optional.empty());
    try (SpoolRecovery.Opened spool =
            SpoolRecovery.open(config.spoolDirectory(), terms, config.maxSpoolBytes());
        RunContext run = context(spool, services, config, state, new Cancellation())) {
      return new RequestEstimator(run).plan();
    }
  }

  private static RunContext context(
      SpoolRecovery.Opened spool,
      RunServices services,
      ExtractionConfig config,
      ExtractionState state,
      Cancellation cancellation) {
    return new RunContext(
        services.ofSources(), config, state, spool.folder(), spool.startedAt(), cancellation);
  }

  /** Restarts. The files of the interrupted run are deleted by now. */
  private ExtractionReport restart(String why) throws Exception {
    SpoolRecovery.Opened opened = open();
    String note = "Cannot resume an interrupted run: " + why;
    return runOn(opened.withNote(note + " This run starts from the beginning."));
  }

  private ExtractionReport runOn(SpoolRecovery.Opened spool) throws Exception {
    try (spool) {
      boolean isKept = false;
      RunExecutor executor = null;
      try (RunContext run = context(spool, services, config, state, cancellation)) {
        executor = new RunExecutor(run, services, spool, missing);
        return executor.execute(transaction);
      } catch (Exception e) {
        isKept = isWorthKeeping(e, executor != null && executor.hasReadAll());
        throw e;
      } finally {
        if (isKept) {
          kept = spool.folder().keep();
        }
      }
    }
  }

  private SpoolRecovery.Opened open() throws IOException {
    Optional<Duration> resumeWithin =
        config.resume() == ExtractionConfig.Resume.NEVER
            ? Optional.empty()
            : Optional.of(config.resumeWithin());
    String job =
        digest(
            services.client().fingerprint(),
            services.sink().location().orElse(services.sink().getClass().getName()));
    return SpoolRecovery.open(
        config.spoolDirectory(),
        new SpoolRecovery.Terms(job, fingerprint(), RunContext.now(services.clock()), resumeWithin),
        config.maxSpoolBytes());
  }

  /**
   * Everything that decides which rows and columns a run brings, except the contents of the
   * workspace.
   */
  private String fingerprint() {
    ExtractionConfig.Builder bare = ExtractionConfig.builder();
    bare.from(config)
        .spoolDirectory(Path.of(""))
        .maxSpoolBytes(OptionalLong.empty())
        .maxRequestsInFlight(1);
    return digest(
        services.client().fingerprint(),
        bare.build().toString(),
        (services.sink().keepsNulls() ? "with nulls" : "")
            + services.sink().workspace().map(name -> " of workspace " + name).orElse(""),
        state.toJson(),
        String.valueOf(state.legacyCursors()),
        services.clock().getZone().getId());
  }

  /** Whether the next run can resume from the files of this one. */
  private static boolean isWorthKeeping(Exception e, boolean hasReadAll) {
    boolean isOfTheSpool =
        e instanceof SpoolFullException
            || (e instanceof UncheckedIOException && !hasReadAll)
            || e.getCause() instanceof DamagedSpoolException;
    // Its remedy is another configuration, which does not resume.
    boolean isOfTheConfiguration =
        e instanceof ExtractionConfig.UnknownColumnException
            || e instanceof ExtractionConfig.MisfitException;
    return !isOfTheSpool
        && !isOfTheConfiguration
        && !(e instanceof PagingException)
        && !(e instanceof ApiClock.OffException);
  }

  private static String digest(String... texts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (String text : texts) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        sha.update(bytes);
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
