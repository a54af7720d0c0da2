package io.github.customerio4j.extract.report;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What a run is about to read.
 *
 * @param startedAt the start of the run, in whole seconds, at which its windows end; for a resumed
 *     run, the start of the interrupted one
 * @param sources the sources, by the names that the other methods of the listener use: {@code
 *     campaigns}, {@code messages}, {@code activities} and so on; includes lists of parents that
 *     are read only for their children
 * @param requestsPerSecond the client's rate limit, in requests per second; empty if it has none
 */
public record ExtractionStart(
    Instant startedAt, List<String> sources, OptionalDouble requestsPerSecond) {

  /** Copies the sources. */
  public ExtractionStart {
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(sources, "sources");
    Objects.requireNonNull(requestsPerSecond, "requestsPerSecond");
    sources = List.copyOf(sources);
  }
}
