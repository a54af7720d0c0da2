package io.github.customerio4j.spark.limit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A driver, executors and the API in virtual time. Agents and ledger are the real ones; messages
 * and requests take their time, executors can pause, lose their messages, and die.
 */
final class ClusterSimulation {
  static final long MILLI = 1_000_000;
  static final long SECOND = 1000 * MILLI;

  /** What the client adds to the second of the server. */
  private static final long MARGIN = 8 * MILLI;

  private final PermitLedger ledger = new PermitLedger();
  private final SplittableRandom random;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private final Map<String, SimulatedApi> apis = new HashMap<>();
  private final List<Executor> executors = new ArrayList<>();
  private long now = 77 * SECOND;
  private final long start = now;
  private long numbers;
  long messages;
  long bytes;

  private record Event(long at, long number, Runnable action) {}

  ClusterSimulation(long seed) {
    random = new SplittableRandom(seed);
  }

  long now() {
    return now;
  }

  double seconds() {
    return (double) (now - start) / SECOND;
  }

  SplittableRandom random() {
    return random;
  }

  SimulatedApi api(String workspace) {
    return apis.computeIfAbsent(workspace, name -> new SimulatedApi(10));
  }

  List<Executor> executors() {
    return executors;
  }

  Executor addExecutor() {
    Executor executor = new Executor(String.valueOf(executors.size()));
    executors.add(executor);
    return executor;
  }

  void at(long time, Runnable action) {
    events.add(new Event(Math.max(now, time), numbers++, action));
  }

  void runFor(double seconds) {
    long end = now + (long) (seconds * SECOND);
    while (!events.isEmpty() && events.peek().at() <= end) {
      step();
    }
    now = end;
  }

  /** Runs until nothing is left to happen. */
  void runToEnd() {
    while (!events.isEmpty()) {
      step();
    }
  }

  private void step() {
    Event event = events.remove();
    now = event.at();
    event.action().run();
  }

  /** The permits of a workspace that all executors together have, dead or alive. */
  int held(String workspace) {
    int sum = 0;
    for (Executor each : executors) {
      SimulatedPermits permits = each.permits.get(workspace);
      sum += permits == null ? 0 : permits.held();
    }
    return sum;
  }

  int heldInLedger(String workspace) {
    return ledger.held(workspace);
  }

  /** What the API of a workspace counts. */
  final class SimulatedApi {
    private final int limit;
    private final Deque<Long> lately = new ArrayDeque<>();
    int requests;
    int mostInASecond;
    long lastRequest;

    private SimulatedApi(int limit) {
      this.limit = limit;
    }

    private void arrive() {
      requests++;
      lastRequest = now;
      lately.addLast(now);
      while (now - lately.getFirst() >= SECOND) {
        lately.removeFirst();
      }
      mostInASecond = Math.max(mostInASecond, lately.size());
    }

    int limit() {
      return limit;
    }
  }

  /** One process. */
  final class Executor {
    private final String id;
    private final PermitAgent agent;
    private final Map<String, SimulatedPermits> permits = new HashMap<>();
    private final List<Reader> readers = new ArrayList<>();
    private long pausedUntil = Long.MIN_VALUE;
    private long cutOffUntil = Long.MIN_VALUE;
    private boolean isDead;
    private boolean isAsking;
    private long looksAt = Long.MAX_VALUE;

    private Executor(String id) {
      this.id = id;
      this.agent = new PermitAgent(id);
    }

    /** Nothing happens in this process for a while, as when it collects garbage. */
    void pause(double seconds) {
      pausedUntil = now + (long) (seconds * SECOND);
    }

    /** No message comes through for a while. */
    void cutOff(double seconds) {
      cutOffUntil = now + (long) (seconds * SECOND);
    }

    /** The process ends, and the driver may notice. */
    void die(boolean isNoticed) {
      isDead = true;
      readers.clear();
      permits.values().forEach(each -> each.lent = 0);
      if (isNoticed) {
        ledger.ended(id);
      }
    }

    boolean isDead() {
      return isDead;
    }

    List<Reader> readers() {
      return readers;
    }

    /** Does something in this process, later if it pauses. */
    private void later(long time, Runnable action) {
      at(
          time,
          () -> {
            if (now < pausedUntil) {
              later(pausedUntil, action);
            } else if (!isDead) {
              action.run();
            }
          });
    }

    /** Reads this many requests, so many at a time, each of which takes so long. */
    Reader read(String workspace, int requests, int atATime, double latency, Runnable done) {
      Reader reader = new Reader(this, workspace, requests, atATime, latency, done);
      later(
          now,
          () -> {
            readers.add(reader);
            agent.opened(
                workspace,
                permits.computeIfAbsent(workspace, name -> new SimulatedPermits(this, name)),
                now);
            pump(workspace);
            look();
          });
      return reader;
    }

