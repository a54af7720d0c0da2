package io.github.customerio4j.extract.fleet;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.report.AccessReport;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.state.MemoryStateStore;
import io.github.customerio4j.extract.state.StateStore;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Checks the workspaces of a fleet, several at a time. */
final class FleetCheck {
  private static final int AT_ONCE = 64;

  private final FleetSetup setup;

  FleetCheck(FleetSetup setup) {
    this.setup = setup;
  }

  FleetAccess run() {
    long begun = System.nanoTime();
    ExecutorService threads = FleetThreads.pool(setup.threads());
    try (SharedClients clients = new SharedClients(AT_ONCE)) {
      Semaphore places = new Semaphore(AT_ONCE);
      List<Future<FleetAccess.Result>> checks = new ArrayList<>();
      for (Workspace one : setup.workspaces()) {
        checks.add(
            threads.submit(
                () -> {
                  places.acquire();
                  try {
                    return check(one, clients);
                  } finally {
                    places.release();
                  }
                }));
      }
      // Each may wait for its key as long as a run would, and for those before it.
      int turns = 1 + setup.workspaces().size() / AT_ONCE;
      long deadline = begun + setup.keyBound().multipliedBy(turns).toNanos();
      List<FleetAccess.Result> results = new ArrayList<>();
      for (int i = 0; i < checks.size(); i++) {
        results.add(result(setup.workspaces().get(i), checks.get(i), deadline));
      }
      return new FleetAccess(Duration.ofNanos(System.nanoTime() - begun), results);
    } finally {
      threads.shutdownNow();
    }
  }

  private static FleetAccess.Result result(
      Workspace workspace, Future<FleetAccess.Result> check, long deadline) {
    try {
      return check.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return broken(workspace, "there was no answer in time. Try again.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return broken(workspace, "the check was interrupted.");
    } catch (ExecutionException e) {
      return broken(workspace, String.valueOf(e.getCause()));
    }
  }

  private static FleetAccess.Result broken(Workspace workspace, String why) {
    return result(workspace, AccessReport.Outcome.BROKEN, why);
  }

  private static FleetAccess.Result result(
      Workspace workspace, AccessReport.Outcome outcome, String why) {
    AccessReport.Result key = new AccessReport.Result(AccessReport.KEY, outcome, why);
    return new FleetAccess.Result(
        workspace.name(), new AccessReport(List.of(key)), Optional.empty(), Set.of());
  }

  private static FleetAccess.Result check(Workspace workspace, SharedClients clients) {
    Destination destination = destination(workspace);
    AccessReport access = access(workspace, clients);
    return new FleetAccess.Result(
        workspace.name(), access, destination.problem(), destination.missing());
  }

  private static AccessReport access(Workspace workspace, SharedClients clients) {
    AppApiKey key;
    CustomerIo client;
    try {
      key = WorkspaceKey.ask(workspace);
      client = clients.client(workspace, key);
    } catch (RuntimeException e) {
      return result(workspace, AccessReport.Outcome.WRONG, String.valueOf(e.getMessage())).access();
    }
    try (client) {
      return Extractor.check(client, workspace.config());
    }
  }

  /**
   * Whether tables can be written.
   *
   * @param problem why not
   * @param missing the tables that the state knows and that are not there
   */
  private record Destination(Optional<String> problem, Set<String> missing) {}

  private static Destination destination(Workspace workspace) {
    try {
      TableSink sink = workspace.sink().get();
      Closeable end = WorkspaceRun.closing(sink);
      try (end) {
        StateStore store =
            workspace
                .stateStore()
                .map(Supplier::get)
                .orElseGet(
                    () ->
                        sink instanceof StateStore.Provider owner
                            ? owner.stateStore()
                            : new MemoryStateStore());
        Set<String> missing = Extractor.checkDestination(sink, store, workspace.config());
        return new Destination(Optional.empty(), missing);
      }
    } catch (IOException | RuntimeException e) {
      String message = e.getMessage();
      return new Destination(Optional.of(message == null ? e.toString() : message), Set.of());
    }
  }
}
