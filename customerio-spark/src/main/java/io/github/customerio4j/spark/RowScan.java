package io.github.customerio4j.spark;

import java.time.Clock;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.types.StructType;

/** One reading of a table: once, or again and again as a stream. */
final class RowScan implements Scan {
  private final SourceOptions options;
  private final StructType columns;
  private final TimeRange filtered;

  RowScan(SourceOptions options, StructType columns, TimeRange filtered) {
    this.options = options;
    this.columns = columns;
    this.filtered = filtered;
  }

  @Override
  public StructType readSchema() {
    return columns;
  }

  /** For plans and the UI: names and times. */
  @Override
  public String description() {
    return "customerio "
        + options.table()
        + " of "
        + (options.workspaces().size() == 1
            ? options.workspaces().get(0).name()
            : options.workspaces().size() + " workspaces")
        + ", created in "
        + options.range().and(filtered);
  }

  @Override
  public Batch toBatch() {
    return new RowBatch(options, columns, filtered, Clock.systemUTC());
  }

  @Override
  public MicroBatchStream toMicroBatchStream(String checkpointLocation) {
    return new RowStream(options, columns, Clock.systemUTC());
  }

  @Override
  public CustomMetric[] supportedCustomMetrics() {
    return new CustomMetric[] {new ReadMetrics.Requests(), new ReadMetrics.Waiting()};
  }

  /** Without it Spark would ask each partition, and so plan them for an explanation. */
  @Override
  public ColumnarSupportMode columnarSupportMode() {
    return ColumnarSupportMode.UNSUPPORTED;
  }
}
