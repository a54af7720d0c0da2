package io.github.customerio4j.extract;

import io.github.customerio4j.client.error.PagingException;
import io.github.customerio4j.extract.record.DamagedSpoolException;
import io.github.customerio4j.extract.record.FormerRuns;
import io.github.customerio4j.extract.record.SpoolFullException;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.write.SinkTransaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;

/** Runs an extraction with what an interrupted one has left, or, if that is of no use, anew. */
final class Attempt {
  private final Extractor extractor;
  private final ExtractionConfig config;
  private final ExtractionState state;
  private final SinkTransaction transaction;

  Attempt(
      Extractor extractor,
      ExtractionConfig config,
      ExtractionState state,
      SinkTransaction transaction) {
    this.extractor = extractor;
    this.config = config;
    this.state = state;
    this.transaction = transaction;
  }

  ExtractionReport run() throws Exception {
    try {
      return runOn(open());
    } catch (StaleCursorException e) {
      return anew("Customer.io does not know its cursor any more: " + e.getMessage());
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof DamagedSpoolException damage) {
        return anew("its spool is damaged: " + damage.getMessage() + ".");
      }
      throw e;
    }
  }

  /** Counts what a run would ask for; what an interrupted one has left stays as it is. */
  static ExtractionPlan plan(Extractor extractor, ExtractionConfig config, ExtractionState state)
      throws IOException {
    FormerRuns.Terms terms =
        new FormerRuns.Terms(
            digest("plan"), digest("plan"), Run.now(extractor.clock()), Optional.empty());
    try (FormerRuns.Opened spool =
            FormerRuns.open(config.spoolDirectory(), terms, config.maxSpoolBytes());
        Run run = new Run(extractor, config, state, spool)) {
      return new Planner(run).plan();
    }
  }

  /** What was left is deleted by now, so there is nothing to go on with but the beginning. */
  private ExtractionReport anew(String why) throws Exception {
    FormerRuns.Opened opened = open();
    String note = "An interrupted run cannot be gone on with, because " + why;
    return runOn(opened.withNote(note + " This run begins anew."));
  }

  private ExtractionReport runOn(FormerRuns.Opened spool) throws Exception {
    try (spool) {
      boolean isKept = false;
      try (Run run = new Run(extractor, config, state, spool)) {
        return new RunLoop(run).execute(transaction);
      } catch (Exception e) {
        isKept = isWorthKeeping(e);
        throw e;
      } finally {
        if (isKept) {
          spool.folder().keep();
        }
      }
    }
  }

  private FormerRuns.Opened open() throws IOException {
    Optional<Duration> resumeWithin =
        config.resume() == ExtractionConfig.Resume.NEVER
            ? Optional.empty()
            : Optional.of(config.resumeWithin());
    String job =
        digest(
            extractor.client().fingerprint(),
            extractor.sink().location().orElse(extractor.sink().getClass().getName()));
    return FormerRuns.open(
        config.spoolDirectory(),
        new FormerRuns.Terms(job, fingerprint(), Run.now(extractor.clock()), resumeWithin),
        config.maxSpoolBytes());
  }

  /** Everything that decides which rows and columns come, but for the workspace's contents. */
  private String fingerprint() {
    ExtractionConfig.Builder bare = ExtractionConfig.builder();
    bare.from(config)
        .spoolDirectory(Path.of(""))
        .maxSpoolBytes(OptionalLong.empty())
        .maxRequestsInFlight(1);
    return digest(
        extractor.client().fingerprint(),
        bare.build().toString(),
        extractor.sink().keepsNulls() ? "with nulls" : "",
        state.toJson(),
        String.valueOf(state.legacyCursors()),
        extractor.clock().getZone().getId());
  }

  /** Whether the next run had better go on from here than begin anew. */
  private static boolean isWorthKeeping(Exception e) {
    boolean isOfTheSpool =
        e instanceof SpoolFullException
            || (e instanceof UncheckedIOException && e.getCause() instanceof IOException);
    return !isOfTheSpool && !(e instanceof StaleCursorException) && !(e instanceof PagingException);
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
