package io.github.customerio4j.sandbox.data;

import io.github.customerio4j.sandbox.wire.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message that is known at any time: what had happened to it by then. Thread-safe. */
final class ChangingMessage {
  private final Item last;
  private volatile @Nullable Version shown;

  /** The message from a change, included, until the next one. */
  private record Version(long first, long end, Item item) {
    boolean isOf(long second) {
      return second >= first && second < end;
    }
  }

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
    long second = now.getEpochSecond();
    Version version = shown;
    if (version == null || !version.isOf(second)) {
      version = version(second);
      shown = version;
    }
    return version.item();
  }

  /** The same message to which something else happens. */
  ChangingMessage with(String metric, long at) {
    return new ChangingMessage(MessageGenerator.touched(last, metric, at));
  }

  private Version version(long now) {
    JsonObject metrics = new JsonObject();
    long first = Long.MIN_VALUE;
    long end = Long.MAX_VALUE;
    for (Map.Entry<String, @Nullable Object> metric : metrics().members().entrySet()) {
      if (metric.getValue() instanceof Long time && time <= now) {
        metrics.put(metric.getKey(), time);
        first = Math.max(first, time);
      } else if (metric.getValue() instanceof Long time) {
        end = Math.min(end, time);
      }
    }
    JsonObject body =
        last.body()
            .copy()
            .put("deduplicate_id", id() + ":" + MessageGenerator.lastOf(metrics, last.created()))
            .put("failure_message", MessageGenerator.failure(metrics))
            .put("metrics", metrics);
    Item item = Item.of(last.sequence(), last.created(), last.person(), body);
    return new Version(first, end, item);
  }

  private JsonObject metrics() {
    return last.body().get("metrics") instanceof JsonObject metrics ? metrics : new JsonObject();
  }
}
