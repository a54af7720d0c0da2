package io.github.customerio4j.sandbox.http;

import io.github.customerio4j.sandbox.config.SandboxOptions;
import io.github.customerio4j.sandbox.data.AudienceRule;
import io.github.customerio4j.sandbox.data.ObjectRule;
import io.github.customerio4j.sandbox.data.ResourceStore;
import io.github.customerio4j.sandbox.data.StoredResource;
import io.github.customerio4j.sandbox.wire.ApiResponse;
import io.github.customerio4j.sandbox.wire.JsonObject;
import io.github.customerio4j.sandbox.wire.JsonParser;
import io.github.customerio4j.sandbox.wire.JsonText;
import io.github.customerio4j.sandbox.wire.RefusedException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/** Lists that differ only in their paging. */
public final class ResourceRoutes {
  private static final Set<String> CURSOR = Set.of("start", "limit");

  private final ResourceStore resources;
  private final Pager pager;
  private final SandboxOptions options;
  private final Clock clock;

  public ResourceRoutes(ResourceStore resources, Pager pager, SandboxOptions options, Clock clock) {
    this.resources = resources;
    this.pager = pager;
    this.options = options;
    this.clock = clock;
  }

  public void addTo(Router router) {
    addObjects(router);
    router.get(
        "campaigns/*/journey_metrics",
        Set.of("start", "end", "resolution"),
        call -> MetricsResponse.ofJourneys(call, resources.valueAt(path(call))));
    router.get(
        "transactional/*/messages",
        Set.of("start", "limit", "start_ts", "end_ts", "metric", "state"),
        this::deliveries);
    whole(router, "broadcasts", "broadcasts");
    whole(router, "broadcasts/*/actions", "actions");
    whole(router, "broadcasts/*/triggers", "triggers");
    whole(router, "newsletters/*/contents", "contents");
    whole(router, "newsletters/*/test_groups", "test_groups");
    whole(router, "transactional", "messages");
    whole(router, "transactional/*/contents", "contents");
    whole(router, "object_types", "types");
    whole(router, "collections", "collections");
    whole(router, "snippets", "snippets");
    whole(router, "subscription_topics", "topics");
    whole(router, "subscription_channels", "channels");
    whole(router, "reporting_webhooks", "reporting_webhooks");
    whole(router, "workspaces", "workspaces");
    whole(router, "design_studio/emails/*/languages", "email_translations");
    whole(router, "design_studio/emails/*/versions", "versions");
    paged(router, "newsletters", "newsletters", 10, 100);
    router.get("sender_identities", Set.of("start", "limit", "hidden"), this::senders);
    paged(router, "optouts", "optouts", 100, 1000);
    router.get(
        "customers/*/relationships",
        Set.of("start", "limit", "id_type"),
        call -> page(call, "cio_relationships", 50, 1000));
    counted(router, "assets", "assets");
    counted(router, "assets/folders", "folders");
    counted(router, "design_studio/folders", "folders");
    counted(router, "design_studio/components", "components");
    counted(router, "design_studio/emails", "emails");
    router.get("esp/suppression/*", Set.of("offset", "limit"), this::suppressions);
    router.get("campaigns/*/triggers/*/errors", CURSOR, this::errors);
    for (String value :
        List.of("collections/*/content", "sender_identities/*/used_by", "info/ip_addresses")) {
      router.get(value, Set.of(), call -> ApiResponse.ok(resources.valueAt(path(call))));
    }
    for (String sender :
        List.of("campaigns/*", "broadcasts/*", "newsletters/*", "transactional/*")) {
      metrics(router, sender);
    }
    metrics(router, "campaigns/*/actions/*");
    metrics(router, "broadcasts/*/actions/*");
    metrics(router, "newsletters/*/contents/*");
    router.get(
        "customers/*/subscription_preferences",
        Set.of("id_type", "language"),
        call -> ApiResponse.ok(resources.valueAt(path(call))));
  }

  private void metrics(Router router, String sender) {
    router.get(
        sender + "/metrics",
        MetricsResponse.PARAMETERS,
        call -> MetricsResponse.to(call, resources.valueAt(path(call))));
    router.get(
        sender + "/metrics/links",
        Set.of("period", "steps", "type", "unique"),
        call -> MetricsResponse.ofSteps(call, resources.valueAt(path(call))));
  }

  private void addObjects(Router router) {
    router.post("objects", CURSOR, this::objects);
    router.get(
        "objects/*/*/attributes",
        Set.of("id_type"),
        call -> ApiResponse.ok(resources.valueAt(path(call))));
    router.get(
        "objects/*/*/relationships",
        Set.of("start", "limit", "id_type"),
        call -> page(call, "cio_relationships", 50, 1000));
  }

