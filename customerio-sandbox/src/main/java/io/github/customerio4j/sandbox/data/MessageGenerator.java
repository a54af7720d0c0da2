package io.github.customerio4j.sandbox.data;

import io.github.customerio4j.sandbox.wire.JsonNumber;
import io.github.customerio4j.sandbox.wire.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Makes messages to the workspace's people from its campaigns. Thread-safe once it has people. */
public final class MessageGenerator {
  private static final String ID_ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
  private static final List<String> ENGAGEMENT =
      List.of("opened", "human_opened", "clicked", "human_clicked", "converted");
  private static final Map<String, String> FAILURES =
      Map.of("bounced", "550 5.1.1 <unknown>: \"no such user\"\r\n", "dropped", "suppressed");

  private final SeededRandom random;
  private final Instant now;
  private final List<Person> people;
  private final List<CampaignRecord> senders;
  private final AtomicLong sequence = new AtomicLong();

  MessageGenerator(
      SeededRandom random, Instant now, List<Person> people, List<CampaignRecord> campaigns) {
    this.random = random;
    this.now = now;
    this.people = people;
    this.senders = campaigns.stream().filter(campaign -> !campaign.actions().isEmpty()).toList();
  }

  /** Messages of the last three years, more of them lately, some in the very same second. */
  List<Item> history(int count) {
    List<Long> instants = new ArrayList<>();
    long oldest = now.atZone(ZoneOffset.UTC).minusYears(3).toEpochSecond();
    // Seconds on which windows of six calendar months meet.
    for (int months = 6; months <= 30 && instants.size() < count / 4; months += 6) {
      instants.add(now.atZone(ZoneOffset.UTC).minusMonths(months).toEpochSecond());
    }
    instants.add(now.getEpochSecond());
    while (instants.size() < count) {
      long at = now.getEpochSecond() - (long) (random.skewed() * (now.getEpochSecond() - oldest));
      // A campaign sent to many at once: one second, many messages.
      long burst = random.chance(0.02) ? random.between(5, 15) : 1;
      for (long i = 0; i < burst && instants.size() < count; i++) {
        instants.add(at);
      }
    }
    instants.sort(null);
    return instants.stream().map(this::message).toList();
  }

  /** A message of any campaign, created at this second. */
  public Item message(long created) {
    synchronized (random) {
      return message(created, random.pick(senders));
    }
  }

  /** A message of this type; of a campaign that sends such messages if there is one. */
  public Item message(long created, String type) {
    synchronized (random) {
      CampaignRecord sender =
          senders.stream()
              .filter(campaign -> type.equals(channel(campaign)))
              .findFirst()
              .orElse(senders.get(0));
      Item any = message(created, sender);
      return Item.of(any.sequence(), created, any.person(), any.body().put("type", type));
    }
  }

  /**
   * Messages of this type that change for weeks, created from the first second up to the end, the
   * oldest first. All their fields are documented ones.
   */
  List<ChangingMessage> changing(int count, String type, long from, long end) {
    synchronized (random) {
      return LongStream.generate(() -> random.between(from, end - 1))
          .limit(count)
          .sorted()
          .mapToObj(created -> changing(created, type))
          .toList();
    }
  }

  private ChangingMessage changing(long created, String type) {
    long n = sequence.getAndIncrement();
    Person person = random.pick(people);
    CampaignRecord sender = random.pick(senders);
    JsonObject body = body(n, created, person, sender, () -> MessageLife.metrics(random, created));
    return new ChangingMessage(Item.of(n, created, person, body.put("type", type)));
  }

  private Item message(long created, CampaignRecord campaign) {
    long n = sequence.getAndIncrement();
    Person person = random.pick(people);
    JsonObject body =
        body(
            n,
            created,
            person,
            campaign,
            () -> n % 29 == 28 ? draft(created) : metrics(created, n));
    return Item.of(n, created, person, body.putAll(unannounced(n)));
  }

