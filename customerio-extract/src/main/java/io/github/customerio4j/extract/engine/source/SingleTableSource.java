package io.github.customerio4j.extract.engine.source;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.engine.commit.SpooledTable;
import io.github.customerio4j.extract.engine.run.ProgressTracker;
import io.github.customerio4j.extract.engine.run.RunContext;
import io.github.customerio4j.extract.engine.run.SourceMeter;
import io.github.customerio4j.extract.engine.run.TableScope;
import java.util.List;

/** A source of one table. */
abstract class SingleTableSource implements Source {
  final RunContext run;
  final TableSpec table;
  final SourceMeter meter;
  final TableScope scope;
  final CustomerIo client;
  final ProgressTracker progress;

  SingleTableSource(
      RunContext run, TableSpec table, SourceMeter meter, ProgressTracker.Length length) {
    this.run = run;
    this.table = table;
    this.meter = meter;
    this.scope = new TableScope(run, table.name());
    this.client = scope.client(meter);
    this.progress = new ProgressTracker(run, table.name(), length);
  }

  /** The table, once its work is done without a failure. */
  abstract SpooledTable table();

  @Override
  public final List<String> names() {
    return List.of(table.name());
  }

  @Override
  public final List<TableScope> scopes() {
    return List.of(scope);
  }

  @Override
  public final List<SpooledTable> tables() {
    return scope.hasFailed() ? List.of() : List.of(table());
  }
}
