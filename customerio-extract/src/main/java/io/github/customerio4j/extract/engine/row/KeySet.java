package io.github.customerio4j.extract.engine.row;

import java.io.IOException;
import java.util.Arrays;
import okio.Buffer;

/** A set of short byte strings in one arena: no object an entry, emptied without being freed. */
final class KeySet {
  private final ByteBuilder arena = new ByteBuilder(1024);
  private int[] ends = new int[64];
  private int[] hashes = new int[64];
  private int[] slots = new int[256];
  private int size;

  int size() {
    return size;
  }

  boolean contains(byte[] bytes, int from, int to) {
    return contains(SwarWords.hash(bytes, from, to), bytes, from, to);
  }

  /** The same, with the key's {@link SwarWords#hash} known. */
  boolean contains(int hash, byte[] bytes, int from, int to) {
    return slots[slotOf(hash, bytes, from, to)] != 0;
  }

  /** Adds the key; false if it was there. */
  boolean add(byte[] bytes, int from, int to) {
    return add(SwarWords.hash(bytes, from, to), bytes, from, to);
  }

  /** The same, with the key's {@link SwarWords#hash} known. */
  boolean add(int hash, byte[] bytes, int from, int to) {
    int slot = slotOf(hash, bytes, from, to);
    if (slots[slot] != 0) {
      return false;
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    arena.append(bytes, from, to - from);
    hashes[size] = hash;
    ends[size++] = arena.length();
    slots[slot] = size;
    if (size * 4 > slots.length) {
      grow();
    }
    return true;
  }

  void addAll(KeySet other) {
    for (int entry = 0; entry < other.size; entry++) {
      add(other.hashes[entry], other.arena.array(), other.start(entry), other.ends[entry]);
    }
  }

  /** Writes all keys. */
  void save(Buffer to) {
    to.writeInt(size);
    for (int entry = 0; entry < size; entry++) {
      to.writeInt(ends[entry]);
    }
    to.write(arena.array(), 0, arena.length());
  }

  /** Adds keys that were saved. */
  void restore(Buffer from) throws IOException {
    int[] saved = new int[from.readInt()];
    for (int entry = 0; entry < saved.length; entry++) {
      saved[entry] = from.readInt();
    }
    byte[] bytes = from.readByteArray();
    for (int entry = 0; entry < saved.length; entry++) {
      add(bytes, entry == 0 ? 0 : saved[entry - 1], saved[entry]);
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
