package io.github.customerio4j.sandbox;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Faults that wait for their request, oldest first. Thread-safe. */
final class Faults {
  private static final class Planned {
    final Predicate<String> path;
    final Fault fault;
    int left;

    Planned(Predicate<String> path, Fault fault, int left) {
      this.path = path;
      this.fault = fault;
      this.left = left;
    }
  }

  private final List<Planned> planned = new ArrayList<>();

  synchronized void plan(Predicate<String> path, Fault fault, int times) {
    planned.add(new Planned(path, fault, times));
  }

  synchronized Optional<Fault> take(String path) {
    for (Iterator<Planned> it = planned.iterator(); it.hasNext(); ) {
      Planned next = it.next();
      if (next.path.test(path)) {
        if (--next.left <= 0) {
          it.remove();
        }
        return Optional.of(next.fault);
      }
    }
    return Optional.empty();
  }
}
