package io.github.customerio4j.extract.record;

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

  void commitPage() {
    if (recent.size() >= KEEP) {
      KeySet reused = older;
      reused.clear();
      older = recent;
      recent = reused;
    }
    recent.addAll(page);
    page.clear();
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
