package io.github.customerio4j.spark;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The table as it is when the partitions are planned. */
final class RowBatch implements Batch {
  private final SourceOptions options;
  private final StructType columns;
  private final TimeRange filtered;
  private final Clock clock;
  private InputPartition @Nullable [] planned;

  RowBatch(SourceOptions options, StructType columns, TimeRange filtered, Clock clock) {
    this.options = options;
    this.columns = columns;
    this.filtered = filtered;
    this.clock = clock;
  }

  /** The same partitions each time: a task that is repeated must not find a later end. */
  @Override
  public synchronized InputPartition[] planInputPartitions() {
    if (planned == null) {
      planned = plan();
    }
    return planned.clone();
  }

  private InputPartition[] plan() {
    TimeRange range = options.range().and(filtered);
    if (TableTime.of(options.table()).isTaken()) {
      // What is created in this second may come or not, and must not differ between two attempts.
      range = range.and(new TimeRange(null, clock.instant().truncatedTo(ChronoUnit.SECONDS)));
    }
    if (range.isEmpty()) {
      return new InputPartition[0];
    }
    List<Planner.Wanted> wanted = new ArrayList<>();
    for (SourceWorkspace workspace : options.workspaces()) {
      wanted.add(new Planner.Wanted(workspace, range));
    }
    return new Planner(options, columns).plan(wanted);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new RowReaderFactory(columns);
  }
}
