package io.github.customerio4j.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;
import org.apache.spark.sql.types.StructType;

/** Takes from a query which columns it needs, and from which times. */
final class RowScanBuilder implements SupportsPushDownRequiredColumns, SupportsPushDownV2Filters {
  private final SourceOptions options;
  private final Optional<TimeFilter> filter;
  private final List<Predicate> used = new ArrayList<>();
  private StructType columns;
  private TimeRange range = TimeRange.ALL;

  RowScanBuilder(SourceOptions options) {
    this.options = options;
    this.columns = RowTypes.schema(options.table());
    this.filter = TableTime.of(options.table()).column().map(TimeFilter::new);
  }

  @Override
  public void pruneColumns(StructType required) {
    columns = required;
  }

  /** All filters stay with Spark: the times here are whole seconds. */
  @Override
  public Predicate[] pushPredicates(Predicate[] predicates) {
    for (Predicate predicate : predicates) {
      TimeRange times = filter.map(time -> time.of(predicate)).orElse(TimeRange.ALL);
      if (!times.equals(TimeRange.ALL)) {
        range = range.and(times);
        used.add(predicate);
      }
    }
    return predicates;
  }

  @Override
  public Predicate[] pushedPredicates() {
    return used.toArray(new Predicate[0]);
  }

  @Override
  public Scan build() {
    return new RowScan(options, columns, range);
  }
}
