package io.github.customerio4j.extract.engine.source.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the newest window of a list tells about the older ones, which wait for it: whether its pages
 * come in no order of time, and then how many records a second of time has. Thread-safe.
 */
public final class ListPace {
  private static final double UNKNOWN = -1;

  private final Consumer<String> note;
  private final List<Continuation> waiting = new ArrayList<>();
  private boolean isSettled;
  private double recordsPerSecond = UNKNOWN;

  /** What an older window does once the pace is settled. */
  @FunctionalInterface
  public interface Continuation {
    void run() throws Exception;
  }

  /**
   * A pace that is not settled, unless an interrupted run had noted it.
   *
   * @param noted what an interrupted run had noted
   * @param note remembers the pace
   */
  public ListPace(Optional<String> noted, Consumer<String> note) {
    this.note = note;
    if (noted.isPresent()) {
      isSettled = true;
      recordsPerSecond = Double.parseDouble(noted.get());
    }
  }

  /** Nothing is known of the older windows, because the newest one is in order or empty. */
  void settle() throws Exception {
    settle(UNKNOWN);
  }

  /** The pages come in no order. */
  void settle(double records, long seconds) throws Exception {
    settle(records / Math.max(1, seconds));
  }

  private void settle(double pace) throws Exception {
    List<Continuation> ready;
    synchronized (this) {
      if (isSettled) {
        return;
      }
      isSettled = true;
      recordsPerSecond = pace;
      note.accept(String.valueOf(pace));
      ready = List.copyOf(waiting);
      waiting.clear();
    }
    for (Continuation continuation : ready) {
      continuation.run();
    }
  }

  /** Runs this once the pace is settled, which may be now. */
  public void whenSettled(Continuation continuation) throws Exception {
    synchronized (this) {
      if (!isSettled) {
        waiting.add(continuation);
        return;
      }
    }
    continuation.run();
  }

  /** The likely records of that many seconds; empty if nothing is known of older windows. */
  synchronized Optional<Double> records(long seconds) {
    return recordsPerSecond < 0 ? Optional.empty() : Optional.of(recordsPerSecond * seconds);
  }
}
