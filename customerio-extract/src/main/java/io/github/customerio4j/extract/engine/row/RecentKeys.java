package io.github.customerio4j.extract.engine.row;

import java.io.IOException;
import okio.Buffer;

/**
 * The identities of the records of the last pages of one chain. A record that moves across the
 * border of a page while a list is read comes again within a page or two. Bounded: at least the
 * last thousand keys, and at most two pages more than that.
 */
public final class RecentKeys {
  private static final int KEEP = 1000;

  /** What stands before a page's keys that begin a generation, or another chain. */
  private static final byte GENERATION = 1;

  private static final byte ANEW = 2;

  private KeySet page = new KeySet();
  private KeySet recent = new KeySet();
  private KeySet older = new KeySet();
  private boolean isAnew;

  /** Whether this key is new; if so it belongs to the page under way. */
  public boolean add(byte[] bytes, int from, int to) {
    int hash = SwarWords.hash(bytes, from, to);
    return !recent.contains(hash, bytes, from, to)
        && !older.contains(hash, bytes, from, to)
        && page.add(hash, bytes, from, to);
  }

  /** Writes the keys of the page under way, before {@link #commitPage}. */
  public void save(Buffer to) {
    to.writeByte(isAnew ? ANEW : isGenerationFull() ? GENERATION : 0);
    page.save(to);
  }

  /** Whether the keys, as they were saved, began a new generation. */
  public static boolean beginsGeneration(byte[] saved) {
    return saved[0] == GENERATION;
  }

  /** Whether nothing that was saved before these keys counts any more. */
  public static boolean beginsAnew(byte[] saved) {
    return saved[0] == ANEW;
  }

  /** Restores the keys of a page, as if that page had been read again. */
  public void restore(byte[] saved) throws IOException {
    Buffer from = new Buffer().write(saved);
    switch (from.readByte()) {
      case GENERATION -> beginGeneration();
      case ANEW -> free();
      default -> {}
    }
    recent.restore(from);
  }

  public void commitPage() {
    if (isGenerationFull()) {
      beginGeneration();
    }
    recent.addAll(page);
    page.clear();
    isAnew = false;
  }

  /** Forgets the keys of the previous chain. The next saved page records that. */
  public void beginAnew() {
    free();
    isAnew = true;
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
  public void free() {
    page = new KeySet();
    recent = new KeySet();
    older = new KeySet();
  }

  public void rollbackPage() {
    page.clear();
  }
}
