package io.github.customerio4j.sandbox.http;

import io.github.customerio4j.sandbox.config.Fault;
import java.util.ArrayList;
import java.util.Iterator;
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

  synchronized Optional<Fault> take(String path, Map<String, List<String>> parameters) {
    for (Iterator<Planned> it = planned.iterator(); it.hasNext(); ) {
      Planned next = it.next();
      boolean matches = next.path.test(path) && next.fault.fits(parameters);
      if (matches && ++next.seen % next.every == 0) {
        if (next.left != Integer.MAX_VALUE && --next.left <= 0) {
          it.remove();
        }
        return Optional.of(next.fault);
      }
    }
    return Optional.empty();
  }
}
