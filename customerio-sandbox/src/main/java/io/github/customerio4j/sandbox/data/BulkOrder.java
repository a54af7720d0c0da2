package io.github.customerio4j.sandbox.data;

import io.github.customerio4j.sandbox.config.ListOrder;

/**
 * The order in which a selection of bulk records is listed. A shuffled one is computed, too: each
 * place has a record of its own, the same for every request with that number of records.
 */
public final class BulkOrder {
  private static final int ROUNDS = 4;

  private final ListOrder order;
  private final int count;

  /** The bits of one half of a place, so that both together can hold every place. */
  private final int bits;

  /**
   * An order.
   *
   * @param count how many records are listed
   */
  public BulkOrder(ListOrder order, int count) {
    this.order = order;
    this.count = count;
    this.bits = (33 - Integer.numberOfLeadingZeros(Math.max(1, count - 1))) / 2;
  }

  /** The position, counted from the oldest record, of the record at that place of the list. */
  public int position(int place) {
    return switch (order) {
      case OLDEST_FIRST -> place;
      case NEWEST_FIRST -> count - 1 - place;
      case SHUFFLED -> shuffled(place);
    };
  }

  /** Walks along the cycle of a permutation of a power of two until a place of the list is met. */
  private int shuffled(int place) {
    int position = place;
    do {
      position = permuted(position);
    } while (position >= count);
    return position;
  }

  /** A Feistel network: whatever the rounds mix, it is a permutation. */
  private int permuted(int place) {
    int mask = (1 << bits) - 1;
    int left = place >>> bits;
    int right = place & mask;
    for (int round = 0; round < ROUNDS; round++) {
      int mixed = (right + 1) * 0x9E3779B1 + round * 0x85EBCA6B;
      mixed = (mixed ^ (mixed >>> 15)) * 0xC2B2AE35;
      int next = left ^ ((mixed ^ (mixed >>> 13)) & mask);
      left = right;
      right = next;
    }
    return (left << bits) | right;
  }
}
