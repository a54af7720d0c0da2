package io.github.customerio4j.extract.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.immutables.value.Value;

/** The result of a committed run. */
@Value.Immutable
public abstract class ExtractionReport {

  ExtractionReport() {}

  /**
   * The start of the run, in whole seconds, at which its windows end. For a resumed run, the start
   * of the interrupted one.
   */
  public abstract Instant startedAt();

  /** How long the run took. */
  public abstract Duration duration();

  /** The tables, in the order in which they were written. */
  public abstract List<TableReport> tables();

  /**
   * The tables that failed and were skipped; empty unless {@link
   * io.github.customerio4j.extract.config.ExtractionConfig.OnTableFailure#SKIP} is set.
   */
  public abstract List<TableFailure> failures();

  /** Warnings about the run as a whole; empty if there are none. */
  public abstract List<String> warnings();

  /** The number of bytes of rows that were spooled. */
  public abstract long spooledBytes();

  /** The number of requests of all written tables, including repetitions. */
  public long requests() {
    return tables().stream().mapToLong(TableReport::requests).sum();
  }

  /** The number of rows of all written tables. */
  public long rows() {
    return tables().stream().mapToLong(TableReport::rows).sum();
  }

  /**
   * A table that failed while others were extracted. Its rows and its state are unchanged.
   *
   * @param table its name; {@code activities} for a list that feeds several tables
   * @param message what failed, why, and the remedy; never contains a secret
   */
  public record TableFailure(String table, String message) {
    /** Refuses what is missing. */
    public TableFailure {
      Objects.requireNonNull(table, "table");
      Objects.requireNonNull(message, "message");
    }
  }

  /** Starts a report, every value of which must be set; for tests of code that takes a report. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a report's values. */
  public static final class Builder extends ImmutableExtractionReport.Builder {
    Builder() {}
  }
}
