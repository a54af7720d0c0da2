package io.github.customerio4j.bench.point;

import io.github.customerio4j.bench.process.BenchException;
import io.github.customerio4j.bench.process.BenchFigures;
import io.github.customerio4j.bench.process.ChildJvm;
import io.github.customerio4j.bench.process.CopyWork;
import io.github.customerio4j.bench.process.ExtractWork;
import io.github.customerio4j.bench.process.Medians;
import io.github.customerio4j.bench.process.ServerProcess;
import io.github.customerio4j.bench.process.ServerSetup;
import io.github.customerio4j.bench.process.WorkerArguments;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares an extraction into a database, in a small heap, with an extraction into CSV files and
 * the database's own {@code COPY} of the finished file into text columns.
 *
 * @param extent whether the bound is meant for this size
 * @param messages the number of messages
 * @param runs the number of runs of each, in turns; their medians are compared
 * @param name the name of the point
 * @param database the JDBC address; empty for a temporary DuckDB file
 */
public record LoadPoint(BenchExtent extent, int messages, int runs, String name, String database)
    implements BenchPoint {
  private static final double BOUND = 1.5;
  private static final int IN_FLIGHT = 16;
  private static final String HEAP = "-Xmx128m";

  @Override
  public List<PointResult> run(Bench bench) throws IOException, InterruptedException {
    List<BenchFigures> loads = new ArrayList<>();
    List<BenchFigures> copies = new ArrayList<>();
    ServerSetup setup = ServerSetup.builder().messages(messages).build();
    try (ServerProcess server = ServerProcess.start(setup)) {
      WorkerArguments arguments =
          ExtractWork.arguments(ExtractWork.Tables.MESSAGES)
              .with("inFlight", IN_FLIGHT)
              .with("database", database);
      for (int i = 0; i < runs; i++) {
        dropTable();
        loads.add(
            bench.work(server, ChildJvm.with(HEAP), arguments.with("to", ExtractWork.To.DATABASE)));
        copies.add(bench.work(server, ChildJvm.with(HEAP), arguments.with("work", CopyWork.NAME)));
      }
    }
    BenchFigures load = Medians.by(BenchFigures::wallSeconds, loads);
    BenchFigures copy = Medians.by(BenchFigures::wallSeconds, copies);
    return List.of(
        PointResult.ratio(
            name,
            "time / (CSV files + COPY of them), " + HEAP,
            BOUND,
            load.wallSeconds() / copy.wallSeconds(),
            load),
        PointResult.seconds(name, "CSV files + COPY, time", copy.wallSeconds(), copy));
  }

  /** Makes every run load into a new table; a DuckDB file is deleted after each run anyway. */
  private void dropTable() {
    if (database.isEmpty()) {
      return;
    }
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS messages");
    } catch (SQLException e) {
      throw new BenchException("Cannot measure " + name + ": " + e.getMessage());
    }
  }
}
