package io.github.customerio4j.extract.engine.run;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.state.StateStore;
import java.time.Clock;

/**
 * What a run works with, and shares with other runs of its extractor.
 *
 * @param client reads the workspace; stays open
 * @param sink takes the tables
 * @param stateStore keeps the state between runs
 * @param listener hears about the run
 * @param clock tells the run's start
 * @param sleeper waits between looks at an export
 */
public record RunServices(
    CustomerIo client,
    TableSink sink,
    StateStore stateStore,
    ExtractionListener listener,
    Clock clock,
    Sleeper sleeper) {}
