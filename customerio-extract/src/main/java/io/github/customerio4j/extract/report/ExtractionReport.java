package io.github.customerio4j.extract.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.immutables.value.Value;

/** What a run did, after its commit. */
@Value.Immutable
public abstract class ExtractionReport {

  ExtractionReport() {}

  /** When the run began, in whole seconds: the time that its windows end at. */
  public abstract Instant startedAt();

  /** How long it took. */
  public abstract Duration duration();

  /** The tables in the order in which they were written. */
  public abstract List<TableReport> tables();

  /**
   * The tables that failed and were skipped; empty unless {@link
   * io.github.customerio4j.extract.config.ExtractionConfig.OnTableFailure#SKIP} is set.
   */
  public abstract List<TableFailure> failures();

  /** What is worth knowing of the run as a whole. */
  public abstract List<String> warnings();

  /** Bytes of rows that were spooled on the way. */
  public abstract long spooledBytes();

  /** Requests of all written tables, repeated ones included. */
  public long requests() {
    return tables().stream().mapToLong(TableReport::requests).sum();
  }

  /** Rows of all tables. */
  public long rows() {
    return tables().stream().mapToLong(TableReport::rows).sum();
  }

  /** Starts one, with every value to be set; for tests of what takes a report. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the values. */
  public static final class Builder extends ImmutableExtractionReport.Builder {
    Builder() {}
  }
}
