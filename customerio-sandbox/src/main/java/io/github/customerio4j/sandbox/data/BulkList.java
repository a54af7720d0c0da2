package io.github.customerio4j.sandbox.data;

import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/**
 * Records in the order of their creation, each computed from its index. The records of one type
 * stand at regular distances, and times grow with the index, so that any selection is found by
 * arithmetic.
 */
public final class BulkList {
  private final int size;
  private final long oldest;
  private final long newest;
  private final List<String> types;
  private final List<BulkRecord> records;

  /**
   * A list.
   *
   * @param size how many records
   * @param oldest the time of the first, Unix seconds
   * @param newest a time that the last does not reach
   * @param types the types in turn
   * @param records the forms in turn; their number is a multiple of that of the types
   */
  public BulkList(
      int size, long oldest, long newest, List<String> types, List<BulkRecord> records) {
    this.size = size;
    this.oldest = oldest;
    this.newest = newest;
    this.types = types;
    this.records = records;
  }

  /** When the record was created, Unix seconds; more records lately than long ago. */
  public long created(int index) {
    double left = 1 - (double) index / size;
    return oldest + (long) ((1 - left * left) * (newest - oldest));
  }

  String type(int index) {
    return types.get(index % types.size());
  }

  public BulkRecord record(int index) {
    return records.get(index % records.size());
  }

  /** All records of that type, or of every type if it is empty. */
  public Selection ofType(String type) {
    int[] turns =
        IntStream.range(0, types.size())
            .filter(turn -> type.isEmpty() || types.get(turn).equals(type))
            .toArray();
    int rest = size % types.size();
    int count =
        size / types.size() * turns.length
            + (int) IntStream.of(turns).filter(turn -> turn < rest).count();
    return new Selection(turns, 0, count);
  }

  /** A span of the records of some types; positions count from its oldest record. */
  public final class Selection {
    private final int[] turns;
    private final int from;
    private final int to;

    private Selection(int[] turns, int from, int to) {
      this.turns = turns;
      this.from = from;
      this.to = to;
    }

    public int count() {
      return to - from;
    }

    /** The index in the whole list of the record at that position. */
    public int index(int position) {
      int nth = from + position;
      return nth / turns.length * types.size() + turns[nth % turns.length];
    }

    /** Those created between these seconds, both included. */
    public Selection between(long first, long last) {
      int start = from + firstThat(time -> time >= first);
      int end = from + firstThat(time -> time > last);
      return new Selection(turns, start, Math.max(start, end));
    }

    private int firstThat(LongPredicate reached) {
      int low = 0;
      int high = count();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (reached.test(created(index(middle)))) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low;
    }
  }
}