    private void close(Reader reader) {
      if (readers.remove(reader)) {
        agent.closed(reader.workspace, now);
        look();
      }
    }

    /** Sends what may be sent. */
    private void pump(String workspace) {
      SimulatedPermits own = permits.get(workspace);
      if (own == null) {
        return;
      }
      for (Reader each : readers) {
        while (each.workspace.equals(workspace) && each.wantsToSend() && own.take()) {
          each.send(own);
        }
      }
    }

    private int waiting(String workspace) {
      int waiting = 0;
      for (Reader each : readers) {
        waiting += each.workspace.equals(workspace) && each.wantsToSend() ? 1 : 0;
      }
      return waiting;
    }

    private void look() {
      if (!isAsking && agent.isDue(now)) {
        ask();
      }
      long next = agent.nextLook(now);
      if (next != PermitAgent.NEVER && !isAsking && (next < looksAt || looksAt <= now)) {
        looksAt = Math.max(next, now + 1);
        later(
            looksAt,
            () -> {
              looksAt = Long.MAX_VALUE;
              look();
            });
      }
    }

    private void ask() {
      isAsking = true;
      long asked = now;
      byte[] ask = agent.ask(now).toBytes();
      messages++;
      bytes += ask.length;
      at(now + delay(), () -> atDriver(ask, asked));
    }

    private void atDriver(byte[] ask, long asked) {
      if (now < cutOffUntil) {
        fail();
        return;
      }
      byte[] grants = answer(ask);
      bytes += grants.length;
      later(
          now + delay(),
          () -> {
            if (now < cutOffUntil) {
              fail();
              return;
            }
            isAsking = false;
            agent.granted(grants(grants), asked, now);
            permits.keySet().forEach(this::pump);
            look();
          });
    }

    private void fail() {
      later(
          now + 2 * SECOND,
          () -> {
            isAsking = false;
            agent.failed(now);
            look();
          });
    }
  }

  private byte[] answer(byte[] ask) {
    try {
      return ledger.answer(Ask.of(ask), now).toBytes();
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Grants grants(byte[] bytes) {
    try {
      return Grants.of(bytes);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private long delay() {
    return (long) ((1 + random.nextDouble() * 4) * MILLI);
  }

  /** A task that reads. */
  final class Reader {
    private final Executor executor;
    private final String workspace;
    private final int atATime;
    private final double latency;
    private final Runnable done;
    private int toSend;
    private int underWay;
    final long opened = now;
    long firstSent = Long.MAX_VALUE;
    int sent;

    private Reader(
        Executor executor,
        String workspace,
        int requests,
        int atATime,
        double latency,
        Runnable done) {
      this.executor = executor;
      this.workspace = workspace;
      this.toSend = requests;
      this.atATime = atATime;
      this.latency = latency;
      this.done = done;
    }

    void close() {
      toSend = 0;
      executor.close(this);
    }

    private boolean wantsToSend() {
      return toSend > 0 && underWay < atATime;
    }

    private void send(SimulatedPermits permits) {
      toSend--;
      underWay++;
      sent++;
      firstSent = Math.min(firstSent, now);
      long arrival = now + delay();
      at(arrival, api(workspace)::arrive);
      permits.returnAt(arrival + SECOND + MARGIN);
      executor.later(now + (long) (latency * SECOND), this::answered);
    }

    private void answered() {
      underWay--;
      if (toSend == 0 && underWay == 0) {
        executor.close(this);
        done.run();
      } else {
        executor.pump(workspace);
      }
    }
  }

  /** Permits as the client keeps them. */
  private final class SimulatedPermits implements Permits {
    private final Executor executor;
    private final String workspace;
    private final PriorityQueue<Long> returns = new PriorityQueue<>();
    private int lent;
    private long leaseEnd = Long.MIN_VALUE;

    private SimulatedPermits(Executor executor, String workspace) {
      this.executor = executor;
      this.workspace = workspace;
    }

    private boolean take() {
      return inUse() < count();
    }

    private void returnAt(long time) {
      returns.add(time);
      executor.later(time, () -> executor.pump(workspace));
    }

    @Override
    public int whole() {
      return api(workspace).limit();
    }

    @Override
    public long window() {
      return SECOND;
    }

    @Override
    public void lend(int permits, long end) {
      lent = permits;
      leaseEnd = end;
    }

    @Override
    public int count() {
      return now < leaseEnd ? lent : 0;
    }

    @Override
    public int inUse() {
      while (!returns.isEmpty() && returns.peek() <= now) {
        returns.remove();
      }
      return returns.size();
    }

    @Override
    public int held() {
      return Math.max(count(), inUse());
    }

    @Override
    public int waiting() {
      return executor.waiting(workspace);
    }
  }
}
