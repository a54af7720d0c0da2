package io.github.customerio4j.extract.engine.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Finds columns that hold the same addresses as hashed ones and are not hashed: the start of the
 * hash of every hashed address, up to a bound, and of the first addresses of each other column.
 * Thread-safe.
 */
public final class SameAddresses {
  private static final int SLOTS = 1 << 18;
  private static final int MOST_TRIES = 64;

  /** The addresses of a column that are compared. */
  private static final int SAMPLE = 500;

  private final AtomicLongArray hashed = new AtomicLongArray(SLOTS);
  private final Map<Place, Set<Long>> others = new ConcurrentHashMap<>();

  /** A column of a table, by its pointer. */
  private record Place(String table, String pointer) {}

  /** Notes an address that was hashed. */
  void addHashed(long word) {
    long entry = word == 0 ? 1 : word;
    int slot = (int) entry & (SLOTS - 1);
    for (int i = 0; i < MOST_TRIES; i++) {
      long found = hashed.get(slot);
      if (found == entry || (found == 0 && hashed.compareAndSet(slot, 0, entry))) {
        return;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
  }

  /** The addresses of a column that is not hashed, as far as they are compared. */
  Set<Long> sample(String table, String pointer) {
    return others.computeIfAbsent(new Place(table, pointer), any -> ConcurrentHashMap.newKeySet());
  }

  /** Whether more addresses of the column would not be compared. */
  static boolean isFull(Set<Long> sample) {
    return sample.size() >= SAMPLE;
  }

  /** The pointers of the columns of a table that hold an address that was hashed elsewhere. */
  public List<String> exposed(String table) {
    List<String> exposed = new ArrayList<>();
    others.forEach(
        (place, sample) -> {
          if (place.table().equals(table) && sample.stream().anyMatch(this::isHashed)) {
            exposed.add(place.pointer());
          }
        });
    exposed.sort(null);
    return exposed;
  }

  private boolean isHashed(long word) {
    long entry = word == 0 ? 1 : word;
    int slot = (int) entry & (SLOTS - 1);
    for (int i = 0; i < MOST_TRIES; i++) {
      long found = hashed.get(slot);
      if (found == entry) {
        return true;
      }
      if (found == 0) {
        return false;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    return false;
  }
}
