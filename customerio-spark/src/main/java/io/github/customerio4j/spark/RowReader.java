package io.github.customerio4j.spark;

import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.rows.TableRows;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructType;

/** The rows of one partition. */
final class RowReader implements PartitionReader<InternalRow> {
  private final RowPartition partition;
  private final WorkspaceClient client;
  private final TableRows rows;
  private final RowConverter converter;
  private long waitedNanos;

  RowReader(RowPartition partition, StructType columns) {
    this.partition = partition;
    this.client = new WorkspaceClient(partition.workspace());
    boolean isOpen = false;
    try {
      this.rows = Extractor.rows(client.get(), partition.query());
      this.converter = new RowConverter(partition.workspace().name(), columns, rows.schema());
      isOpen = true;
    } catch (ExtractionException e) {
      throw named(e);
    } finally {
      if (!isOpen) {
        client.close();
      }
    }
  }

  @Override
  public boolean next() {
    long start = System.nanoTime();
    try {
      return rows.next();
    } catch (ExtractionException e) {
      throw named(e);
    } finally {
      waitedNanos += System.nanoTime() - start;
    }
  }

  /** Says which workspace it was. */
  private ExtractionException named(ExtractionException failure) {
    return failure instanceof ExtractionException.Cancelled
        ? failure
        : new ExtractionException(
            "Cannot read workspace " + partition.workspace() + ": " + failure.getMessage(),
            failure);
  }

  /** The same object each time: Spark copies what it keeps. */
  @Override
  public InternalRow get() {
    return converter.convert(rows.row());
  }

  @Override
  public CustomTaskMetric[] currentMetricsValues() {
    return new CustomTaskMetric[] {
      new Value(ReadMetrics.REQUESTS, rows.requests()),
      new Value(ReadMetrics.WAITING, waitedNanos / 1_000_000)
    };
  }

  private record Value(String name, long value) implements CustomTaskMetric {}

  @Override
  public void close() {
    try (client) {
      rows.close();
    }
  }
}
