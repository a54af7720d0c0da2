package io.github.customerio4j.client.paging;

import io.github.customerio4j.client.error.PagingException;
import java.util.Optional;
import java.util.OptionalLong;
import okio.ByteString;

/**
 * The pages of one list that were read so far. It makes sure that every list ends: a cursor that
 * comes again, however long ago it came first, an offset that does not grow, and a thousand empty
 * pages in a row are errors. So is a page of a counted list that came earlier than just before. It
 * holds eight bytes a page, sixteen if the list is counted. For one thread at a time.
 *
 * <p>{@link io.github.customerio4j.client.CustomerIo#pages} keeps a trail by itself. A caller gives
 * its own only to continue a list that another process began.
 */
public final class PageTrail {
  /** After this many empty pages in a row, {@code TransferListener.emptyPages} is called. */
  public static final int MANY_EMPTY_PAGES = 20;

  /** After this many empty pages in a row, the list fails. */
  public static final int MOST_EMPTY_PAGES = 1000;

  private long[] slots = new long[16];
  private int size;
  private Optional<Cursor> last = Optional.empty();
  private long items;
  private int emptyPages;
  private OptionalLong digest = OptionalLong.empty();

  /** A trail at the start of a list. */
  public PageTrail() {}

  /**
   * Adds a page that was read.
   *
   * @param at the cursor that the page was requested with; empty for the first page
   * @param pageItems the number of its items
   */
  public void add(Optional<Cursor> at, int pageItems) {
    at.ifPresent(cursor -> put(hash(cursor)));
    last = at;
    items += pageItems;
    emptyPages = pageItems == 0 ? emptyPages + 1 : 0;
    digest = OptionalLong.empty();
  }

  /**
   * Adds a page of a list whose pages or items are counted.
   *
   * @param at the position that the page was requested with; empty for the first page
   * @param pageItems the number of its items
   * @param pageDigest a hash of its items
   */
  public void add(Optional<Cursor> at, int pageItems, long pageDigest) {
    add(at, pageItems);
    digest = OptionalLong.of(pageDigest);
    if (pageItems > 0) {
      put(mark(pageDigest));
    }
  }

  /**
   * Checks the cursor of the next page before that page is requested.
   *
   * @param style how the list is paged
   * @param next the cursor; empty for the first page
   * @param operation names the list in messages, in the form "GET /v1/messages"
   * @throws PagingException if the list would not end
   */
  public void check(PagingStyle style, Optional<Cursor> next, String operation) {
    if (next.isEmpty()) {
      return;
    }
    String cursor = next.get().value();
    if (contains(hash(next.get()))) {
      throw failure(
          operation, "the API returned the cursor '" + cursor + "' a second time", cursor);
    }
    if (style == PagingStyle.OFFSET_CURSOR) {
      OptionalLong offset = number(cursor);
      long before = number(last.map(Cursor::value).orElse("0")).orElse(Long.MIN_VALUE);
      if (offset.isPresent() && offset.getAsLong() <= before) {
        throw failure(
            operation,
            "the API returned the offset '"
                + cursor
                + "' after '"
                + before
                + "', so it does not grow",
            cursor);
      }
    }
    if (emptyPages >= MOST_EMPTY_PAGES) {
      throw failure(
          operation,
          "the API returned %d empty pages in a row, the last one with the cursor '%s'"
              .formatted(emptyPages, cursor),
          cursor);
    }
  }

  /** Whether a page has the same items as the page before it. */
  public boolean isRepeated(long pageDigest) {
    return digest.isPresent() && digest.getAsLong() == pageDigest;
  }

  /** Whether some page before has the same items, however long ago it came. */
  public boolean isKnown(long pageDigest) {
    return contains(mark(pageDigest));
  }

  /** The number of items read so far. */
  public long items() {
    return items;
  }

  /** The number of pages without items since the last page that had some. */
  public int emptyPages() {
    return emptyPages;
  }

  /** The number that a cursor is, if it is one. */
  static OptionalLong number(String cursor) {
    return cursor.matches("-?[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(cursor))
        : OptionalLong.empty();
  }

  private static PagingException failure(String operation, String why, String cursor) {
    return new PagingException(
        "Cannot continue "
            + operation
            + ": "
            + why
            + ", and the list would never end. Start the"
            + " list again; if this persists, report it to Customer.io.",
        cursor);
  }

  /** Never 0, which marks a free slot. */
  private static long hash(Cursor cursor) {
    long hash = ByteString.encodeUtf8(cursor.value()).sha256().asByteBuffer().getLong();
    return hash == 0 ? 1 : hash;
  }

  /** A page's place among the hashes of cursors; never 0, either. */
  private static long mark(long pageDigest) {
    long mark = pageDigest * 0x9E3779B97F4A7C15L;
    return mark == 0 ? 1 : mark;
  }

  private boolean contains(long hash) {
    return slots[slot(hash)] != 0;
  }

  private void put(long hash) {
    int slot = slot(hash);
    if (slots[slot] != 0) {
      return;
    }
    slots[slot] = hash;
    if (++size * 2 > slots.length) {
      long[] former = slots;
      slots = new long[former.length * 2];
      for (long each : former) {
        if (each != 0) {
          slots[slot(each)] = each;
        }
      }
    }
  }

  private int slot(long hash) {
    int slot = (int) hash & (slots.length - 1);
    while (slots[slot] != 0 && slots[slot] != hash) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }
}