  private ApiResponse objects(ApiRequest call) {
    JsonObject body = JsonParser.object(call.body());
    AudienceRule.allowOnly(body, Set.of("object_type_id", "filter"));
    if (!(body.get("object_type_id") instanceof String type)) {
      throw RefusedException.badRequest("object_type_id must be a string");
    }
    ObjectRule rule = new ObjectRule(type);
    List<StoredResource> found =
        resources.at("objects/" + type).stream()
            .filter(item -> rule.holds(body.get("filter"), attributes(type, item)))
            .toList();
    return Lists.reply(
        "identifiers",
        pager.page(found, call, call.query().limit(50, 1000)),
        item -> item.body().toString());
  }

  private JsonObject attributes(String type, StoredResource item) {
    String path = "objects/" + type + "/" + item.body().get("object_id") + "/attributes";
    JsonObject object = (JsonObject) JsonParser.object(resources.valueAt(path)).get("object");
    return (JsonObject) Objects.requireNonNull(Objects.requireNonNull(object).get("attributes"));
  }

  /** Either the visible senders or the hidden ones. */
  private ApiResponse senders(ApiRequest call) {
    Object isHidden = call.query().flag("hidden");
    List<StoredResource> wanted =
        resources.at(path(call)).stream()
            .filter(item -> isHidden.equals(item.body().get("hidden")))
            .toList();
    return Lists.reply(
        "sender_identities",
        pager.page(wanted, call, call.query().limit(100, 100)),
        item -> item.body().toString());
  }

  private ApiResponse deliveries(ApiRequest call) {
    MessageWindow window = MessageWindow.of(call.query(), clock.instant(), options);
    List<StoredResource> wanted =
        resources.at(path(call)).stream().filter(item -> window.test(item.created())).toList();
    return Lists.reply(
        "messages",
        pager.page(wanted, call, call.query().limit(50, 1000)),
        item -> item.body().toString());
  }

  private void whole(Router router, String pattern, String key) {
    router.get(pattern, Set.of(), call -> Lists.reply(key, texts(resources.at(path(call))), ""));
  }

  private void paged(Router router, String path, String key, int byDefault, int atMost) {
    router.get(path, CURSOR, call -> page(call, key, byDefault, atMost));
  }

  private ApiResponse page(ApiRequest call, String key, int byDefault, int atMost) {
    Pager.Page<StoredResource> page =
        pager.page(resources.at(path(call)), call, call.query().limit(byDefault, atMost));
    return Lists.reply(key, page, item -> item.body().toString());
  }

  /** Whatever is asked for, a page has five at most, as an API may decide. */
  private void counted(Router router, String path, String key) {
    router.get(
        path,
        Set.of("page", "limit"),
        call -> {
          List<StoredResource> all = resources.at(path(call));
          long number = call.query().number("page").orElse(1);
          int limit = Math.min(5, call.query().limit(1000, 10_000));
          List<StoredResource> some = cut(all, (number - 1) * limit, limit);
          String total = ",\"meta\":{\"pagination\":{\"total\":" + all.size() + "}}";
          return Lists.reply(key, texts(some), total);
        });
  }

  private ApiResponse suppressions(ApiRequest call) {
    List<StoredResource> all = resources.at(path(call));
    long offset = call.query().number("offset").orElse(0);
    return Lists.reply("suppressions", texts(cut(all, offset, call.query().limit(100, 1000))), "");
  }

  /** It looks like an error; its cursor is an offset, which is 0 on the last page. */
  private ApiResponse errors(ApiRequest call) {
    List<StoredResource> all = resources.at(path(call));
    OptionalLong start = call.query().number("start");
    int limit = call.query().limit(50, 1000);
    List<String> some =
        cut(all, start.orElse(0), limit).stream()
            .map(item -> JsonText.PLAIN.of(item.body().get("error")))
            .toList();
    long next = start.orElse(0) + limit;
    return Lists.reply("errors", some, ",\"next\":" + (next < all.size() ? next : 0));
  }

  private static List<StoredResource> cut(List<StoredResource> all, long from, int limit) {
    return all.stream().skip(from).limit(limit).toList();
  }

  private static List<String> texts(List<StoredResource> items) {
    return items.stream().map(item -> item.body().toString()).toList();
  }

  private static String path(ApiRequest call) {
    return Router.decoded(call.path());
  }
}
