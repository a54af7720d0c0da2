package io.github.customerio4j.extract.engine.source;

import io.github.customerio4j.extract.state.TableState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which bodies of messages were read: spans of creation times whose messages are all done, single
 * messages outside of them, and the number of requests of the last day. It is kept as watermarks,
 * like the progress of other tables. Not thread-safe.
 */
final class ArchiveMemory {
  private static final String SPAN = "from ";
  private static final String MESSAGE = "message ";
  private static final String ASKED = "asked ";

  private final List<Span> spans = new ArrayList<>();
  private final Map<String, Instant> messages = new HashMap<>();
  private Instant day = Instant.EPOCH;
  private int asked;

  /** A span of creation times in Unix seconds; both bounds are included. */
  record Span(long from, long to) {}

  static ArchiveMemory of(Optional<TableState> state) {
    ArchiveMemory memory = new ArchiveMemory();
    state.map(TableState::watermarks).orElse(Map.of()).forEach(memory::read);
    return memory;
  }

  /** The state without the bodies that were read: only the count of the day's requests stays. */
  static TableState countOf(TableState state) {
    Map<String, Instant> count = new TreeMap<>(state.watermarks());
    count.keySet().removeIf(key -> !key.startsWith(ASKED));
    return TableState.builder().from(state).watermarks(count).build();
  }

  private void read(String key, Instant time) {
    if (key.startsWith(SPAN)) {
      Instant from = Instant.parse(key.substring(SPAN.length()));
      spans.add(new Span(from.getEpochSecond(), time.getEpochSecond()));
    } else if (key.startsWith(MESSAGE)) {
      messages.put(key.substring(MESSAGE.length()), time);
    } else if (key.startsWith(ASKED)) {
      asked = Integer.parseInt(key.substring(ASKED.length()));
      day = time;
    }
  }

  /** How many more requests the day of that time allows. */
  int left(int perDay, Instant now) {
    boolean isSameDay = day.equals(now.truncatedTo(ChronoUnit.DAYS));
    return Math.max(0, perDay - (isSameDay ? asked : 0));
  }

  /** Counts a request. */
  void asked(Instant now) {
    Instant today = now.truncatedTo(ChronoUnit.DAYS);
    asked = today.equals(day) ? asked + 1 : 1;
    day = today;
  }

  /** Notes that the API answers no more requests that day. */
  void usedUp(int perDay, Instant now) {
    int sofar = left(perDay, now) == perDay ? 0 : asked;
    asked = Math.max(sofar, perDay);
    day = now.truncatedTo(ChronoUnit.DAYS);
  }

  /** The latest span that is not done yet. */
  Optional<Span> latestGap(long from, long to) {
    List<Span> latestFirst = new ArrayList<>(spans);
    latestFirst.sort(Comparator.comparing(Span::to).reversed());
    long end = to;
    for (Span span : latestFirst) {
      if (span.to() < end) {
        long start = Math.max(from, span.to() + 1);
        return start <= end ? Optional.of(new Span(start, end)) : Optional.empty();
      }
      end = Math.min(end, span.from() - 1);
    }
    return from <= end ? Optional.of(new Span(from, end)) : Optional.empty();
  }

  boolean isDone(String message) {
    return messages.containsKey(message);
  }

  void done(String message, Instant created) {
    messages.put(message, created);
  }

  /** Marks all messages of those seconds as done. */
  void done(Span span) {
    long from = span.from();
    long to = span.to();
    for (Span other : List.copyOf(spans)) {
      if (other.from() <= to + 1 && other.to() >= from - 1) {
        from = Math.min(from, other.from());
        to = Math.max(to, other.to());
        spans.remove(other);
      }
    }
    spans.add(new Span(from, to));
  }

  /** The state for the next run. Messages within the spans are not listed. */
  TableState toState() {
    Map<String, Instant> watermarks = new TreeMap<>();
    for (Span span : spans) {
      watermarks.put(SPAN + Instant.ofEpochSecond(span.from()), Instant.ofEpochSecond(span.to()));
    }
    messages.forEach(
        (message, created) -> {
          long second = created.getEpochSecond();
          if (spans.stream().noneMatch(span -> span.from() <= second && second <= span.to())) {
            watermarks.put(MESSAGE + message, created);
          }
        });
    if (asked > 0) {
      watermarks.put(ASKED + asked, day);
    }
    return TableState.builder().watermarks(watermarks).build();
  }
}