  private JsonObject body(
      long n,
      long created,
      Person person,
      CampaignRecord campaign,
      Supplier<JsonObject> happenings) {
    String id = "dg" + random.token(ID_ALPHABET, 17) + (n % 3 == 0 ? "+/=" : "=");
    boolean newsletter = random.chance(0.15);
    JsonObject metrics = happenings.get();
    long updated = lastOf(metrics, created);
    return JsonObject.of("id", id)
        .put("deduplicate_id", id + ":" + updated)
        .put("type", channel(campaign))
        .put("created", created)
        .put("customer_id", person.id())
        .put("customer_identifiers", person.identifiers())
        .put("campaign_id", newsletter ? null : campaign.id())
        .put("newsletter_id", newsletter ? (Object) random.between(1, 9) : null)
        .put("broadcast_id", null)
        .put("action_id", newsletter ? null : action(campaign))
        .put("parent_action_id", null)
        .put("content_id", newsletter ? (Object) random.between(50, 60) : null)
        .put("msg_template_id", n % 41 == 7 ? (Object) HostileValues.number(0) : 40 + campaign.id())
        .put("trigger_event_id", n % 4 == 0 ? "01" + random.token("0123456789ABCDEF", 24) : null)
        .put("recipient", recipient(person))
        .put("subject", subject(campaign, person, n))
        .put("failure_message", failure(metrics))
        .put("forgotten", false)
        .put("metrics", metrics);
  }

  private static String channel(CampaignRecord campaign) {
    return String.valueOf(campaign.actions().get(0).get("type"));
  }

  private Object action(CampaignRecord campaign) {
    return new JsonNumber(String.valueOf(random.pick(campaign.actions()).get("id")));
  }

  private static String recipient(Person person) {
    String email = person.email();
    return email == null ? "device-" + person.cioId() : email;
  }

  private static Object subject(CampaignRecord campaign, Person person, long n) {
    if (n % 19 == 11) {
      return HostileValues.text(n / 19);
    }
    String subject = String.valueOf(campaign.actions().get(0).get("subject"));
    return subject.replace("{{name}}", String.valueOf(person.valueOf("first_name")));
  }

  private static JsonObject draft(long created) {
    return JsonObject.of("created", created).put("drafted", created);
  }

  private JsonObject metrics(long created, long n) {
    if (n % 53 == 30) {
      return new JsonObject();
    }
    JsonObject metrics = JsonObject.of("created", created).put("attempted", created + 1);
    long at = created + 2;
    if (random.chance(0.04)) {
      return metrics.put(random.pick(List.of("bounced", "dropped")), at);
    }
    metrics.put("sent", at).put("delivered", at + random.between(1, 30));
    for (String metric : ENGAGEMENT) {
      at += random.between(60, 86_400);
      // Nobody has opened anything tomorrow.
      if (!random.chance(0.55) || at > now.getEpochSecond()) {
        break;
      }
      metrics.put(metric, at);
    }
    return metrics;
  }

  static Object failure(JsonObject metrics) {
    return FAILURES.entrySet().stream()
        .filter(entry -> metrics.has(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  static long lastOf(JsonObject metrics, long created) {
    long last = created;
    for (Object at : metrics.members().values()) {
      last = Math.max(last, at instanceof Long instant ? instant : created);
    }
    return last;
  }

  /** Fields no documentation mentions; the API adds such without notice. */
  private static JsonObject unannounced(long n) {
    JsonObject fields = new JsonObject();
    if (n % 97 == 13) {
      // Meets the column of the nested metric once names are joined.
      fields.put("metrics_sent", "legacy").put("Type", "shouted");
    }
    if (n % 101 == 50) {
      fields.put("delivery_context", HostileValues.data(n));
    }
    return fields;
  }

  /** A version of the message to which something has happened. */
  public static Item touched(Item message, String metric, long at) {
    JsonObject metrics =
        message.body().get("metrics") instanceof JsonObject known ? known.copy() : new JsonObject();
    JsonObject body =
        message
            .body()
            .copy()
            .put("deduplicate_id", message.id() + ":" + at)
            .put("metrics", metrics.put(metric, at));
    return Item.of(message.sequence(), message.created(), message.person(), body);
  }
}
