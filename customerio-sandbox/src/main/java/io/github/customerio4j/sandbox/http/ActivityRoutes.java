package io.github.customerio4j.sandbox.http;

import io.github.customerio4j.sandbox.data.Item;
import io.github.customerio4j.sandbox.data.Person;
import io.github.customerio4j.sandbox.data.SandboxWorkspace;
import io.github.customerio4j.sandbox.wire.ApiResponse;
import io.github.customerio4j.sandbox.wire.JsonObject;
import io.github.customerio4j.sandbox.wire.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Activities, of the workspace and of one person. */
public final class ActivityRoutes {
  static final Set<String> PARAMETERS =
      Set.of("start", "limit", "type", "name", "deleted", "customer_id", "id_type");
  static final int MOST = 100;
  static final int BY_DEFAULT = 10;

  private final SandboxWorkspace workspace;
  private final Pager pager;

  public ActivityRoutes(SandboxWorkspace workspace, Pager pager) {
    this.workspace = workspace;
    this.pager = pager;
  }

  public void addTo(Router router) {
    router
        .get("activities", PARAMETERS, this::list)
        .get(
            "customers/*/activities",
            Set.of("start", "limit", "type", "name", "id_type"),
            this::ofPerson);
  }

  private ApiResponse list(ApiRequest call) {
    QueryParameters query = call.query();
    Predicate<Item> wanted = ofKind(query);
    Optional<String> customer = query.text("customer_id");
    if (customer.isPresent()) {
      String idType = query.text("id_type").orElse("id");
      wanted = wanted.and(item -> item.person().isKnownAs(customer.get(), idType));
    } else if (query.text("id_type").isPresent()) {
      throw RefusedException.badRequest("id_type needs customer_id");
    }
    return reply(
        call,
        query.flag("deleted") ? workspace.deletedActivities() : workspace.activities(),
        wanted);
  }

  private ApiResponse ofPerson(ApiRequest call) {
    Person person = workspace.person(call.argument(0), call.query().text("id_type").orElse("id"));
    return reply(
        call,
        workspace.activities(),
        ofKind(call.query()).and(item -> item.person().equals(person)));
  }

  private ApiResponse reply(ApiRequest call, List<Item> activities, Predicate<Item> wanted) {
    List<Item> matches = activities.stream().filter(wanted).toList();
    return Lists.reply(
        "activities", pager.page(matches, call, call.query().limit(BY_DEFAULT, MOST)), Item::json);
  }

  /** Any type is accepted, as the set of types is open; an unknown one has no activities. */
  private static Predicate<Item> ofKind(QueryParameters query) {
    Optional<String> type = query.text("type");
    Optional<String> name = query.text("name");
    return item ->
        type.map(item.type()::equals).orElse(true)
            && name.map(wanted -> isNamed(item, wanted)).orElse(true);
  }

  /** The name of an event, or an attribute that changed. */
  private static boolean isNamed(Item item, String name) {
    return name.equals(item.field("name"))
        || (item.type().equals("attribute_change")
            && item.field("data") instanceof JsonObject data
            && data.has(name));
  }
}
