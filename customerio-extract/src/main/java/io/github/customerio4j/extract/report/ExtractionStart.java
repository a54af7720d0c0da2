package io.github.customerio4j.extract.report;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a run is about to do.
 *
 * @param startedAt the time that its windows end at, in whole seconds; that of the interrupted run
 *     if it goes on with one
 * @param sources what will be read, by the names that the listener's other calls use: {@code
 *     campaigns}, {@code messages}, {@code activities} and so on; a list that is read only for the
 *     sake of what hangs on its records, too
 * @param requestsPerSecond the client's rate limit; empty if it has none
 */
public record ExtractionStart(
    Instant startedAt, List<String> sources, OptionalDouble requestsPerSecond) {

  /** Keeps the sources as they are now. */
  public ExtractionStart {
    sources = List.copyOf(sources);
  }
}
