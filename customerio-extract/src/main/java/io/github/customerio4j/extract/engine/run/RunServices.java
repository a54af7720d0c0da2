package io.github.customerio4j.extract.engine.run;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.state.StateStore;
import java.time.Clock;
import java.time.Duration;

/**
 * What a run works with, and shares with other runs of its extractor.
 *
 * @param client reads the workspace; stays open
 * @param sink takes the tables
 * @param stateStore keeps the state between runs
 * @param listener hears about the run
 * @param clock tells the run's start
 * @param time whose time the clock tells
 * @param sleeper waits between looks at an export
 * @param threads makes the threads of runs
 */
public record RunServices(
    CustomerIo client,
    TableSink sink,
    StateStore stateStore,
    ExtractionListener listener,
    Clock clock,
    SourceServices.Time time,
    Sleeper sleeper,
    RunThreads threads) {

  /** What the sources of a run work with. Asks the sink, so it is called on the run's thread. */
  public SourceServices ofSources() {
    return new SourceServices(
        client,
        listener,
        clock,
        time,
        sleeper,
        threads,
        new SourceServices.Rows(sink.keepsNulls(), sink.workspace().isPresent()));
  }

  /**
   * The same with the time of the API.
   *
   * @param offset what to add to the time of the clock
   */
  public RunServices withApiTime(Duration offset) {
    return new RunServices(
        client,
        sink,
        stateStore,
        listener,
        Clock.offset(clock, offset),
        SourceServices.Time.API,
        sleeper,
        threads);
  }
}
