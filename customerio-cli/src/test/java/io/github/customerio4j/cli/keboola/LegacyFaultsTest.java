package io.github.customerio4j.cli.keboola;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.cli.keboola.Component.ComponentResult;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.Fault;
import io.github.customerio4j.sandbox.config.RecordedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ten bugs of the previous component, which this one does not have. */
class LegacyFaultsTest {
  private final Sandbox sandbox = Sandbox.builder().exportPolls(1).start();

  @TempDir Path folder;
  private Component component;

  @BeforeEach
  void prepare() {
    component = new Component(folder).on(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void fault1ColumnsComeFromAllRecordsAndKeepTheirOrderFromRunToRun() {
    component.parameters(
        "\"messages\":[{\"incremental_output\":true}],\"activities\":[{\"types\":[\"event\"]}]");
    component.succeed();
    List<String> messages = component.table("messages").header();
    List<String> events = component.table("activity_event").header();
    assertThat(messages).as("a key of one message in a hundred").contains("delivery_context_note");
    assertThat(events).contains("data_product", "data_wobble", "data_seen_once_in_a_while_0");

    sandbox.advance(Duration.ofMinutes(1));
    component.nextJob().succeed();
    assertThat(component.table("messages").header())
        .as("although few messages came")
        .isEqualTo(messages);
    assertThat(component.table("activity_event").header()).isEqualTo(events);
  }

  @Test
  void fault2DeleteIncludesDeletedPeopleByEitherKey() {
    Set<String> deleted = new HashSet<>();
    for (String activity : sandbox.truth().deletedActivities()) {
      deleted.add(String.valueOf(FlatRecord.of(activity).get("/id")));
    }
    assertThat(deleted).isNotEmpty();
    for (String key : List.of("delete", "deleted")) {
      component.parameters("\"activities\":[{\"mode\":\"SINGLE_TABLE\",\"" + key + "\":true}]");
      component.succeed();
      assertThat(component.table("activities_all").column("id")).as(key).containsAll(deleted);
    }
    component.parameters("\"activities\":[{\"mode\":\"SINGLE_TABLE\",\"delete\":false}]");
    component.succeed();
    assertThat(component.table("activities_all").column("id")).doesNotContainAnyElementsOf(deleted);
  }

  @Test
  void fault3FiltersAreJsonAndAMistakeGivesNoStackTrace() {
    String filter =
        "{\\\"attribute\\\":{\\\"field\\\":\\\"unsubscribed\\\",\\\"operator\\\":\\\"eq\\\","
            + "\\\"value\\\":%s}}";
    String customers = "\"customers\":[{\"filters\":\"%s\",\"attributes\":\"unsubscribed\"}]";
    long subscribed =
        sandbox.truth().customers().stream()
            .filter(person -> "false".equals(person.get("unsubscribed")))
            .count();
    component.parameters(customers.formatted(filter.formatted("false"))).succeed();
    assertThat(component.table("customers").column("unsubscribed"))
        .hasSize((int) subscribed)
        .containsOnly("false");

    for (String mistake : List.of("null", "true,", "tru")) {
      ComponentResult outcome =
          component.parameters(customers.formatted(filter.formatted(mistake))).run();
      assertThat(outcome.exitCode()).as(mistake).isEqualTo(ExitCode.USER_ERROR);
      assertThat(outcome.err())
          .startsWith("Cannot use parameters.customers[0].filters ")
          .contains("at line 1, column ")
          .hasLineCount(1);
    }
  }

  @Test
  void fault4FullLoadHasNoKeysAndCustomersCanBeLoadedIncrementally() {
    String all = "\"campaigns\":true,\"messages\":[{}],\"customers\":[{}]";
    component.parameters(all + ",\"incremental_output\":0").succeed();
    for (String table : List.of("campaigns", "messages", "customers")) {
      assertThat(component.manifest(table))
          .contains("\"incremental\": false")
          .doesNotContain("primary_key");
    }
    component.nextJob().parameters(all + ",\"incremental_output\":1").succeed();
    assertThat(component.manifest("customers").replaceAll("\\s", ""))
        .contains("\"incremental\":true", "\"primary_key\":[\"cio_id\"]");
    assertThat(component.manifest("messages").replaceAll("\\s", ""))
        .contains("\"incremental\":true", "\"primary_key\":[\"id\"]");
  }

  @Test
  void fault5WatermarksOutliveRunsWithoutMessagesAndTypesWithoutRecords() {
    String messages =
        "\"messages\":[{\"types\":[\"email\",\"slack\"],\"incremental_output\":true}]";
    component.parameters(messages).succeed();
    String email = watermark("email");
    assertThat(watermark("slack")).as("a type that returned nothing").isEqualTo(email);

    sandbox.advance(Duration.ofDays(1));
    component.nextJob().parameters("\"campaigns\":true").succeed();
    assertThat(watermark("email")).as("after a run without messages").isEqualTo(email);
    assertThat(watermark("slack")).isEqualTo(email);

    component.nextJob().parameters(messages.replace("\"email\",", "")).succeed();
    assertThat(watermark("email")).as("after a run without this type").isEqualTo(email);
    assertThat(watermark("slack")).isGreaterThan(email);
  }

  @Test
  void fault6FirstRunReadsHistoryAndNextRunOnlyNewMessages() {
    component.parameters("\"messages\":[{\"incremental_output\":true,\"overlap\":\"PT0S\"}]");
    component.succeed();
    Instant halfAYearAgo = sandbox.clock().instant().minus(183, ChronoUnit.DAYS);
    assertThat(component.table("messages").column("created"))
        .hasSameSizeAs(sandbox.truth().messages())
        .anyMatch(
            created -> Long.parseLong(String.valueOf(created)) < halfAYearAgo.getEpochSecond());

    sandbox.advance(Duration.ofDays(2));
    Set<String> added = new HashSet<>();
    Instant yesterday = sandbox.clock().instant().minus(1, ChronoUnit.DAYS);
    for (String message : sandbox.addMessages(5, yesterday, "push")) {
      if (!message.contains("\"drafted\"")) {
        added.add(String.valueOf(FlatRecord.of(message).get("/id")));
      }
    }
    component.nextJob().succeed();
    List<String> second = component.table("messages").column("id");
    assertThat(second).containsAll(added);
    assertThat(second.size()).as("no page is repeated").isLessThan(added.size() + 10);
  }

  @Test
  void fault7FailedExportIsNoticedAndCutDownloadIsCompleted() {
    String everybody = "\"customers\":[{}]";
    sandbox.failNextExport();
    assertThat(component.parameters(everybody).run().exitCode())
        .as("a failed export")
        .isEqualTo(ExitCode.APPLICATION_ERROR);

    sandbox.failNext(path -> path.endsWith(".csv"), Fault.cutBody(), 2);
    sandbox.failNext(path -> path.endsWith("/download"), Fault.status(500), 1);
    component.succeed();
    assertThat(component.table("customers").rows()).hasSameSizeAs(sandbox.truth().customers());
    assertThat(sandbox.requests())
        .filteredOn(request -> request.host() == RecordedRequest.Listener.STORE)
        .isNotEmpty()
        .noneMatch(RecordedRequest::hadAuthorization);
  }

  @Test
  void fault8RequestsAreSentConcurrently() {
    Map<String, CountDownLatch> arrivals = new ConcurrentHashMap<>();
    for (String list : List.of("messages", "activities", "segments")) {
      arrivals.put(list, new CountDownLatch(1));
    }
    AtomicBoolean haveMet = new AtomicBoolean(true);
    sandbox.failEvery(
        1,
        path -> {
          CountDownLatch own = arrivals.get(path.substring(path.lastIndexOf('/') + 1));
          if (own != null) {
            own.countDown();
            // None of the lists is answered before all of them are requested.
            arrivals.values().forEach(other -> haveMet.compareAndSet(true, hasCome(other)));
          }
          return false;
        },
        Fault.status(500));

    component
        .parameters("\"segment_customers\":true,\"messages\":[{}],\"activities\":[{}]")
        .succeed();

    assertThat(arrivals.values()).allMatch(arrival -> arrival.getCount() == 0);
    assertThat(haveMet).isTrue();
  }

  private static boolean hasCome(CountDownLatch arrival) {
    try {
      return arrival.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void fault9TypeWithoutRecordsGivesAnEmptyTable() {
    component
        .parameters("\"activities\":[{\"types\":[\"stripe_event\"],\"mode\":\"SINGLE_TABLE\"}]")
        .succeed();
    assertThat(component.read("out/tables/activities_all.csv"))
        .isEqualTo(
            "id,customer_id,type,timestamp,data,delivery_id,delivery_type,"
                + "customer_identifiers_cio_id,customer_identifiers_email,"
                + "customer_identifiers_id\n");

    component
        .parameters("\"activities\":[{\"types\":[\"stripe_event\"],\"mode\":\"PARSED_DATA\"}]")
        .succeed();
    CsvTable table = component.table("activity_stripe_event");
    assertThat(table.rows()).isEmpty();
    assertThat(table.header()).startsWith("id", "customer_id");
  }

  @Test
  void fault10PageLimitsStayWithinThoseOfTheApi() {
    component
        .parameters("\"segment_customers\":true,\"messages\":[{}],\"activities\":[{}]")
        .succeed();
    assertThat(sandbox.requests())
        .allSatisfy(
            request -> {
              boolean isMembers = request.path().endsWith("/membership");
              int usual = isMembers ? 30_000 : 1000;
              int most = request.path().endsWith("/activities") ? 100 : usual;
              for (String limit : request.query().getOrDefault("limit", List.of())) {
                assertThat(Integer.parseInt(limit)).as(request.path()).isBetween(1, most);
              }
            });
  }

  private String watermark(String type) {
    return String.valueOf(
        FlatRecord.of(component.outState()).get("/tables/messages/watermarks/" + type));
  }
}
