package io.github.customerio4j.extract.engine.rows;

import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.engine.run.Cancellation;
import io.github.customerio4j.extract.engine.run.RunContext;
import io.github.customerio4j.extract.engine.run.SourceServices;
import io.github.customerio4j.extract.engine.source.ActivitySource;
import io.github.customerio4j.extract.engine.source.ActivityTables;
import io.github.customerio4j.extract.engine.source.BodySource;
import io.github.customerio4j.extract.engine.source.CustomerSource;
import io.github.customerio4j.extract.engine.source.Source;
import io.github.customerio4j.extract.engine.source.tree.TreeSource;
import io.github.customerio4j.extract.engine.spool.PageTaker;
import io.github.customerio4j.extract.engine.spool.StreamedParts;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.state.ExtractionState;
import java.time.Instant;
import java.util.Optional;

/** Runs the source of a table, whose pages are used as they come. */
final class RowSources {
  private final RowRequest request;
  private final PageTaker taker;
  private final Cancellation cancellation;

  RowSources(RowRequest request, PageTaker taker, Cancellation cancellation) {
    this.request = request;
    this.taker = taker;
    this.cancellation = cancellation;
  }

  /** Reads everything; returns when no thread is left. */
  void read(SourceServices services) throws Exception {
    if (request.isEmpty(services.clock().instant())) {
      return;
    }
    ExtractionConfig config = request.config();
    StreamedParts parts = new StreamedParts(request.table().name(), limits(), taker);
    try (RunContext run =
        new RunContext(services, config, state(), parts, request.end(), cancellation)) {
      Source source = source(run, parts, config);
      try {
        source.submit();
      } catch (Exception e) {
        // Slices have started; they must end first.
        run.scheduler().fail(e);
      }
      run.scheduler().join();
      cancellation.check();
      checkComplete(source);
    }
  }

  private StreamedParts.Limits limits() {
    return request.table().kind() == QueriedTable.Kind.ACTIVITIES
        ? new StreamedParts.Limits(
            request.query().since().map(Instant::getEpochSecond).orElse(Long.MIN_VALUE),
            request.until().map(Instant::getEpochSecond).orElse(Long.MAX_VALUE))
        : StreamedParts.Limits.NONE;
  }

  /** A list of activities that comes newest first ends where the query begins. */
  private ExtractionState state() {
    Optional<Instant> since = request.query().since();
    if (request.table().kind() != QueriedTable.Kind.ACTIVITIES || since.isEmpty()) {
      return ExtractionState.empty();
    }
    return ActivitySource.startingAt(request.config().activities().orElseThrow(), since.get());
  }

  private Source source(RunContext run, StreamedParts parts, ExtractionConfig config) {
    return switch (request.table().kind()) {
      case MESSAGES ->
          new MessageRows(
              run, parts, request.since().getEpochSecond(), request.spans(run.startedAt()));
      case BODIES -> new BodySource(run, config.messageBodies().orElseThrow());
      case CUSTOMERS -> new CustomerSource(run, config.customers().orElseThrow());
      case ACTIVITIES ->
          new ActivitySource(
              run, config.activities().orElseThrow(), new ActivityTables(run.state()));
      case TREE -> new TreeSource(run, request.table().root(), request.part().share());
    };
  }

  /** An extraction reads the other bodies tomorrow; here they would just be missing. */
  private static void checkComplete(Source source) {
    if (source instanceof BodySource bodies && bodies.isCutShort()) {
      throw new ExtractionException(
          "Cannot read all message_bodies: the daily quota of archived messages is used up. Read"
              + " those of a shorter time, or again tomorrow.");
    }
  }
}
