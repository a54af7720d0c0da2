package io.github.customerio4j.extract.engine.spool;

import io.github.customerio4j.extract.engine.row.RecordShape;
import java.io.IOException;
import java.util.Optional;

/** Gives the parts that the slices of a run are read into. Thread-safe. */
public interface PartStore {
  /**
   * The part for a slot, with everything that an interrupted run had read for it.
   *
   * @param slot names what is read: the same in every run of the same configuration
   */
  SliceSpool part(String slot, RecordShape shape) throws IOException;

  /** An empty part that replaces everything read for that slot so far. */
  SliceSpool newPart(String slot, RecordShape shape) throws IOException;

  /** A part for records that are only looked at, never committed. */
  SliceSpool scratchPart(RecordShape shape);

  /** Remembers a fact for a run that resumes this one. */
  void note(String key, String value) throws IOException;

  /** The latest fact of that name, from this run or the interrupted run that it resumes. */
  Optional<String> noted(String key);

  /** The bytes spooled so far. */
  long bytes();
}
