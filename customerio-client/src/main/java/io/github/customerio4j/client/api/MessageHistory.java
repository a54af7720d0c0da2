package io.github.customerio4j.client.api;

import io.github.customerio4j.client.model.query.MessageHistoryQuery;
import io.github.customerio4j.client.model.sending.Message;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.Page;
import io.github.customerio4j.client.paging.Paged;
import io.github.customerio4j.client.paging.TimeWindow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of a span, window by window, the newest window first as the API lists its pages.
 *
 * @param api lists the deliveries of one window
 * @param query what to list
 * @param start where to start
 */
record MessageHistory(MessagesApi api, MessageHistoryQuery query, Bookmark start)
    implements Paged<Message> {

  static MessageHistory of(MessagesApi api, MessageHistoryQuery query) {
    // Half-open windows: with a second more, the last second is inside.
    long end = query.until().getEpochSecond() + 1;
    return new MessageHistory(
        api, query, new Bookmark(query.since().getEpochSecond(), end, end, Optional.empty()));
  }

  /**
   * A place in a history.
   *
   * @param since the history's first second, Unix time
   * @param end the second after the history's last, Unix time
   * @param windowEnd the end of the window to read
   * @param cursor the page of that window to read; empty for its first
   */
  record Bookmark(long since, long end, long windowEnd, Optional<Cursor> cursor) {
    private static final int PARTS = 5;

    Cursor toCursor(MessageHistoryQuery query) {
      return new Cursor(
          String.join(
              ".",
              Long.toString(since),
              Long.toString(end),
              filters(query),
              Long.toString(windowEnd),
              cursor.map(Cursor::value).orElse("")));
    }

    /** Distinguishes queries whose bookmarks must not be mixed up. */
    private static String filters(MessageHistoryQuery query) {
      return Integer.toHexString(query.filters().hashCode());
    }

    static Bookmark of(Cursor text, MessageHistoryQuery query) {
      String[] parts = text.value().split("\\.", PARTS);
      try {
        Bookmark bookmark =
            new Bookmark(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[3]),
                Optional.of(parts[4]).filter(value -> !value.isEmpty()).map(Cursor::new));
        if (bookmark.since == query.since().getEpochSecond()
            && parts[2].equals(filters(query))
            && bookmark.windows().get(0).end() == bookmark.windowEnd) {
          return bookmark;
        }
      } catch (NumberFormatException | IndexOutOfBoundsException e) {
        throw refused(text, e);
      }
      throw refused(text, null);
    }

    private static IllegalArgumentException refused(Cursor text, @Nullable Exception cause) {
      return new IllegalArgumentException(
          "Cannot continue a history of messages at '"
              + text.value()
              + "': it is no cursor of a page of this history. Give one that came from a query with"
              + " the same since and the same filters.",
          cause);
    }

    /** The windows to read, the newest first. */
    List<TimeWindow> windows() {
      List<TimeWindow> windows = new ArrayList<>(TimeWindow.covering(since, end));
      windows.removeIf(window -> window.end() > windowEnd);
      Collections.reverse(windows);
      return windows;
    }
  }

  @Override
  public Iterable<Page<Message>> pages() {
    return WindowedPages::new;
  }

  @Override
  public Paged<Message> from(Cursor cursor) {
    return new MessageHistory(api, query, Bookmark.of(cursor, query));
  }

  private final class WindowedPages implements Iterator<Page<Message>> {
    private final List<TimeWindow> windows = start.windows();
    private int opened;
    private Iterator<Page<Message>> pages = Collections.emptyIterator();

    WindowedPages() {}

    @Override
    public boolean hasNext() {
      while (!pages.hasNext() && opened < windows.size()) {
        Paged<Message> list = api.listWithParameters(query.toParameters(windows.get(opened)));
        Optional<Cursor> cursor = opened == 0 ? start.cursor() : Optional.empty();
        pages = cursor.map(list::from).orElse(list).pages().iterator();
        opened++;
      }
      return pages.hasNext();
    }

    @Override
    public Page<Message> next() {
      if (!hasNext()) {
        throw new NoSuchElementException("Cannot continue: that was the last page.");
      }
      TimeWindow window = windows.get(opened - 1);
      Page<Message> page = pages.next();
      List<Message> own =
          page.items().stream()
              // What has no time cannot be on the wrong side of a border.
              .filter(message -> message.created().map(window::owns).orElse(true))
              .toList();
      return new Page<>(
          own,
          page.next().map(cursor -> bookmark(window, Optional.of(cursor))).or(this::nextWindow));
    }

    private Optional<Cursor> nextWindow() {
      return opened == windows.size()
          ? Optional.empty()
          : Optional.of(bookmark(windows.get(opened), Optional.empty()));
    }

    private Cursor bookmark(TimeWindow window, Optional<Cursor> cursor) {
      return new Bookmark(start.since(), start.end(), window.end(), cursor).toCursor(query);
    }
  }
}
