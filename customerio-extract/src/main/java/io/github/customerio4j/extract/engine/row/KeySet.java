package io.github.customerio4j.extract.engine.row;

import java.io.IOException;
import java.util.Arrays;
import okio.Buffer;

/**
 * Short byte strings in one arena, each with the version and the place of its row: no object an
 * entry, emptied without being freed.
 */
final class KeySet {
  private final ByteBuilder arena = new ByteBuilder(1024);
  private int[] ends = new int[64];
  private int[] hashes = new int[64];
  private double[] versions = new double[64];
  private long[] places = new long[64];
  private int[] slots = new int[256];
  private int size;

  int size() {
    return size;
  }

  /** The entry of the key with that {@link SwarWords#hash}; -1 if there is none. */
  int find(int hash, byte[] bytes, int from, int to) {
    return slots[slotOf(hash, bytes, from, to)] - 1;
  }

  double version(int entry) {
    return versions[entry];
  }

  long place(int entry) {
    return places[entry];
  }

  /** Adds the key, or replaces its version and place. */
  void put(int hash, byte[] bytes, int from, int to, double version, long place) {
    int slot = slotOf(hash, bytes, from, to);
    if (slots[slot] == 0) {
      insert(slot, hash, bytes, from, to);
    }
    int entry = slots[slot] - 1;
    versions[entry] = version;
    places[entry] = place;
    if (size * 4 > slots.length) {
      grow();
    }
  }

  private void insert(int slot, int hash, byte[] bytes, int from, int to) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
      hashes = Arrays.copyOf(hashes, size * 2);
      versions = Arrays.copyOf(versions, size * 2);
      places = Arrays.copyOf(places, size * 2);
    }
    arena.append(bytes, from, to - from);
    hashes[size] = hash;
    ends[size++] = arena.length();
    slots[slot] = size;
  }

  void putAll(KeySet other) {
    for (int entry = 0; entry < other.size; entry++) {
      put(
          other.hashes[entry],
          other.arena.array(),
          other.start(entry),
          other.ends[entry],
          other.versions[entry],
          other.places[entry]);
    }
  }

  /** Replaces the versions and places of the keys that both have. */
  void replaceAll(KeySet other) {
    for (int entry = 0; entry < other.size; entry++) {
      int known =
          find(other.hashes[entry], other.arena.array(), other.start(entry), other.ends[entry]);
      if (known >= 0) {
        versions[known] = other.versions[entry];
        places[known] = other.places[entry];
      }
    }
  }

  /** Writes all keys. */
  void save(Buffer to) {
    to.writeInt(size);
    for (int entry = 0; entry < size; entry++) {
      to.writeInt(ends[entry]);
      to.writeLong(Double.doubleToRawLongBits(versions[entry]));
      to.writeLong(places[entry]);
    }
    to.write(arena.array(), 0, arena.length());
  }

  /** Adds keys that were saved. */
  void restore(Buffer from) throws IOException {
    int[] saved = new int[from.readInt()];
    double[] savedVersions = new double[saved.length];
    long[] savedPlaces = new long[saved.length];
    for (int entry = 0; entry < saved.length; entry++) {
      saved[entry] = from.readInt();
      savedVersions[entry] = Double.longBitsToDouble(from.readLong());
      savedPlaces[entry] = from.readLong();
    }
    byte[] bytes = from.readByteArray(saved.length == 0 ? 0 : saved[saved.length - 1]);
    for (int entry = 0; entry < saved.length; entry++) {
      int start = entry == 0 ? 0 : saved[entry - 1];
      int hash = SwarWords.hash(bytes, start, saved[entry]);
      put(hash, bytes, start, saved[entry], savedVersions[entry], savedPlaces[entry]);
    }
  }

  void clear() {
    if (size > 0) {
      Arrays.fill(slots, 0);
      size = 0;
      arena.truncate(0);
    }
  }

  private int start(int entry) {
    return entry == 0 ? 0 : ends[entry - 1];
  }

  private int slotOf(int hash, byte[] bytes, int from, int to) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      int entry = slots[slot] - 1;
      if (hashes[entry] == hash
          && Arrays.equals(arena.array(), start(entry), ends[entry], bytes, from, to)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    slots = new int[slots.length * 2];
    for (int entry = 0; entry < size; entry++) {
      slots[slotOf(hashes[entry], arena.array(), start(entry), ends[entry])] = entry + 1;
    }
  }
}
