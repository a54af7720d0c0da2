package io.github.customerio4j.sandbox.http;

import io.github.customerio4j.sandbox.config.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Faults that wait for their request, oldest first. Thread-safe. */
public final class Faults {
  private static final class Planned {
    final Predicate<String> path;
    final Fault fault;
    final int every;
    int seen;
    int left;

    Planned(Predicate<String> path, Fault fault, int every, int left) {
      this.every = every;
      this.path = path;
      this.fault = fault;
      this.left = left;
    }
  }

  private final List<Planned> planned = new ArrayList<>();

  public synchronized void plan(Predicate<String> path, Fault fault, int times) {
    planned.add(new Planned(path, fault, 1, times));
  }

  /** Plans a fault for each n-th request, without an end. */
  public synchronized void planEvery(int every, Predicate<String> path, Fault fault) {
    planned.add(new Planned(path, fault, every, Integer.MAX_VALUE));
  }

  Optional<Fault> take(String path, Map<String, List<String>> parameters) {
    for (Planned next : planned()) {
      // The test of the path is the user's: it may take its time, and others must not wait for it.
      boolean matches = next.path.test(path) && next.fault.fits(parameters);
      if (matches && isTurn(next)) {
        return Optional.of(next.fault);
      }
    }
    return Optional.empty();
  }

  private synchronized List<Planned> planned() {
    return List.copyOf(planned);
  }

  /** Counts a request that matches; whether it gets the fault. */
  private synchronized boolean isTurn(Planned next) {
    if (next.left <= 0 || ++next.seen % next.every != 0) {
      return false;
    }
    if (next.left != Integer.MAX_VALUE && --next.left == 0) {
      planned.remove(next);
    }
    return true;
  }
}
