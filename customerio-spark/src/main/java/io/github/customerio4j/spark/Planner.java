package io.github.customerio4j.spark;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.rows.RowPart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
      List<Future<List<RowPartition>>> running = new ArrayList<>();
      for (Wanted one : wanted) {
        running.add(threads.submit(() -> partitions(one)));
      }
      List<List<RowPartition>> all = new ArrayList<>();
      for (int i = 0; i < running.size(); i++) {
        all.add(result(running.get(i), wanted.get(i).workspace()));
      }
      return inOrder(all);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "customerio-plan");
    thread.setDaemon(true);
    return thread;
  }

  private static List<RowPartition> result(
      Future<List<RowPartition>> running, SourceWorkspace workspace) {
    try {
      return running.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExtractionException.Cancelled(
          "The planning of workspace " + workspace + " was interrupted.", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ExtractionException(
          "Cannot read workspace " + workspace + ": " + cause.getMessage(), cause);
    }
  }

  private List<RowPartition> partitions(Wanted wanted) {
    WorkspaceAccess access = wanted.workspace().access(System.getenv());
    RowPartition.Selection selection =
        new RowPartition.Selection(
            options.table(), wanted.range(), options.types(), options.parents(), columns);
    int most = WorkspaceClients.mostParts(options.partsPerWorkspace());
    if (most == 1) {
      return List.of(new RowPartition(access, selection, null, 0));
    }
    try (CustomerIo client = WorkspaceClients.client(access)) {
      List<RowPartition> partitions = new ArrayList<>();
      for (RowPart part : Extractor.parts(client, selection.query().build(), most)) {
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
