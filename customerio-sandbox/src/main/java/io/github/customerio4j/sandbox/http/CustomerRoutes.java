package io.github.customerio4j.sandbox.http;

import io.github.customerio4j.sandbox.data.AudienceRule;
import io.github.customerio4j.sandbox.data.Person;
import io.github.customerio4j.sandbox.data.SandboxWorkspace;
import io.github.customerio4j.sandbox.data.SegmentRecord;
import io.github.customerio4j.sandbox.wire.ApiResponse;
import io.github.customerio4j.sandbox.wire.JsonObject;
import io.github.customerio4j.sandbox.wire.JsonParser;
import io.github.customerio4j.sandbox.wire.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** People: search, attributes, segments. */
public final class CustomerRoutes {
  private static final int MOST = 1000;
  private static final int BY_DEFAULT = 50;
  private static final int MOST_ATTRIBUTES = 100;

  private final SandboxWorkspace workspace;
  private final Pager pager;

  public CustomerRoutes(SandboxWorkspace workspace, Pager pager) {
    this.workspace = workspace;
    this.pager = pager;
  }

  public void addTo(Router router) {
    router
        .get("customers", Set.of("email"), this::byEmail)
        .post("customers", Set.of("start", "limit"), this::search)
        .post("customers/attributes", Set.of("id_type"), this::attributesOfMany)
        .get("customers/*/attributes", Set.of("id_type"), this::attributes)
        .get("customers/*/segments", Set.of("id_type"), this::segments);
  }

  private ApiResponse byEmail(ApiRequest call) {
    String email =
        call.query()
            .text("email")
            .orElseThrow(() -> RefusedException.badRequest("email is required"));
    List<JsonObject> results =
        workspace.people().stream()
            .filter(person -> person.isKnownAs(email, "email"))
            .map(Person::identifiers)
            .toList();
    return ApiResponse.ok(JsonObject.of("results", results).toString());
  }

  private ApiResponse search(ApiRequest call) {
    JsonObject body = JsonParser.object(call.body());
    AudienceRule.allowOnly(body, Set.of("filter"));
    List<Person> people = new AudienceRule(workspace).people(body.get("filter"));
    return Lists.people(pager.page(people, call, call.query().limit(BY_DEFAULT, MOST)));
  }

  private ApiResponse attributesOfMany(ApiRequest call) {
    JsonObject body = JsonParser.object(call.body());
    AudienceRule.allowOnly(body, Set.of("ids"));
    if (!(body.get("ids") instanceof List<?> ids) || ids.isEmpty()) {
      throw RefusedException.badRequest("ids must be a list");
    }
    if (ids.size() > MOST_ATTRIBUTES) {
      throw RefusedException.badRequest("at most " + MOST_ATTRIBUTES + " ids at once");
    }
    String idType = call.query().text("id_type").orElse("id");
    List<JsonObject> found = new ArrayList<>();
    for (Object id : ids) {
      workspace.people().stream()
          .filter(person -> person.isKnownAs(String.valueOf(id), idType))
          .forEach(person -> found.add(whole(person)));
    }
    return ApiResponse.ok(JsonObject.of("customers", found).toString());
  }

  private ApiResponse attributes(ApiRequest call) {
    return ApiResponse.ok(JsonObject.of("customer", whole(person(call))).toString());
  }

  private ApiResponse segments(ApiRequest call) {
    Person person = person(call);
    List<JsonObject> segments =
        workspace.segments().stream()
            .filter(segment -> segment.holds(person))
            .map(SegmentRecord::body)
            .toList();
    return ApiResponse.ok(JsonObject.of("segments", segments).toString());
  }

  private Person person(ApiRequest call) {
    return workspace.person(call.argument(0), call.query().text("id_type").orElse("id"));
  }

  private static JsonObject whole(Person person) {
    JsonObject timestamps = new JsonObject();
    person.attributes().members().keySet().forEach(name -> timestamps.put(name, person.created()));
    return JsonObject.of("id", person.id())
        .put("identifiers", person.identifiers())
        .put("attributes", person.attributes())
        .put("timestamps", timestamps)
        .put("unsubscribed", "true".equals(person.valueOf("unsubscribed")))
        .put("devices", devices(person));
  }

  private static @Nullable List<JsonObject> devices(Person person) {
    if (person.sequence() % 3 != 0) {
      return person.sequence() % 3 == 1 ? null : List.of();
    }
    return List.of(
        JsonObject.of("id", "device-" + person.cioId())
            .put("platform", "android")
            .put("last_used", person.created())
            .put("attributes", new JsonObject()));
  }
}
