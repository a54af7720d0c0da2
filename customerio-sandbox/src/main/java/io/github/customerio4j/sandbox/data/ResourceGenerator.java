package io.github.customerio4j.sandbox.data;

import io.github.customerio4j.sandbox.wire.JsonObject;
import io.github.customerio4j.sandbox.wire.JsonParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes broadcasts, newsletters, collections and the like, each with what belongs to it. */
final class ResourceGenerator {
  private static final long DAY = 86_400;

  private final SeededRandom random;
  private final long now;
  private final ResourceStore resources = new ResourceStore();

  ResourceGenerator(SeededRandom random, Instant now) {
    this.random = random;
    this.now = now.getEpochSecond();
  }

  ResourceStore make(List<Person> people, List<CampaignRecord> campaigns) {
    broadcasts();
    newsletters();
    transactional();
    workspace();
    content();
    people(people);
    metrics(campaigns);
    objects(people);
    return resources;
  }

  private void broadcasts() {
    for (long id = 1; id <= 3; id++) {
      resources.add(
          "broadcasts",
          past(),
          named(id, "Broadcast")
              .put("active", id < 3)
              .put("state", id < 3 ? "running" : "stopped"));
      for (long action = 1; action <= 2; action++) {
        resources.add(
            "broadcasts/" + id + "/actions",
            past(),
            JsonObject.of("id", String.valueOf(10 * id + action))
                .put("broadcast_id", id)
                .put("type", random.pick(List.of("email", "push", "webhook")))
                .put("body", "<p>Hello, \"you\"\n& friends</p>"));
      }
      resources.list("broadcasts/" + id + "/triggers");
      // The ids start again for each broadcast; the last broadcast was never triggered.
      for (long trigger = 1; id < 3 && trigger <= 2; trigger++) {
        resources.add(
            "broadcasts/" + id + "/triggers",
            past(),
            JsonObject.of("id", trigger).put("processed_at", past()).put("broadcast_id", id));
        String errors = "campaigns/" + id + "/triggers/" + trigger + "/errors";
        resources.list(errors);
        for (int line = 1; line <= (trigger == 1 ? 120 : 0); line++) {
          resources.add(
              errors, past(), JsonObject.of("error", "line " + line + ": no \"id\", skipped"));
        }
      }
    }
  }

  private void newsletters() {
    for (long id = 1; id <= 23; id++) {
      resources.add(
          "newsletters",
          past(),
          named(id, "Newsletter")
              .put("sent_at", id % 5 == 0 ? null : past())
              .put("content_ids", List.of(id * 10 + 1, id * 10 + 2)));
      for (long content = 1; content <= 2; content++) {
        resources.add(
            "newsletters/" + id + "/contents",
            past(),
            JsonObject.of("id", id * 10 + content)
                .put("newsletter_id", id)
                .put("language", content == 1 ? "" : "de")
                .put("subject", "Grüße, {{customer.name}}"));
      }
      resources.list("newsletters/" + id + "/test_groups");
      if (id % 7 == 0) {
        for (String group : List.of("A", "B")) {
          resources.add(
              "newsletters/" + id + "/test_groups",
              past(),
              JsonObject.of("id", group + id)
                  .put("label", "Group " + group)
                  .put("content_ids", List.of(String.valueOf(id * 10 + 1))));
        }
      }
    }
  }

  /** Two companies of the first kind, each with some people; none of the second. */
  private void objects(List<Person> people) {
    resources.list("objects/2");
    for (String id : List.of("acme", "b c \"d\"")) {
      String path = "objects/1/" + id;
      JsonObject identifiers =
          JsonObject.of("object_id", id).put("cio_object_id", "ob" + id.length());
      resources.add("objects/1", past(), identifiers);
      JsonObject object =
          JsonObject.of("attributes", JsonObject.of("name", id).put("size", random.between(1, 99)))
              .put("identifiers", identifiers.copy().put("object_type_id", "1"))
              .put("timestamps", JsonObject.of("name", past()));
      resources.value(path + "/attributes", JsonObject.of("object", object).toString());
      for (Person person : people.subList(0, Math.min(3, people.size()))) {
        resources.add(
            path + "/relationships",
            past(),
            JsonObject.of("identifiers", person.identifiers()).put("object_type_id", "1"));
      }
    }
  }

