package io.github.customerio4j.sandbox.data;

import io.github.customerio4j.sandbox.wire.JsonNumber;
import io.github.customerio4j.sandbox.wire.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Makes campaigns of seven shapes, by trigger type. */
final class CampaignGenerator {
  private static final int DRAFT = Vocabulary.CAMPAIGNS.size() - 1;

  private final SeededRandom random;
  private final Instant now;

  CampaignGenerator(SeededRandom random, Instant now) {
    this.random = random;
    this.now = now;
  }

  List<CampaignRecord> make(int count) {
    List<CampaignRecord> campaigns = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      // The last one is the draft, however many there are.
      campaigns.add(campaign(n, n == count - 1 ? DRAFT : n % DRAFT));
    }
    return campaigns;
  }

  private CampaignRecord campaign(int n, int kind) {
    List<String> words = Vocabulary.CAMPAIGNS.get(kind);
    long id = n + 1L;
    long created = now.minus(1080 - n * 31L, ChronoUnit.DAYS).getEpochSecond();
    long updated = created + random.between(86_400, 86_400 * 20);
    boolean draft = kind == DRAFT;
    List<JsonObject> actions = draft ? List.of() : actions(id, words, created);
    JsonObject body =
        JsonObject.of("id", id)
            .put("deduplicate_id", id + ":" + updated)
            .put("name", words.get(0))
            .put("type", words.get(1))
            .put("created", created)
            .put("updated", updated)
            .put("active", !draft && n % 5 != 4)
            .put("state", draft ? "draft" : n % 5 == 4 ? "stopped" : "running")
            .put("actions", draft ? null : actions.stream().map(this::reference).toList())
            .put("first_started", draft ? 0 : created + 3_600)
            .put("created_by", n % 4 == 3 ? null : "maja@example.com")
            .put("tags", n % 3 == 0 ? null : List.of("Lifecycle", "a, \"b\" \uD83D\uDE80"));
    return new CampaignRecord(id, body.putAll(shape(words.get(1), n)), actions);
  }

  private JsonObject reference(JsonObject action) {
    // A number here, a string in the action itself: the API does that.
    return JsonObject.of("id", new JsonNumber(String.valueOf(action.get("id"))))
        .put("type", action.get("type"));
  }

  private List<JsonObject> actions(long campaign, List<String> words, long created) {
    List<JsonObject> actions = new ArrayList<>();
    // The first has enough actions for several pages of ten.
    long count = campaign == 1 ? 23 : random.between(1, 4);
    for (long i = 1; i <= count; i++) {
      long id = campaign * 100 + i;
      actions.add(
          JsonObject.of("id", Long.toString(id))
              .put("campaign_id", campaign)
              .put("parent_action_id", null)
              .put("deduplicate_id", id + ":" + created)
              .put("name", words.get(0) + " " + i)
              .put("layout", "<html>{{content}}</html>")
              .put("created", created)
              .put("updated", created + i)
              .put("type", words.get(2))
              .put("subject", words.get(3))
              .put("body", "<p>Line one\nline \"two\" & more</p>")
              .put("sending_state", "automatic")
              .put("language", ""));
    }
    return actions;
  }

  private static JsonObject shape(String type, int n) {
    return switch (type) {
      case "segment" ->
          JsonObject.of("trigger_segment_ids", List.of(1 + n % 5))
              .put("filter_segment_ids", n == 0 ? null : List.of());
      case "event" ->
          JsonObject.of("event_name", "order_placed").put("filter_segment_ids", List.of(2, 3));
      case "date" ->
          JsonObject.of("frequency", "yearly")
              .put("date_attribute", "birthday")
              .put("timezone", "Europe/Prague")
              .put("use_customer_timezone", true)
              .put("start_hour", 9)
              .put("start_minutes", 0);
      case "form" -> JsonObject.of("form_ids", List.of("f-1")).put("trigger_segment_ids", null);
      case "webhook" -> JsonObject.of("msg_templates", List.of(template(n, "twilio")));
      case "object" ->
          JsonObject.of("object_type_id", "1").put("conditions", HostileValues.collidingKeys(n));
      default -> JsonObject.of("customer_id", null).put("relationship", new JsonObject());
    };
  }

  private static JsonObject template(int n, String type) {
    return JsonObject.of("id", 40 + n).put("type", type);
  }
}
