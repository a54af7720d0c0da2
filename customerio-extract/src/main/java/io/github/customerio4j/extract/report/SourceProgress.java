package io.github.customerio4j.extract.report;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How much of a source has been read.
 *
 * @param chains the number of chains that are known so far: windows of time, lists, children of a
 *     parent; the number can grow
 * @param chainsRead the number of chains that have been read
 * @param fraction the fraction of the source that has been read, from 0 to 1; an estimate that can
 *     decrease a little; empty if it cannot be estimated
 */
public record SourceProgress(long chains, long chainsRead, OptionalDouble fraction) {
  /** Refuses what is missing. */
  public SourceProgress {
    Objects.requireNonNull(fraction, "fraction");
  }
}
