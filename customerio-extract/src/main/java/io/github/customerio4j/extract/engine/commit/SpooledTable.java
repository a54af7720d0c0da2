package io.github.customerio4j.extract.engine.commit;

import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.engine.run.ChainStart;
import io.github.customerio4j.extract.engine.run.SourceMeter;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import io.github.customerio4j.extract.engine.spool.TableSpool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A table before the commit; its rows are still in parts. */
@Value.Immutable
public abstract class SpooledTable {

  /** The name it gets at the destination. */
  public abstract String name();

  /** What the catalog says about it. */
  abstract TableSpec spec();

  /**
   * The parts by chain. The parts of a chain are in the order of its windows; neighbors may share
   * records.
   */
  abstract List<List<TableSpool>> chains();

  /** The meter of its requests, unless another table reports them. */
  public abstract Optional<SourceMeter> meter();

  /** How many windows or chains were read. */
  public abstract int windows();

  /** How many records were read more than once; 0 unless set. */
  @Value.Default
  long duplicates() {
    return 0;
  }

  /** How many parents were skipped because their children cannot have changed. */
  @Value.Default
  public int unchanged() {
    return 0;
  }

  /** Whether the rows are all that the workspace has. */
  @Value.Default
  boolean isWhole() {
    return false;
  }

  /** Strings that were not Unicode and were repaired. */
  @Value.Default
  long repairs() {
    return 0;
  }

  /** The fields of the primary key that the configuration asks for; empty for the default. */
  abstract Optional<List<String>> wantedKey();

  /** The only fields wanted, in order; empty for all. */
  abstract Optional<List<ColumnPath>> onlyFields();

  /** New watermarks by chain; those of other chains stay as they were. */
  public abstract Map<String, Instant> watermarks();

  /** When the tiers of each chain were read again, by chain and age. */
  abstract Map<String, Map<Duration, Instant>> refreshTimes();

  /** The creation time of the oldest record that was asked for, by chain. */
  abstract Map<String, Instant> since();

  /** The age of the widest tier that was read again. */
  public abstract Optional<Duration> refreshed();

  /** What the report has to warn about, one sentence each. */
  abstract List<String> warnings();

  public static Builder builder() {
    return new Builder();
  }

  public static final class Builder extends ImmutableSpooledTable.Builder {
    /** Sets what a chain that is read by time leaves to the next run. */
    public Builder putChain(String chain, Instant runStart, ChainStart start) {
      putWatermarks(chain, runStart);
      putRefreshTimes(chain, start.refreshTimes());
      putSince(chain, start.oldest());
      return this;
    }

    /** Sets what was counted while these parts were read. */
    public Builder counts(List<SliceSpool> parts) {
      duplicates(parts.stream().mapToLong(SliceSpool::duplicates).sum());
      repairs(parts.stream().mapToLong(SliceSpool::repairs).sum());
      int restarts = parts.stream().mapToInt(SliceSpool::restarts).sum();
      if (restarts > 0) {
        addWarnings(
            "The API refused a cursor that it had given, so "
                + (restarts == 1 ? "a list was" : restarts + " lists were")
                + " read again from the start; the rows were replaced.");
      }
      return this;
    }
  }
}