  private void transactional() {
    for (long id = 1; id <= 2; id++) {
      resources.list("transactional/" + id + "/messages");
      for (int number = 0; id == 1 && number < 60; number++) {
        long created = now - random.between(DAY, 900 * DAY);
        resources.add(
            "transactional/" + id + "/messages",
            created,
            JsonObject.of("id", "t" + number)
                .put("created", created)
                .put("type", "email")
                .put("metrics", JsonObject.of("sent", created + 1)));
      }
      resources.add(
          "transactional",
          past(),
          JsonObject.of("id", id)
              .put("name", "Receipt " + id)
              .put("created_at", past())
              .put("updated_at", past())
              .put("send_to_unsubscribed", true));
      for (long content = 1; content <= 2; content++) {
        resources.add(
            "transactional/" + id + "/contents",
            past(),
            JsonObject.of("id", id * 100 + content).put("language", content == 1 ? "" : "fr"));
      }
    }
  }

  private void workspace() {
    for (long id = 1; id <= 5; id++) {
      resources.add(
          "sender_identities",
          past(),
          named(id, "Sender")
              .put("email", "sender" + id + "@example.com")
              .put("auto", id == 1)
              .put("hidden", id > 3));
      resources.value(
          "sender_identities/" + id + "/used_by",
          "{\"campaigns\":[" + id + "],\"sent_newsletters\":[],\"draft_newsletters\":null}");
    }
    for (long id = 1; id <= 3; id++) {
      resources.add("collections", past(), named(id, "Collection").put("bytes", id * 40));
      resources.add(
          "subscription_topics", past(), named(id, "Topic").put("identifier", "topic_" + id));
      resources.add(
          "reporting_webhooks",
          past(),
          named(id, "Webhook").put("endpoint", "https://example.com/" + id).put("full", id == 2));
      resources.add("workspaces", past(), named(id, "Workspace").put("people", id * 1000));
    }
    resources.value("collections/1/content", "[{\"sku\":\"a\",\"price\":1.50},{\"sku\":\"b\"}]");
    resources.value("collections/2/content", "{\"rates\":{\"EUR\":0.92}}");
    resources.value("collections/3/content", "[]");
    for (String name : List.of("footer", "header \"x\"", "größe")) {
      resources.add(
          "snippets", past(), JsonObject.of("name", name).put("value", "<b>" + name + "</b>"));
    }
    for (String channel : List.of("email", "push", "sms")) {
      resources.add(
          "subscription_channels", past(), JsonObject.of("id", channel).put("name", channel));
    }
    for (String type : List.of("1", "2")) {
      resources.add("object_types", past(), JsonObject.of("id", type).put("name", "Kind " + type));
    }
    List<String> categories = List.of("bounces", "blocks", "spam_reports", "invalid_emails");
    for (String category : categories) {
      resources.list("esp/suppression/" + category);
      for (int i = 0; i < (category.equals("blocks") ? 0 : 1205); i++) {
        resources.add(
            "esp/suppression/" + category,
            past(),
            JsonObject.of("email", category + i + "@example.com").put("created", past()));
      }
    }
    resources.value("info/ip_addresses", "{\"ip_addresses\":[\"192.0.2.1\",\"192.0.2.7\"]}");
  }

  private void content() {
    for (long id = 1; id <= 7; id++) {
      resources.add("assets", past(), named(id, "File").put("size", id * 1024));
      resources.add("assets/folders", past(), named(id, "Folder"));
      resources.add("design_studio/folders", past(), named(id, "Drawer"));
      resources.add("design_studio/components", past(), named(id, "Component"));
      resources.add("design_studio/emails", past(), named(id, "Email").put("language", ""));
      resources.add(
          "design_studio/emails/" + id + "/languages",
          past(),
          JsonObject.of("language_group_id", id * 10).put("language", "it"));
      // Versions are counted for each email.
      for (long version = 1; version <= 2; version++) {
        resources.add(
            "design_studio/emails/" + id + "/versions",
            past(),
            JsonObject.of("id", version).put("created_at", past()));
      }
    }
  }

