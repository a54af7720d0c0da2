package io.github.customerio4j.sandbox.http;

import io.github.customerio4j.sandbox.data.AudienceRule;
import io.github.customerio4j.sandbox.data.Item;
import io.github.customerio4j.sandbox.data.Person;
import io.github.customerio4j.sandbox.data.SandboxWorkspace;
import io.github.customerio4j.sandbox.wire.ApiResponse;
import io.github.customerio4j.sandbox.wire.JsonNumber;
import io.github.customerio4j.sandbox.wire.JsonObject;
import io.github.customerio4j.sandbox.wire.JsonParser;
import io.github.customerio4j.sandbox.wire.RefusedException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Exports: create, watch, get the link. */
public final class ExportRoutes {
  private final SandboxWorkspace workspace;
  private final ExportArchive archive;
  private final Function<ExportJob, String> link;

  public ExportRoutes(
      SandboxWorkspace workspace, ExportArchive archive, Function<ExportJob, String> link) {
    this.workspace = workspace;
    this.archive = archive;
    this.link = link;
  }

  public void addTo(Router router) {
    router
        .post("exports/customers", Set.of(), this::customers)
        .post("exports/deliveries", Set.of(), this::deliveries)
        .get("exports", Set.of(), call -> archive.list())
        .get("exports/*", Set.of(), call -> archive.poll(call.argument(0)))
        .get("exports/*/download", Set.of(), call -> archive.download(call.argument(0), link));
  }

  private ApiResponse customers(ApiRequest call) {
    JsonObject body = JsonParser.object(call.body());
    AudienceRule.allowOnly(body, Set.of("filters", "attributes"));
    List<String> attributes = names(body.get("attributes"));
    return archive.create(
        "customers",
        () -> {
          List<Person> people = new AudienceRule(workspace).people(body.get("filters"));
          return new ExportJob.Result(people.size(), ExportCsv.people(people, attributes));
        });
  }

  private ApiResponse deliveries(ApiRequest call) {
    JsonObject body = JsonParser.object(call.body());
    AudienceRule.allowOnly(
        body,
        Set.of(
            "newsletter_id",
            "campaign_id",
            "action_id",
            "start",
            "end",
            "attributes",
            "metric",
            "drafts"));
    List<String> attributes = names(body.get("attributes"));
    Predicate<Item> wanted =
        item ->
            same(body, item, "campaign_id")
                && same(body, item, "newsletter_id")
                && same(body, item, "action_id")
                && item.created() >= number(body, "start", 0)
                && item.created() <= number(body, "end", Long.MAX_VALUE)
                && (body.get("metric") == null || item.happened(String.valueOf(body.get("metric"))))
                && item.isDraft() == Boolean.TRUE.equals(body.get("drafts"));
    return archive.create(
        "deliveries",
        () -> {
          List<Item> messages = workspace.messages().stream().filter(wanted).toList();
          return new ExportJob.Result(messages.size(), ExportCsv.deliveries(messages, attributes));
        });
  }

  private static boolean same(JsonObject body, Item item, String parent) {
    return body.get(parent) == null
        || String.valueOf(body.get(parent)).equals(String.valueOf(item.field(parent)));
  }

  private static long number(JsonObject body, String name, long byDefault) {
    Object value = body.get(name);
    if (value == null) {
      return byDefault;
    }
    if (value instanceof JsonNumber number && number.text().matches("[0-9]{1,18}")) {
      return Long.parseLong(number.text());
    }
    throw RefusedException.badRequest(name + " must be a whole number");
  }

  private static List<String> names(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw RefusedException.badRequest("attributes must be a list of names");
  }
}
