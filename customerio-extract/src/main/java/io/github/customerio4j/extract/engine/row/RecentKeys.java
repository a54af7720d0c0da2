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

  private static final byte RESTARTED = 2;

  private KeySet page = new KeySet();

  /** Keys of previous pages whose newer versions are on the page. */
  private KeySet changed = new KeySet();

  private KeySet recent = new KeySet();
  private KeySet older = new KeySet();
  private boolean isRestarted;
  private long replaced;

  /** What a row is to those before it. */
  public enum Finding {
    /** No row of its record is remembered. */
    NEW,
    /** It is the newer version of its record: the row at {@link #replaced} does not count. */
    NEWER,
    /** A newer version of its record is remembered: it does not count itself. */
    OLDER
  }

  /**
   * Remembers the row of a record.
   *
   * @param version when the record was changed; of two rows without it the later one is the newer
   * @param place where the row is
   */
  public Finding add(byte[] bytes, int from, int to, double version, long place) {
    int hash = SwarWords.hash(bytes, from, to);
    KeySet known = page;
    int entry = known.find(hash, bytes, from, to);
    for (int i = 0; entry < 0 && i < 3; i++) {
      known = i == 0 ? changed : i == 1 ? recent : older;
      entry = known.find(hash, bytes, from, to);
    }
    if (entry < 0) {
      page.put(hash, bytes, from, to, version, place);
      return Finding.NEW;
    }
    if (known.version(entry) > version) {
      return Finding.OLDER;
    }
    replaced = known.place(entry);
    (known == page ? page : changed).put(hash, bytes, from, to, version, place);
    return Finding.NEWER;
  }

  /** Where the row is that the last one replaced. */
  public long replaced() {
    return replaced;
  }

  /** Writes the keys of the page under way, before {@link #commitPage}. */
  public void save(Buffer to) {
    to.writeByte(isRestarted ? RESTARTED : isGenerationFull() ? GENERATION : 0);
    page.save(to);
    changed.save(to);
  }

  /** Whether the keys, as they were saved, began a new generation. */
  public static boolean beginsGeneration(byte[] saved) {
    return saved[0] == GENERATION;
  }

  /** Whether nothing that was saved before these keys counts any more. */
  public static boolean restarts(byte[] saved) {
    return saved[0] == RESTARTED;
  }

  /** Restores the keys of a page, as if that page had been read again. */
  public void restore(byte[] saved) throws IOException {
    Buffer from = new Buffer().write(saved);
    switch (from.readByte()) {
      case GENERATION -> beginGeneration();
      case RESTARTED -> free();
      default -> {}
    }
    recent.restore(from);
    changed.restore(from);
    commitChanged();
  }

  public void commitPage() {
    if (isGenerationFull()) {
      beginGeneration();
    }
    recent.putAll(page);
    page.clear();
    commitChanged();
    isRestarted = false;
  }

  /** Forgets the keys of the previous chain. The next saved page records that. */
  public void restart() {
    free();
    isRestarted = true;
  }

  private void commitChanged() {
    if (changed.size() > 0) {
      older.replaceAll(changed);
      recent.replaceAll(changed);
      changed.clear();
    }
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
    changed = new KeySet();
    recent = new KeySet();
    older = new KeySet();
  }

  public void rollbackPage() {
    page.clear();
    changed.clear();
  }
}
