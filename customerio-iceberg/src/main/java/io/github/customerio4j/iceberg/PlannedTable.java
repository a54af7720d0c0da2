package io.github.customerio4j.iceberg;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * A table that the commit makes; until then only its place is known. It is planned again now and
 * then: a catalog that hands out keys for its files does not renew them before the table is there.
 */
final class PlannedTable implements Supplier<Table> {
  /** The shortest session of Amazon lasts 15 minutes. */
  private static final Duration AGE = Duration.ofMinutes(10);

  private final Catalog catalog;
  private final TableIdentifier identifier;
  private final Clock clock;
  private Table table;
  private Instant planned;

  /** Plans the table. */
  PlannedTable(Catalog catalog, TableIdentifier identifier, Clock clock) {
    this.catalog = catalog;
    this.identifier = identifier;
    this.clock = clock;
    this.planned = clock.instant();
    this.table = catalog.buildTable(identifier, new Schema()).createTransaction().table();
  }

  @Override
  public Table get() {
    Instant now = clock.instant();
    if (Duration.between(planned, now).compareTo(AGE) >= 0) {
      table =
          catalog
              .buildTable(identifier, new Schema())
              .withLocation(table.location())
              .createTransaction()
              .table();
      planned = now;
    }
    return table;
  }
}
