package io.github.customerio4j.extract.engine.spool;

import io.github.customerio4j.extract.engine.row.RecentKeys;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The journal's entries of one part. Of the keys only those are held that the part still remembers:
 * the current generation and the previous one.
 */
final class InterruptedSlice {
  private final List<byte[]> pages = new ArrayList<>();
  private final Deque<byte[]> keys = new ArrayDeque<>();
  private int inGeneration;
  private byte @Nullable [] pendingKeys;

  /** Adds the keys of the page whose entry follows; without that entry they do not count. */
  void addKeys(byte[] entry) {
    pendingKeys = entry;
  }

  void addPage(byte[] entry) {
    pages.add(entry);
    byte[] added = pendingKeys;
    if (added == null) {
      return;
    }
    pendingKeys = null;
    if (RecentKeys.restarts(added)) {
      keys.clear();
      inGeneration = 0;
    }
    if (RecentKeys.beginsGeneration(added)) {
      while (keys.size() > inGeneration) {
        keys.removeFirst();
      }
      inGeneration = 0;
    }
    keys.addLast(added);
    inGeneration++;
  }

  /** What {@link SliceSpool} wrote of each page, in order. */
  List<byte[]> pages() {
    return pages;
  }

  /** What {@link RecentKeys} wrote of the last pages, in order. */
  Iterable<byte[]> keys() {
    return keys;
  }
}
