package io.github.customerio4j.sandbox.http;

import io.github.customerio4j.sandbox.config.BulkData;
import io.github.customerio4j.sandbox.config.SandboxOptions;
import io.github.customerio4j.sandbox.data.Item;
import io.github.customerio4j.sandbox.data.Person;
import io.github.customerio4j.sandbox.data.SandboxWorkspace;
import io.github.customerio4j.sandbox.wire.ApiResponse;
import io.github.customerio4j.sandbox.wire.RefusedException;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/** Messages, of the workspace and of one person. */
public final class MessageRoutes {
  private static final Set<String> METRICS =
      Set.of(
          "attempted",
          "sent",
          "delivered",
          "opened",
          "clicked",
          "converted",
          "bounced",
          "spammed",
          "unsubscribed",
          "dropped",
          "failed",
          "undeliverable");
  private static final List<String> PARENTS = List.of("campaign_id", "newsletter_id", "action_id");
  static final Set<String> PARAMETERS =
      Set.of(
          "start",
          "limit",
          "type",
          "metric",
          "drafts",
          "campaign_id",
          "newsletter_id",
          "action_id",
          "start_ts",
          "end_ts",
          "get_tracked_responses");
  static final int MOST = 1000;
  static final int BY_DEFAULT = 50;

  private final SandboxWorkspace workspace;
  private final Pager pager;
  private final SandboxOptions options;
  private final Clock clock;

  public MessageRoutes(
      SandboxWorkspace workspace, Pager pager, SandboxOptions options, Clock clock) {
    this.workspace = workspace;
    this.pager = pager;
    this.options = options;
    this.clock = clock;
  }

  public void addTo(Router router) {
    router
        .get("messages", PARAMETERS, this::list)
        .get("messages/*", Set.of(), this::one)
        .get(
            "customers/*/messages",
            Set.of("start", "limit", "id_type", "start_ts", "end_ts"),
            this::ofPerson);
  }

  private ApiResponse list(ApiRequest call) {
    QueryParameters query = call.query();
    Predicate<Item> wanted = inWindow(query);
    boolean drafts = query.flag("drafts");
    wanted = wanted.and(message -> message.isDraft() == drafts);
    wanted = wanted.and(ofType(query)).and(withMetric(query));
    for (String parent : PARENTS) {
      wanted = wanted.and(ofParent(query, parent));
    }
    boolean tracked = query.flag("get_tracked_responses");
    Pager.Page<Item> page = pager.page(matching(wanted), call, query.limit(BY_DEFAULT, MOST));
    return Lists.reply("messages", page, item -> tracked ? withResponses(item) : item.json());
  }

  private ApiResponse one(ApiRequest call) {
    return ApiResponse.ok("{\"message\":" + workspace.message(call.argument(0)).json() + "}");
  }

  private ApiResponse ofPerson(ApiRequest call) {
    QueryParameters query = call.query();
    Person person = workspace.person(call.argument(0), query.text("id_type").orElse("id"));
    Predicate<Item> wanted =
        inWindow(query).and(message -> message.person().equals(person) && !message.isDraft());
    return Lists.reply(
        "messages", pager.page(matching(wanted), call, query.limit(BY_DEFAULT, MOST)), Item::json);
  }

  private List<Item> matching(Predicate<Item> wanted) {
    return workspace.messages().stream().filter(wanted).toList();
  }

  private Predicate<Item> inWindow(QueryParameters query) {
    MessageWindow window = MessageWindow.of(query, clock.instant(), options);
    return message -> window.test(message.created());
  }

  /** The type that is asked for; empty for all. */
  static String type(QueryParameters query) {
    String type = query.text("type").orElse("");
    if (query.text("type").isPresent() && !BulkData.TYPES.contains(type)) {
      throw RefusedException.badRequest("unknown type " + type);
    }
    return type;
  }

  private static Predicate<Item> ofType(QueryParameters query) {
    String type = type(query);
    return message -> type.isEmpty() || message.type().equals(type);
  }

  private static Predicate<Item> withMetric(QueryParameters query) {
    String metric = query.text("metric").orElse("");
    if (query.text("metric").isPresent() && !METRICS.contains(metric)) {
      throw RefusedException.badRequest("unknown metric " + metric);
    }
    return message -> metric.isEmpty() || message.happened(metric);
  }

  private static Predicate<Item> ofParent(QueryParameters query, String parent) {
    OptionalLong id = query.number(parent);
    return message -> id.isEmpty() || Long.toString(id.getAsLong()).equals(message.text(parent));
  }

  private static String withResponses(Item item) {
    String responses = item.sequence() % 5 == 0 ? "[{\"name\":\"score\",\"value\":\"9\"}]" : "null";
    return item.json().substring(0, item.json().length() - 1)
        + ",\"tracked_responses\":"
        + responses
        + "}";
  }
}
