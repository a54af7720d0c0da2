package io.github.customerio4j.extract.engine.run;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.report.ExtractionListener;
import java.time.Clock;
import java.time.Duration;

/**
 * What the sources of a run work with, wherever their rows go.
 *
 * @param client reads the workspace; stays open
 * @param listener hears about the run
 * @param clock tells the run's start
 * @param time whose time the clock tells
 * @param sleeper waits between looks at an export
 * @param threads makes the threads of runs
 * @param rows what rows hold besides the fields of their records
 */
public record SourceServices(
    CustomerIo client,
    ExtractionListener listener,
    Clock clock,
    Time time,
    Sleeper sleeper,
    RunThreads threads,
    Rows rows) {

  /** Whose time a clock tells. */
  public enum Time {
    MACHINE,
    API
  }

  /**
   * What rows hold besides the fields of their records.
   *
   * @param keepsNulls whether fields that are {@code null} are told from absent ones
   * @param hasWorkspace whether a column with the workspace is added
   */
  public record Rows(boolean keepsNulls, boolean hasWorkspace) {}

  /**
   * The same with the time of the API.
   *
   * @param offset what to add to the time of the clock
   */
  public SourceServices withApiTime(Duration offset) {
    return new SourceServices(
        client, listener, Clock.offset(clock, offset), Time.API, sleeper, threads, rows);
  }
}
