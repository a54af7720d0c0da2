package io.github.customerio4j.spark.limit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks for permits in the name of an executor. It says what the readers need, applies what the
 * driver grants, and knows when to ask next. Times are in nanoseconds, of the clock that the
 * permits have. Thread-safe.
 */
final class PermitAgent {
  /** When nothing is to be asked. */
  static final long NEVER = Long.MAX_VALUE;

  private static final long MILLI = 1_000_000;

  /** Readers that open or close at the same time share a message. */
  private static final long LEAST_GAP = 10 * MILLI;

  /** How often it looks whether a permit has returned that somebody else waits for. */
  private static final long RETURN_CHECK = 25 * MILLI;

  /** How soon it asks again after a message that failed. */
  private static final long AFTER_FAILURE = 1000 * MILLI;

  private final String executor;
  private final Map<String, Workspace> workspaces = new HashMap<>();
  private long number;
  private long nextAsk = NEVER;
  private long lastAsk;
  private boolean hasAsked;

  private static final class Workspace {
    private final Permits permits;
    private final Demand demand;
    private int toldHeld;

    private Workspace(Permits permits) {
      this.permits = permits;
      this.demand = new Demand(permits);
    }

    /** Whether the driver waits for permits that have returned meanwhile. */
    boolean hasReturned() {
      return permits.held() < toldHeld;
    }

    boolean isGivingUp() {
      return toldHeld > permits.count();
    }

    boolean isOver() {
      return !demand.hasReaders() && toldHeld == 0 && permits.held() == 0;
    }
  }

  PermitAgent(String executor) {
    this.executor = executor;
  }

  /** A reader has opened; it asks for permits at once. */
  synchronized void opened(String workspace, Permits permits, long now) {
    workspaces.computeIfAbsent(workspace, name -> new Workspace(permits)).demand.open(now);
    askSoon(now);
  }

  /** A reader has closed; without another one, its permits are given up at once. */
  synchronized void closed(String workspace, long now) {
    Workspace known = workspaces.get(workspace);
    if (known == null) {
      return;
    }
    known.demand.close();
    if (!known.demand.hasReaders()) {
      known.permits.lend(0, now);
      askSoon(now);
    }
  }

  private void askSoon(long now) {
    nextAsk = hasAsked ? Math.max(now, Math.min(nextAsk, lastAsk + LEAST_GAP)) : now;
  }

  /** When to look again: {@link #isDue} may be true then. */
  synchronized long nextLook(long now) {
    for (Workspace each : workspaces.values()) {
      if (each.isGivingUp()) {
        return Math.min(nextAsk, now + RETURN_CHECK);
      }
    }
    return nextAsk;
  }

  /** Whether the driver is to be asked now. */
  synchronized boolean isDue(long now) {
    if (nextAsk != NEVER && now - nextAsk >= 0) {
      return true;
    }
    return now - lastAsk >= LEAST_GAP
        && workspaces.values().stream().anyMatch(each -> each.isGivingUp() && each.hasReturned());
  }

  /** What to tell the driver now. */
  synchronized Ask ask(long now) {
    List<Ask.Need> needs = new ArrayList<>();
    workspaces.forEach(
        (name, each) -> {
          Permits permits = each.permits;
          each.toldHeld = permits.held();
          int wanted = each.demand.wanted(now);
          needs.add(new Ask.Need(name, permits.whole(), permits.window(), each.toldHeld, wanted));
        });
    lastAsk = now;
    hasAsked = true;
    nextAsk = NEVER;
    return new Ask(executor, ++number, needs);
  }

  /**
   * Applies the driver's answer. Its lease begins when it was asked for, which is before the driver
   * says that it begins.
   */
  synchronized void granted(Grants grants, long asked, long now) {
    if (grants.number() != number) {
      return;
    }
    grants
        .permits()
        .forEach(
            (name, permits) -> {
              Workspace known = workspaces.get(name);
              if (known != null) {
                known.permits.lend(permits, asked + grants.lease());
                known.toldHeld = Math.max(known.toldHeld, permits);
              }
            });
    workspaces.values().removeIf(Workspace::isOver);
    if (!workspaces.isEmpty()) {
      nextAsk = Math.min(nextAsk, Math.max(now, asked + grants.askAgain()));
    }
  }

  /** The driver could not be asked. */
  synchronized void failed(long now) {
    nextAsk = Math.min(nextAsk, now + AFTER_FAILURE);
  }
}