  private void people(List<Person> people) {
    long number = 0;
    for (Person person : people) {
      String path = "customers/" + person.cioId();
      resources.list(path + "/relationships");
      resources.list("optouts");
      for (long object = 1; object <= number % 3; object++) {
        resources.add(
            path + "/relationships",
            past(),
            JsonObject.of(
                    "identifiers",
                    JsonObject.of("object_type_id", 1)
                        .put("object_id", "acme-" + object)
                        .put("cio_object_id", "ob" + object))
                .put("attributes", JsonObject.of("role", "admin")));
      }
      resources.value(
          path + "/subscription_preferences",
          "{\"customer\":{\"id\":\"x\",\"unsubscribed\":false,\"topics\":[{\"id\":1}]}}");
      if (number++ % 4 == 0) {
        resources.add(
            "optouts", past(), JsonObject.of("cio_id", person.cioId()).put("reason", "asked"));
      }
    }
  }

  private void metrics(List<CampaignRecord> campaigns) {
    for (CampaignRecord campaign : campaigns) {
      metricsOf("campaigns/" + campaign.id());
      JsonObject journeys = JsonObject.of("started", figures()).put("converted", figures());
      resources.value(
          "campaigns/" + campaign.id() + "/journey_metrics",
          JsonObject.of("journey_metric", journeys).toString());
      for (JsonObject action : campaign.actions()) {
        actionMetrics("campaigns/" + campaign.id() + "/actions/" + action.get("id"));
      }
    }
    for (long id = 1; id <= 3; id++) {
      metricsOf("broadcasts/" + id);
      actionMetrics("broadcasts/" + id + "/actions/" + (10 * id + 1));
      metricsOf("broadcasts/" + id + "/actions/" + (10 * id + 2));
    }
    for (long id = 1; id <= 23; id++) {
      metricsOf("newsletters/" + id);
      metricsOf("newsletters/" + id + "/contents/" + (10 * id + 1));
      metricsOf("newsletters/" + id + "/contents/" + (10 * id + 2));
    }
    metricsOf("transactional/1");
    metricsOf("transactional/2");
  }

  /** The same, and for some the figures of a language. */
  private void actionMetrics(String path) {
    metricsOf(path);
    if (random.chance(0.5)) {
      JsonObject body = JsonParser.object(resources.valueAt(path + "/metrics"));
      JsonObject variant = JsonObject.of("series", JsonObject.of("sent", figures()));
      body.put("language_variants", JsonObject.of("9" + random.between(1, 9), variant));
      resources.value(path + "/metrics", body.toString());
    }
  }

  /** Figures of 45 days, oldest first. */
  private void metricsOf(String path) {
    JsonObject series = JsonObject.of("sent", figures()).put("opened", figures());
    resources.value(
        path + "/metrics", "{\"metric\":{\"type\":\"email\",\"series\":" + series + "}}");
    JsonObject link =
        JsonObject.of("id", random.between(1, 9)).put("href", "https://example.com/?a=1&b");
    JsonObject clicked = JsonObject.of("series", JsonObject.of("clicked", figures()));
    resources.value(
        path + "/metrics/links",
        "{\"links\":[" + JsonObject.of("link", link).put("metric", clicked) + "]}");
  }

  private List<Long> figures() {
    List<Long> figures = new ArrayList<>();
    for (int day = 0; day < 45; day++) {
      figures.add(random.between(0, 40));
    }
    return figures;
  }

  private JsonObject named(long id, String what) {
    return JsonObject.of("id", id)
        .put("name", what + " " + id)
        .put("created", past())
        .put("updated", past());
  }

  private long past() {
    return now - random.between(DAY, 400 * DAY);
  }
}
