package io.github.customerio4j.sandbox.data;

import io.github.customerio4j.sandbox.wire.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message that is known at any time: what had happened to it by then. Thread-safe. */
final class ChangingMessage {
  private final Item last;
  private volatile @Nullable Version shown;

  private record Version(int happened, Item item) {}

  /**
   * A message.
   *
   * @param last the message to which everything has happened
   */
  ChangingMessage(Item last) {
    this.last = last;
  }

  String id() {
    return last.id();
  }

  boolean existsAt(Instant now) {
    return last.created() <= now.getEpochSecond();
  }

  /** The message as it is at that time. */
  Item at(Instant now) {
    int happened = happenedBy(now.getEpochSecond());
    Version known = shown;
    if (known == null || known.happened() != happened) {
      known = new Version(happened, version(now.getEpochSecond()));
      shown = known;
    }
    return known.item();
  }

  /** The same message to which something else happens. */
  ChangingMessage with(String metric, long at) {
    return new ChangingMessage(MessageGenerator.touched(last, metric, at));
  }

  private int happenedBy(long now) {
    int happened = 0;
    for (Object at : metrics().members().values()) {
      if (at instanceof Long time && time <= now) {
        happened++;
      }
    }
    return happened;
  }

  private Item version(long now) {
    JsonObject metrics = new JsonObject();
    for (Map.Entry<String, @Nullable Object> metric : metrics().members().entrySet()) {
      if (metric.getValue() instanceof Long time && time <= now) {
        metrics.put(metric.getKey(), time);
      }
    }
    JsonObject body =
        last.body()
            .copy()
            .put("deduplicate_id", id() + ":" + MessageGenerator.lastOf(metrics, last.created()))
            .put("failure_message", MessageGenerator.failure(metrics))
            .put("metrics", metrics);
    return Item.of(last.sequence(), last.created(), last.person(), body);
  }

  private JsonObject metrics() {
    return last.body().get("metrics") instanceof JsonObject metrics ? metrics : new JsonObject();
  }
}
