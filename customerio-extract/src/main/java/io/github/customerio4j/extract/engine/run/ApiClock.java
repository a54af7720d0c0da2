package io.github.customerio4j.extract.engine.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Compares the clock of this machine with that of the API. Windows and watermarks are times of the
 * API: with a clock that is ahead, the next run would begin too late and miss messages for good.
 * Thread-safe.
 */
public final class ApiClock {
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  /** A {@code Date} before this one is no time of the API. */
  private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");

  private final Clock clock;
  private final Consumer<Difference> onDifference;
  private final AtomicBoolean isKnown = new AtomicBoolean();

  /**
   * What to add to the time of this machine to get the time of the API.
   *
   * @param offset negative if the clock of this machine is ahead
   */
  public record Difference(Duration offset) {
    /** What people are told. */
    public String text(String consequence) {
      Duration length = offset.abs();
      Duration rounded = length.plusSeconds(30);
      return "The clock of this machine is %s %s that of the API. %s Correct the clock."
          .formatted(
              length.toHours() > 0
                  ? "%d h %d min".formatted(rounded.toHours(), rounded.toMinutesPart())
                  : "%d min %d s".formatted(length.toMinutes(), length.toSecondsPart()),
              offset.isNegative() ? "ahead of" : "behind",
              consequence);
    }
  }

  /** Thrown to restart a run with the time of the API. */
  public static final class OffException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration offset;

    OffException(Difference difference) {
      super(difference.text("The run takes the time of the API."));
      this.offset = difference.offset();
    }

    public Duration offset() {
      return offset;
    }
  }

  /**
   * @param onDifference called once, if the clocks differ by more than a minute
   */
  ApiClock(Clock clock, Consumer<Difference> onDifference) {
    this.clock = clock;
    this.onDifference = onDifference;
  }

  /**
   * Compares a response's {@code Date}, which the API set between its receipt of the request and
   * now. It has whole seconds. Other responses wait, so that none of them is used before the
   * difference is told.
   */
  synchronized void compare(Instant date, Duration elapsed) {
    Instant received = clock.instant();
    Instant sent = received.minus(elapsed);
    boolean isAhead = date.plusSeconds(1).plus(TOLERANCE).isBefore(sent);
    boolean isBehind = date.minus(TOLERANCE).isAfter(received);
    if ((isAhead || isBehind) && date.isAfter(EARLIEST) && isKnown.compareAndSet(false, true)) {
      Instant middle = sent.plus(elapsed.dividedBy(2));
      onDifference.accept(
          new Difference(
              Duration.between(middle, date.plusMillis(500)).truncatedTo(ChronoUnit.SECONDS)));
    }
  }
}
