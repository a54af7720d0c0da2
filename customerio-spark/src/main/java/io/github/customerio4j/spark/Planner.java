package io.github.customerio4j.spark;

import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.rows.RowPart;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.types.StructType;

/** Divides workspaces into partitions, on the driver. */
final class Planner {
  /** Most of the time a workspace waits for answers, or for the program that prints its key. */
  private static final int MOST_AT_ONCE = 32;

  private final SourceOptions options;
  private final List<String> columns;

  Planner(SourceOptions options, StructType columns) {
    this.options = options;
    this.columns = RowConverter.columnsOf(options.table(), columns);
  }

  /**
   * A workspace to read.
   *
   * @param workspace the workspace
   * @param range the creation times
   */
  record Wanted(SourceWorkspace workspace, TimeRange range) {}

  /**
   * The partitions. The workspaces with most requests come first, and the parts of one far from
   * each other, since they wait for the same limit.
   *
   * @throws ExtractionException if a workspace cannot be planned; the message names it
   */
  InputPartition[] plan(List<Wanted> wanted) {
    if (wanted.isEmpty()) {
      return new InputPartition[0];
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.min(MOST_AT_ONCE, wanted.size()), Planner::thread);
    try {
      List<SecretKey> keys =
          results(threads, wanted, i -> wanted.get(i).workspace().key(System.getenv()));
      Sharing sharing = Sharing.current();
      return inOrder(
          results(
              threads,
              wanted,
              i -> partitions(wanted.get(i), access(wanted, keys, i, sharing), sharing)));
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "customerio-plan");
    thread.setDaemon(true);
    return thread;
  }

  private static <T> List<T> results(
      ExecutorService threads, List<Wanted> wanted, IntFunction<T> work) {
    List<Future<T>> running = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      int index = i;
      running.add(threads.submit(() -> work.apply(index)));
    }
    List<T> results = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      results.add(result(running.get(i), wanted.get(i).workspace()));
    }
    return results;
  }

  private static WorkspaceAccess access(
      List<Wanted> wanted, List<SecretKey> keys, int index, Sharing sharing) {
    SourceWorkspace workspace = wanted.get(index).workspace();
    int first = 0;
    while (!keys.get(first).isSame(keys.get(index))) {
      first++;
    }
    return new WorkspaceAccess(
        workspace.name(),
        workspace.baseUrl(),
        sharing.rate(workspace.requestsPerSecond()),
        wanted.get(first).workspace().name(),
        sharing.scope(),
        keys.get(index));
  }

  private static <T> T result(Future<T> running, SourceWorkspace workspace) {
    try {
      return running.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      // What Spark knows as an interruption, and not as a failure of the stream.
      InterruptedIOException stopped =
          new InterruptedIOException("The planning of workspace " + workspace + " was stopped.");
      stopped.initCause(e);
      throw new UncheckedIOException(stopped);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ExtractionException(
          "Cannot read workspace " + workspace + ": " + cause.getMessage(), cause);
    }
  }

  private List<RowPartition> partitions(Wanted wanted, WorkspaceAccess access, Sharing sharing) {
    RowPartition.Selection selection =
        new RowPartition.Selection(
            options.table(), wanted.range(), options.types(), options.parents(), columns);
    if (!sharing.isDivisible() || options.partsPerWorkspace() == 1) {
      return List.of(new RowPartition(access, selection, null, 0));
    }
    try (WorkspaceClient client = new WorkspaceClient(access)) {
      List<RowPartition> partitions = new ArrayList<>();
      for (RowPart part :
          Extractor.parts(client.get(), selection.query().build(), options.partsPerWorkspace())) {
        partitions.add(new RowPartition(access, selection, part.text(), part.requests()));
      }
      return partitions;
    }
  }

  private static InputPartition[] inOrder(List<List<RowPartition>> workspaces) {
    workspaces.sort(
        Comparator.comparingDouble(
                (List<RowPartition> parts) ->
                    parts.stream().mapToDouble(RowPartition::requests).sum())
            .reversed());
    List<InputPartition> ordered = new ArrayList<>();
    int most = workspaces.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < most; i++) {
      for (List<RowPartition> parts : workspaces) {
        if (i < parts.size()) {
          ordered.add(parts.get(i));
        }
      }
    }
    return ordered.toArray(new InputPartition[0]);
  }
}
