package io.github.customerio4j.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.customerio4j.sandbox.config.ListOrder;
import io.github.customerio4j.sandbox.config.PagingStyle;
import io.github.customerio4j.sandbox.data.Listed;
import io.github.customerio4j.sandbox.wire.RefusedException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;

/** Cuts lists into pages and makes the cursors between them. */
public final class Pager {
  /** In Base64 these are pluses and slashes, which break clients that do not encode cursors. */
  private static final byte[] AWKWARD = {
    (byte) 0xfb, (byte) 0xef, (byte) 0xbe, (byte) 0xff, (byte) 0xff, (byte) 0xff
  };

  /**
   * A page.
   *
   * @param next the member that ends the response, comma included; empty when it is left out
   */
  record Page<T>(List<T> items, String next) {}

  /** Where a cursor stands: the number of the page to come, and the last record before it. */
  record Position(int page, long lastSequence) {}

  private final ListOrder order;
  private final PagingStyle style;

  public Pager(ListOrder order, PagingStyle style) {
    this.order = order;
    this.style = style;
  }

  /** The page that the call asks for. */
  <T extends Listed> Page<T> page(List<T> matches, ApiRequest call, int limit) {
    List<T> ordered = matches.stream().sorted(comparator()).toList();
    return pageOf(ordered, call, limit);
  }

  /** The same for a list that is already in its order. */
  <T extends Listed> Page<T> pageOf(List<T> ordered, ApiRequest call, int limit) {
    long identity = checksum(call.identity());
    Position position = position(call);
    int from = after(ordered, position.lastSequence());
    boolean more = from < ordered.size();
    if (style == PagingStyle.STRANGE && more && isEmptyPage(position, identity, ordered, limit)) {
      return live(List.of(), identity, position.page() + 1, position.lastSequence());
    }
    if (style == PagingStyle.STRANGE && more && position.page() % 2 == 1 && from > 0) {
      from--;
    }
    int to = Math.min(from + limit, ordered.size());
    List<T> items = ordered.subList(from, to);
    if (to < ordered.size()) {
      return live(items, identity, position.page() + 1, items.get(items.size() - 1).sequence());
    }
    return new Page<>(items, end(identity));
  }

  /** The position where the request continues; before the first record if it has no cursor. */
  static Position position(ApiRequest call) {
    return call.query()
        .text("start")
        .filter(cursor -> !cursor.isEmpty())
        .map(cursor -> decode(cursor, checksum(call.identity())))
        .orElse(new Position(0, -1));
  }

  /** The member that ends a response whose list continues. */
  static String next(ApiRequest call, int page, long lastSequence) {
    return next(checksum(call.identity()), page, lastSequence);
  }

  /** The member that ends a list's last response. */
  static String end(ApiRequest call) {
    return end(checksum(call.identity()));
  }

  /** One empty page a list, at a place that depends on the query; none in a list of one page. */
  private static boolean isEmptyPage(Position position, long identity, List<?> ordered, int limit) {
    return ordered.size() > limit && position.page() == identity % 3;
  }

  private static <T> Page<T> live(List<T> items, long identity, int page, long lastSequence) {
    return new Page<>(items, next(identity, page, lastSequence));
  }

  private static String next(long identity, int page, long lastSequence) {
    return ",\"next\":\"" + encode(identity, page, lastSequence) + "\"";
  }

  /** The three ways in which the API ends a list. */
  private static String end(long identity) {
    return switch ((int) (identity / 3 % 3)) {
      case 0 -> "";
      case 1 -> ",\"next\":null";
      default -> ",\"next\":\"\"";
    };
  }

  private static int after(List<? extends Listed> ordered, long lastSequence) {
    for (int i = 0; i < ordered.size(); i++) {
      if (ordered.get(i).sequence() == lastSequence) {
        return i + 1;
      }
    }
    return 0;
  }

  private Comparator<Listed> comparator() {
    Comparator<Listed> oldestFirst =
        Comparator.comparingLong(Listed::created).thenComparingLong(Listed::sequence);
    return switch (order) {
      case OLDEST_FIRST -> oldestFirst;
      case NEWEST_FIRST -> oldestFirst.reversed();
      case SHUFFLED ->
          Comparator.<Listed>comparingLong(item -> checksum("shuffle" + item.sequence()))
              .thenComparingLong(Listed::sequence);
    };
  }

  private static String encode(long identity, int page, long lastSequence) {
    StringBuilder text = new StringBuilder(identity + ":" + page + ":" + lastSequence);
    while (text.length() % 3 != 1) {
      // So that two equals signs are needed at the end.
      text.append(' ');
    }
    byte[] tail = text.toString().getBytes(UTF_8);
    byte[] whole = new byte[AWKWARD.length + tail.length];
    System.arraycopy(AWKWARD, 0, whole, 0, AWKWARD.length);
    System.arraycopy(tail, 0, whole, AWKWARD.length, tail.length);
    return Base64.getEncoder().encodeToString(whole);
  }

  private static Position decode(String cursor, long identity) {
    try {
      byte[] whole = Base64.getDecoder().decode(cursor);
      int skip = AWKWARD.length;
      String[] parts = new String(whole, skip, whole.length - skip, UTF_8).trim().split(":", -1);
      if (Long.parseLong(parts[0]) != identity) {
        throw RefusedException.badRequest("start belongs to another query");
      }
      return new Position(Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw RefusedException.badRequest("start is malformed");
    }
  }

  private static long checksum(String text) {
    CRC32 checksum = new CRC32();
    checksum.update(text.getBytes(UTF_8));
    return checksum.getValue();
  }
}
