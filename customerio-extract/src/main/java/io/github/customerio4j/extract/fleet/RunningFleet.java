package io.github.customerio4j.extract.fleet;

import io.github.customerio4j.extract.fleet.WorkspaceResult.Outcome;
import io.github.customerio4j.extract.report.ExtractionException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.MDC;

/**
 * A fleet under way. One thread decides what starts when; a workspace has a thread while its key is
 * tried, and while it is extracted.
 */
final class RunningFleet implements Fleet.FleetRun {
  /** How often the load of the machine is looked at. */
  private static final long LOOK_MILLIS = 100;

  /** How many keys are asked for and tried at a time. */
  private static final int KEYS_AT_ONCE = 32;

  private final FleetSetup setup;
  private final ExecutorService threads;
  private final SharedClients clients;
  private final FleetResults results;
  private final AtOnce atOnce;
  private final Optional<Map<String, String>> callersMdc;
  private final CompletableFuture<FleetReport> ended = new CompletableFuture<>();

  /** All, in the order of their start. */
  private final List<WorkspaceRun> runs = new ArrayList<>();

  private final Deque<WorkspaceRun> untried = new ArrayDeque<>();
  private final Map<WorkspaceRun, Long> trying = new HashMap<>();
  private final TreeMap<Integer, WorkspaceRun> ready = new TreeMap<>();
  private int running;
  private boolean isCancelled;
  private volatile boolean isInterrupted;

  private RunningFleet(FleetSetup setup) {
    this.setup = setup;
    this.threads = FleetThreads.pool(setup.threads());
    this.clients = new SharedClients(Math.max(32, Math.min(1024, 2 * setup.most())));
    this.results = new FleetResults(setup);
    this.atOnce = AtOnce.ofMachine(setup.most());
    this.callersMdc = Optional.ofNullable(MDC.getCopyOfContextMap());
  }

  static RunningFleet start(FleetSetup setup) {
    RunningFleet fleet = new RunningFleet(setup);
    fleet.threads.execute(fleet::run);
    return fleet;
  }

  private void run() {
    try {
      Instant startedAt = setup.clock().instant();
      long begun = System.nanoTime();
      prepare(startedAt);
      coordinate();
      Duration duration = Duration.ofNanos(System.nanoTime() - begun);
      ended.complete(new FleetReport(startedAt, duration, results.end()));
    } catch (Throwable e) {
      ended.completeExceptionally(e);
      cancel();
    } finally {
      threads.shutdown();
      clients.close();
    }
  }

  private void prepare(Instant startedAt) {
    List<Workspace> order = StartOrder.of(setup.workspaces(), results.tookLast());
    List<String> names = order.stream().map(Workspace::name).toList();
    FleetResults.guarded(
        () -> setup.listener().started(new FleetStart(startedAt, names, setup.most())));
    synchronized (this) {
      order.forEach(one -> runs.add(new WorkspaceRun(one, setup, clients, threads)));
      untried.addAll(runs);
    }
  }

  /** Starts one after the other until all have ended. */
  private synchronized void coordinate() throws InterruptedException {
    long looked = System.nanoTime();
    while (!results.areComplete()) {
      if (isCancelled) {
        runs.forEach(this::endUnlessRunning);
      } else {
        startKeys();
        startRuns();
        endLateKeys();
      }
      wait(LOOK_MILLIS);
      if (System.nanoTime() - looked > TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)) {
        looked = System.nanoTime();
        atOnce.look(running, ready.size());
      }
    }
  }

  private void startKeys() {
    while (trying.size() < KEYS_AT_ONCE && !untried.isEmpty()) {
      WorkspaceRun run = untried.removeFirst();
      trying.put(run, System.nanoTime());
      execute(run, () -> keyEnded(run, run.prepareKey()));
    }
  }

  private void startRuns() {
    while (running < atOnce.allowed() && !ready.isEmpty()) {
      WorkspaceRun run = ready.pollFirstEntry().getValue();
      running++;
      execute(run, () -> runEnded(run.run()));
    }
  }

  private void execute(WorkspaceRun run, Runnable work) {
    threads.execute(
        () -> {
          callersMdc.ifPresent(MDC::setContextMap);
          MDC.put("workspace", run.name());
          try {
            work.run();
          } finally {
            MDC.clear();
          }
        });
  }

  private void keyEnded(WorkspaceRun run, Optional<WorkspaceResult> failure) {
    failure.ifPresent(results::add);
    synchronized (this) {
      boolean isInTime = trying.remove(run) != null;
      if (isInTime && failure.isEmpty()) {
        ready.put(runs.indexOf(run), run);
      }
      notifyAll();
    }
  }

  private void runEnded(WorkspaceResult result) {
    results.add(result);
    synchronized (this) {
      running--;
      notifyAll();
    }
  }

  /** A key that does not come holds up neither other keys nor the end. */
  private void endLateKeys() {
    long now = System.nanoTime();
    for (Map.Entry<WorkspaceRun, Long> one : List.copyOf(trying.entrySet())) {
      Duration waited = Duration.ofNanos(now - one.getValue());
      if (waited.compareTo(setup.keyBound()) > 0) {
        WorkspaceRun run = one.getKey();
        trying.remove(run);
        results.add(
            run.failed(
                new ExtractionException(
                    "Cannot get the key of the workspace: it did not come within "
                        + setup.keyBound().toSeconds()
                        + " seconds. Look at what supplies it."),
                waited));
        run.cancel();
      }
    }
  }

  /** Once cancelled, what waits has its result at once, also if it waits for a key. */
  private void endUnlessRunning(WorkspaceRun run) {
    boolean waits = untried.remove(run);
    waits |= trying.remove(run) != null;
    waits |= ready.values().remove(run);
    if (waits) {
      results.add(run.ended(Outcome.NOT_STARTED, Duration.ZERO));
    }
  }

  @Override
  public void cancel() {
    List<WorkspaceRun> all;
    synchronized (this) {
      isCancelled = true;
      all = List.copyOf(runs);
      notifyAll();
    }
    all.forEach(WorkspaceRun::cancel);
  }

  /** Whether the thread that waits was interrupted. */
  boolean isInterrupted() {
    return isInterrupted;
  }

  @Override
  public boolean isDone() {
    return ended.isDone();
  }

  @Override
  public Optional<FleetReport> await(Duration timeout) throws InterruptedException {
    Objects.requireNonNull(timeout, "timeout");
    try {
      return Optional.of(ended.get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw unexpected(e);
    }
  }

  @Override
  public FleetReport join() {
    try {
      while (true) {
        try {
          return ended.get();
        } catch (InterruptedException e) {
          isInterrupted = true;
          cancel();
        }
      }
    } catch (ExecutionException e) {
      throw unexpected(e);
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException unexpected(ExecutionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return new ExtractionException("Cannot run the fleet: " + e.getCause(), e.getCause());
  }
}
