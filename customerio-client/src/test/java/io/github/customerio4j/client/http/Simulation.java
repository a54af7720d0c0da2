package io.github.customerio4j.client.http;

import io.github.bucket4j.TimeMeter;
import io.github.customerio4j.client.http.RequestWindow.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Programs that always have something to send, and one server, in virtual time. */
final class Simulation implements TimeMeter {
  private static final long MILLI = 1_000_000;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final SimulatedLimit limit;
  private final SimulatedNetwork network;
  private final SplittableRandom random;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private final List<Program> programs = new ArrayList<>();
  private long now;
  private long numbers;

  private record Event(long at, long number, Runnable action) {}

  Simulation(SimulatedLimit limit, SimulatedNetwork network, long seed) {
    this.limit = limit;
    this.network = network;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public long currentTimeNanos() {
    return now;
  }

  @Override
  public boolean isWallClockBased() {
    return false;
  }

  /** Adds a program that begins to send at this second. */
  Program add(double seconds, double rate) {
    Program program = new Program(RequestWindow.whole(rate, this));
    programs.add(program);
    at((long) (seconds * SimulatedLimit.SECOND), program::next);
    return program;
  }

  Simulation runTo(double seconds) {
    long end = (long) (seconds * SimulatedLimit.SECOND);
    while (!events.isEmpty() && events.peek().at() <= end) {
      Event event = events.remove();
      now = event.at();
      event.action().run();
    }
    now = end;
    return this;
  }

  private void at(long time, Runnable action) {
    events.add(new Event(Math.max(now, time), numbers++, action));
  }

  /** What a program has done. */
  final class Program {
    private final RequestWindow window;
    private long pausedUntil;
    private long restsUntil;
    int accepted;
    int refused;
    double lastAnswer;

    private Program(RequestWindow window) {
      this.window = window;
    }

    RequestWindow window() {
      return window;
    }

    void rest(double seconds) {
      restsUntil = now + (long) (seconds * SimulatedLimit.SECOND);
    }

    private void next() {
      long wait = Math.max(Math.max(pausedUntil, restsUntil) - now, window.nanosLeft());
      if (wait > 0) {
        at(now + Math.min(wait, 100 * MILLI), this::next);
        return;
      }
      Permit permit = window.take();
      if (permit != null) {
        send(permit);
      }
      at(now + 1, this::next);
    }

    private void send(Permit permit) {
      window.sent(permit);
      double millis = (double) now / MILLI;
      long arrival = now + (long) (network.toServer(millis, random) * MILLI);
      at(
          arrival,
          () -> {
            boolean allowed = limit.allows(now);
            if (allowed) {
              accepted++;
            } else {
              refused++;
            }
            double back = network.back((double) now / MILLI, random);
            at(now + (long) (back * MILLI), () -> answered(permit, allowed));
          });
    }

    private void answered(Permit permit, boolean allowed) {
      lastAnswer = (double) now / SimulatedLimit.SECOND;
      window.answered(permit, allowed);
      if (!allowed) {
        Duration pause = window.refused(permit, RETRY_AFTER);
        pausedUntil = Math.max(pausedUntil, now + pause.toNanos());
      }
    }
  }
}
