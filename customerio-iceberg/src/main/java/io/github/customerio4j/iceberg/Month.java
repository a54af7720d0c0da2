package io.github.customerio4j.iceberg;

import java.util.Comparator;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;
import org.jspecify.annotations.Nullable;

/**
 * A partition of a table that has a partition for each month.
 *
 * @param number the months since January 1970; null for rows without a time
 */
record Month(@Nullable Integer number) implements Comparable<Month> {
  static final Month NONE = new Month(null);

  private static final Comparator<Month> ORDER =
      Comparator.comparing(
          (Month month) -> month.number, Comparator.nullsFirst(Comparator.naturalOrder()));

  /** The value of a file that has the rows of the month. */
  StructLike partition(PartitionSpec spec) {
    PartitionData data = new PartitionData(spec.partitionType());
    data.set(0, number);
    return data;
  }

  @Override
  public int compareTo(Month other) {
    return ORDER.compare(this, other);
  }
}
