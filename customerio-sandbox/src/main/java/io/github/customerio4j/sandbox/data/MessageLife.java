package io.github.customerio4j.sandbox.data;

import io.github.customerio4j.sandbox.wire.JsonObject;
import java.time.Duration;

/**
 * Decides what happens to a message and when: it is sent within seconds and delivered within
 * minutes, most openings follow within a day and the last ones after weeks, a click follows an
 * opening, and a conversion follows days or weeks after the click.
 */
final class MessageLife {
  private static final double SECOND = 1;
  private static final double MINUTE = 60;
  private static final double HOUR = 3_600;
  private static final double DAY = 86_400;
  private static final long LONGEST = Duration.ofDays(60).toSeconds();

  private final SeededRandom random;
  private final JsonObject metrics = new JsonObject();
  private final long created;

  private MessageLife(SeededRandom random, long created) {
    this.random = random;
    this.created = created;
  }

  /** The metrics of a message to which everything has happened. */
  static JsonObject metrics(SeededRandom random, long created) {
    MessageLife life = new MessageLife(random, created);
    life.live();
    return life.metrics;
  }

  private void live() {
    metrics.put("created", created).put("attempted", created + 1);
    if (random.chance(0.03)) {
      happens("bounced", created, 10 * SECOND, 1);
      return;
    }
    metrics.put("sent", created + 2);
    long delivered = happens("delivered", created + 2, 30 * SECOND, 1.2);
    if (!random.chance(0.45)) {
      return;
    }
    // The middle one of all openings after five hours, one of forty only after eleven days.
    long opened = happens("opened", delivered, 5 * HOUR, 2);
    if (random.chance(0.8)) {
      metrics.put("human_opened", opened);
    }
    if (random.chance(0.02)) {
      happens("unsubscribed", opened, 5 * MINUTE, 1);
    }
    if (!random.chance(0.3)) {
      return;
    }
    long clicked = happens("clicked", opened, 10 * MINUTE, 2);
    metrics.put("human_clicked", clicked);
    if (random.chance(0.3)) {
      happens("converted", clicked, 3 * DAY, 1.2);
    }
  }

  private long happens(String metric, long after, double median, double spread) {
    long delay = (long) Math.ceil(random.delay(median, spread));
    long at = Math.min(after + Math.max(1, delay), Math.max(after, created + LONGEST));
    metrics.put(metric, at);
    return at;
  }
}
