package io.github.customerio4j.extract.record;

import java.io.IOException;
import okio.Buffer;

/**
 * The identities of the records of the last pages of one chain: a record that moves across a page
 * border while a list is walked is seen again within a page or two. Bounded: the last thousand keys
 * at least, and of two pages at most more than that.
 */
final class RecentKeys {
  private static final int KEEP = 1000;

  private KeySet page = new KeySet();
  private KeySet recent = new KeySet();
  private KeySet older = new KeySet();

  /** Whether this key is new; if so it belongs to the page under way. */
  boolean add(byte[] bytes, int from, int to) {
    int hash = Words.hash(bytes, from, to);
    return !recent.contains(hash, bytes, from, to)
        && !older.contains(hash, bytes, from, to)
        && page.add(hash, bytes, from, to);
  }

  /** Writes the keys of the page under way, before {@link #commitPage}. */
  void save(Buffer to) {
    to.writeByte(isGenerationFull() ? 1 : 0);
    page.save(to);
  }

  /** Whether the keys, as they were saved, began a new generation. */
  static boolean beginsGeneration(byte[] saved) {
    return saved[0] == 1;
  }

  /** Takes in what was saved of a page, as if that page had been read again. */
  void restore(byte[] saved) throws IOException {
    Buffer from = new Buffer().write(saved);
    if (from.readByte() == 1) {
      beginGeneration();
    }
    recent.restore(from);
  }

  void commitPage() {
    if (isGenerationFull()) {
      beginGeneration();
    }
    recent.addAll(page);
    page.clear();
  }

  private boolean isGenerationFull() {
    return recent.size() >= KEEP;
  }

  private void beginGeneration() {
    KeySet reused = older;
    reused.clear();
    older = recent;
    recent = reused;
  }

  /** Forgets everything: the chain has ended. */
  void free() {
    page = new KeySet();
    recent = new KeySet();
    older = new KeySet();
  }

  void rollbackPage() {
    page.clear();
  }
}
