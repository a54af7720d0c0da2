package io.github.customerio4j.sandbox.data;

import io.github.customerio4j.sandbox.wire.JsonNumber;
import io.github.customerio4j.sandbox.wire.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes activities, most of them of the last thirty days. Thread-safe once it has people. */
public final class ActivityGenerator {
  private static final String ULID = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final Map<String, Double> WEIGHTS = weights();

  private final SeededRandom random;
  private final Instant now;
  private final List<Person> people;
  private final List<Item> messages;
  private final AtomicLong sequence = new AtomicLong();

  ActivityGenerator(SeededRandom random, Instant now, List<Person> people, List<Item> messages) {
    this.random = random;
    this.now = now;
    this.people = people;
    this.messages = messages;
  }

  private static Map<String, Double> weights() {
    Map<String, Double> weights = new LinkedHashMap<>();
    weights.put("page", 2.0);
    weights.put("event", 2.0);
    weights.put("attribute_change", 1.0);
    weights.put("failed_attribute_change", 0.2);
    weights.put("sent_email", 1.5);
    weights.put("delivered_email", 1.4);
    weights.put("opened_email", 1.0);
    weights.put("clicked_email", 0.5);
    weights.put("secondary:dropped_email", 0.2);
    weights.put("profile_create", 0.5);
    weights.put("device_change", 0.4);
    weights.put("sent_action", 0.3);
    return weights;
  }

  void fill(SandboxWorkspace workspace, int perType) {
    WEIGHTS.forEach(
        (type, weight) -> {
          for (int i = 0; i < Math.max(1, Math.round(perType * weight)); i++) {
            workspace.addActivity(activity(type, instant(), random.pick(people)));
          }
        });
  }

  void fillDeleted(SandboxWorkspace workspace, List<Person> deleted) {
    for (Person person : deleted) {
      for (String type : List.of("page", "event", "profile_delete")) {
        workspace.addDeletedActivity(activity(type, instant(), person));
      }
    }
  }

  private long instant() {
    // Thirty days are guaranteed; some older activities remain.
    long days = random.chance(0.95) ? 30 : 400;
    return now.getEpochSecond() - (long) (random.skewed() * days * 86_400);
  }

  /** An activity of a person chosen at random. */
  public Item activity(String type, long timestamp) {
    synchronized (random) {
      return activity(type, timestamp, random.pick(people));
    }
  }

  private Item activity(String type, long timestamp, Person person) {
    long n = sequence.getAndIncrement();
    JsonObject body =
        JsonObject.of("id", "01" + random.token(ULID, 24))
            .put("type", type)
            .put("timestamp", timestamp)
            .put("customer_id", person.id())
            .put("customer_identifiers", person.identifiers());
    return Item.of(n, timestamp, person, body.putAll(details(type, n, timestamp)));
  }

  private JsonObject details(String type, long n, long timestamp) {
    return switch (type) {
      case "page" -> page(n);
      case "event" -> event(n);
      case "attribute_change" -> JsonObject.of("data", change(n));
      case "failed_attribute_change" ->
          JsonObject.of("data", JsonObject.of("error", "value too long").put("raw", data(n)));
      case "device_change" ->
          JsonObject.of(
              "data",
              JsonObject.of(
                  "device", JsonObject.of("platform", "ios").put("last_used", timestamp)));
      default -> type.contains("_email") ? delivery(timestamp) : JsonObject.of("data", plain(n));
    };
  }

  private JsonObject page(long n) {
    String url = "https://northpath.example.com" + random.pick(Vocabulary.PAGES);
    JsonObject data =
        JsonObject.of("referrer", n % 3 == 0 ? "" : "https://search.example.com/?q=a");
    return JsonObject.of("url", url)
        .put("data", n % 9 == 8 ? null : data.put("width", 1280 + n % 7));
  }

  private JsonObject event(long n) {
    String name =
        n % 31 == 3 ? "Ordine \u201cpronto\u201d\n\uD83D\uDE9A" : random.pick(Vocabulary.EVENTS);
    JsonObject data =
        JsonObject.of("product", random.pick(Vocabulary.PRODUCTS))
            .put("price", new JsonNumber(random.between(5, 400) + ".90"))
            .put("quantity", random.between(1, 4))
            .put("shipping", JsonObject.of("city", random.pick(Vocabulary.CITIES)));
    return JsonObject.of("name", name).put("data", n % 8 == 5 ? data(n) : data);
  }

  private JsonObject change(long n) {
    JsonObject change =
        JsonObject.of(
            "plan",
            JsonObject.of("from", random.pick(Vocabulary.PLANS))
                .put("to", random.pick(Vocabulary.PLANS)));
    if (n % 4 == 1) {
      change.put(
          "preferences",
          JsonObject.of("from", HostileValues.wobble(n)).put("to", HostileValues.wobble(n + 1)));
    }
    return change;
  }

  private JsonObject delivery(long timestamp) {
    Item message = random.pick(messages);
    return JsonObject.of("delivery_id", message.id())
        .put("delivery_type", message.type())
        .put(
            "data",
            JsonObject.of("delivered", random.chance(0.5) ? (Object) timestamp : null)
                .put("delivery_id", message.id())
                .put("opened", null));
  }

  private static @Nullable Object plain(long n) {
    return n % 2 == 0 ? new JsonObject() : null;
  }

  private static JsonObject data(long n) {
    return HostileValues.data(n);
  }
}
