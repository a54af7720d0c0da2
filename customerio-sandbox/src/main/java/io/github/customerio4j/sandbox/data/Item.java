package io.github.customerio4j.sandbox.data;

import io.github.customerio4j.sandbox.wire.JsonObject;
import io.github.customerio4j.sandbox.wire.JsonText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message or an activity.
 *
 * @param sequence order of making
 * @param created Unix seconds
 * @param person whom it belongs to
 * @param body its fields, for filters
 * @param json its exact JSON text
 */
public record Item(long sequence, long created, Person person, JsonObject body, String json)
    implements Listed {
  private static final List<JsonText> STYLES =
      List.of(JsonText.PLAIN, JsonText.HTML_SAFE, JsonText.SOLIDUS, JsonText.ASCII);

  static Item of(long sequence, long created, Person person, JsonObject body) {
    // The same values are written in different ways, as no reader may mind.
    JsonText style = STYLES.get((int) (sequence % STYLES.size()));
    return new Item(sequence, created, person, body, style.of(body));
  }

  String id() {
    return text("id");
  }

  public String type() {
    return text("type");
  }

  public String text(String field) {
    return String.valueOf(body.get(field));
  }

  public boolean happened(String metric) {
    return body.get("metrics") instanceof JsonObject metrics && metrics.has(metric);
  }

  /** Drafts were never sent; the list of messages keeps them apart. */
  public boolean isDraft() {
    return happened("drafted");
  }

  public @Nullable Object field(String name) {
    return body.get(name);
  }
}
