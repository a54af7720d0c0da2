package io.github.customerio4j.spark.limit;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Who holds which permits of the workspaces' limits. All that executors hold of a workspace is
 * never more than the workspace has: a permit that an executor was told to give up counts as its
 * own until the executor says that it has returned, or until its lease is over and the last request
 * has left the server's count. Times are in nanoseconds, of any clock. Thread-safe.
 */
final class PermitLedger {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1000 * MILLI;

  /** How long an executor may use its permits without an answer of the driver. */
  private static final long LEASE = 5 * SECOND;

  /** A request that was sent at the end of a lease may take so long to the server. */
  static final long GRACE = SECOND;

  /** How long an executor keeps a permit for which another one waits. */
  static final long TURN = 5 * SECOND;

  private static final long SOONEST = 100 * MILLI;
  private static final long LATEST = SECOND;

  /** The driver is asked two hundred times a second by all executors together. */
  private static final long FOR_EACH_EXECUTOR = 5 * MILLI;

  private final Map<String, Lease> leases = new HashMap<>();
  private final Map<String, Map<String, Holding>> workspaces = new HashMap<>();

  /** Takes into account what an executor says, and grants it what it may use from now on. */
  synchronized Grants answer(Ask ask, long now) {
    Lease lease = leases.computeIfAbsent(ask.executor(), Lease::new);
    if (!lease.isNews(ask.number())) {
      return new Grants(ask.number(), 0, LATEST, Map.of());
    }
    lease.renew(ask.number(), now + LEASE);
    forgetReturned(now);
    Map<String, Ask.Need> needs = new HashMap<>();
    ask.needs().forEach(need -> needs.put(need.workspace(), need));
    forgetUnnamed(ask.executor(), needs);
    Map<String, Integer> grants = new HashMap<>();
    for (Ask.Need need : needs.values()) {
      grants.put(need.workspace(), grant(lease, need, now));
    }
    return new Grants(ask.number(), LEASE, askAgain(), grants);
  }

  /** An executor is gone. What it holds stays its own until the end of its lease. */
  synchronized void ended(String executor) {
    Lease lease = leases.get(executor);
    if (lease != null) {
      lease.end();
    }
  }

  private int grant(Lease lease, Ask.Need need, long now) {
    Map<String, Holding> all =
        workspaces.computeIfAbsent(need.workspace(), name -> new HashMap<>());
    Holding mine = all.computeIfAbsent(lease.executor(), name -> new Holding(lease, need, now));
    mine.report(need);
    int whole = whole(all.values());
    int others = 0;
    for (Holding each : all.values()) {
      others += each == mine ? 0 : each.counted();
    }
    long turn = Math.max(TURN, 3 * need.window());
    int part = new Division(whole, turn, now).partOf(mine, all.values());
    mine.grant(Math.max(0, Math.min(part, whole - others)), now);
    if (mine.isOver()) {
      all.remove(lease.executor());
    }
    return mine.granted();
  }

  /** Readers may have been given different rates for a workspace; the lowest one is kept. */
  private static int whole(Collection<Holding> all) {
    int whole = Integer.MAX_VALUE;
    for (Holding each : all) {
      whole = Math.min(whole, each.whole());
    }
    return whole;
  }

  private void forgetUnnamed(String executor, Map<String, Ask.Need> named) {
    for (Iterator<Map.Entry<String, Map<String, Holding>>> each = workspaces.entrySet().iterator();
        each.hasNext(); ) {
      Map.Entry<String, Map<String, Holding>> workspace = each.next();
      if (!named.containsKey(workspace.getKey())) {
        workspace.getValue().remove(executor);
      }
      if (workspace.getValue().isEmpty()) {
        each.remove();
      }
    }
  }

  private void forgetReturned(long now) {
    for (Map<String, Holding> holdings : workspaces.values()) {
      holdings.values().removeIf(holding -> holding.hasReturned(now));
    }
    workspaces.values().removeIf(Map::isEmpty);
    leases.values().removeIf(lease -> !lease.isLive(now) && !holdsAny(lease.executor()));
  }

  private boolean holdsAny(String executor) {
    return workspaces.values().stream().anyMatch(holdings -> holdings.containsKey(executor));
  }

  private long askAgain() {
    return Math.max(SOONEST, Math.min(LATEST, leases.size() * FOR_EACH_EXECUTOR));
  }

  /** All permits of a workspace that count as held: never more than it has. Tests look at it. */
  synchronized int held(String workspace) {
    return workspaces.getOrDefault(workspace, Map.of()).values().stream()
        .mapToInt(Holding::counted)
        .sum();
  }
}
