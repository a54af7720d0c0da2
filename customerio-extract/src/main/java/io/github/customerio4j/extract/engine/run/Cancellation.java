package io.github.customerio4j.extract.engine.run;

import io.github.customerio4j.extract.report.ExtractionException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whether a run is to end before its commit. Thread-safe. */
public final class Cancellation {
  private final List<Consumer<ExtractionException.Cancelled>> work = new ArrayList<>();
  private volatile @Nullable String reason;
  private boolean isTooLate;

  /**
   * Asks the run to end. Has no effect after its commit began, or after another request.
   *
   * @param why the message of the run's exception
   */
  public void request(String why) {
    List<Consumer<ExtractionException.Cancelled>> underWay;
    synchronized (this) {
      if (isTooLate || reason != null) {
        return;
      }
      reason = why;
      underWay = List.copyOf(work);
    }
    underWay.forEach(end -> end.accept(new ExtractionException.Cancelled(why, null)));
  }

  /** Ends the run here if that was requested. */
  public void check() {
    String why = reason;
    if (why != null) {
      throw new ExtractionException.Cancelled(why, null);
    }
  }

  /** The same, for the last time: from here on the run does not end before it is complete. */
  public synchronized void checkLast() {
    check();
    isTooLate = true;
  }

  /** Ends work that waits, when it is requested or if it was. */
  void onRequest(Consumer<ExtractionException.Cancelled> end) {
    String why;
    synchronized (this) {
      work.add(end);
      why = reason;
    }
    if (why != null) {
      end.accept(new ExtractionException.Cancelled(why, null));
    }
  }

  /** The reason, if the run was asked to end in time. */
  public @Nullable String reason() {
    return reason;
  }
}
