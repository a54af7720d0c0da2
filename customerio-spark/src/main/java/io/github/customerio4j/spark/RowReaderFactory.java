package io.github.customerio4j.spark;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;

/** Starts the reading of a partition in its task. */
final class RowReaderFactory implements PartitionReaderFactory {
  private static final long serialVersionUID = 1;

  private final StructType columns;

  RowReaderFactory(StructType columns) {
    this.columns = columns;
  }

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    return new RowReader((RowPartition) partition, columns);
  }
}
