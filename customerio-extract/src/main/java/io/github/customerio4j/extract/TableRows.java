package io.github.customerio4j.extract;

import io.github.customerio4j.extract.record.RoutePart;
import io.github.customerio4j.extract.table.ColumnPath;
import io.github.customerio4j.extract.table.TableSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A table before the commit: its rows still in parts. */
@Value.Immutable
abstract class TableRows {

  /** The name it gets at the destination. */
  abstract String name();

  abstract TableSpec spec();

  /**
   * The parts by chain; within a chain in the order of one walk, so that neighbours may share
   * records.
   */
  abstract List<List<RoutePart>> chains();

  /** The meter of its requests, unless another table reports them. */
  abstract Optional<SourceMeter> meter();

  /** How many windows or chains were walked. */
  abstract int windows();

  @Value.Default
  long duplicates() {
    return 0;
  }

  /** How many parents were passed over because nothing of theirs can have changed. */
  @Value.Default
  int unchanged() {
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

  /** The key's fields that the configuration asks for, if it does. */
  abstract Optional<List<String>> wantedKey();

  /** The only fields wanted, in order; empty for all. */
  abstract Optional<List<ColumnPath>> onlyFields();

  /** New watermarks by chain; those of other chains stay as they were. */
  abstract Map<String, Instant> watermarks();

  abstract List<String> warnings();

  static Builder builder() {
    return new Builder();
  }

  static final class Builder extends ImmutableTableRows.Builder {}
}
