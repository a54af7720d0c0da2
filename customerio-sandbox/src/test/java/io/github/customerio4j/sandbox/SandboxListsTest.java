package io.github.customerio4j.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.sandbox.config.Bound;
import io.github.customerio4j.sandbox.config.ListOrder;
import io.github.customerio4j.sandbox.config.PagingStyle;
import io.github.customerio4j.sandbox.wire.JsonObject;
import io.github.customerio4j.sandbox.wire.JsonParser;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxListsTest {
  private static final Instant NOW = Instant.parse("2026-08-31T12:00:00Z");

  private final Sandbox sandbox = Sandbox.builder().clock(Clock.fixed(NOW, ZoneOffset.UTC)).start();
  private final Browser browser = new Browser(sandbox);

  @AfterEach
  void close() {
    sandbox.close();
  }

  private static long secondsAt(String instant) {
    return Instant.parse(instant).getEpochSecond();
  }

  private static long created(JsonObject item) {
    return Long.parseLong(String.valueOf(item.get("created")));
  }

  @Test
  void windowIsCutToSixCalendarMonthsBeforeItsEnd() {
    // Six months before the last day of August is the last day of February.
    long earliest = secondsAt("2026-02-28T12:00:00Z");
    Map<String, JsonObject> unbounded = browser.all("messages?limit=40", "messages");
    Map<String, JsonObject> tooWide =
        browser.all("messages?limit=40&start_ts=0&end_ts=" + NOW.getEpochSecond(), "messages");

    assertThat(unbounded.values()).allMatch(item -> created(item) >= earliest);
    assertThat(tooWide.keySet()).isEqualTo(unbounded.keySet());
    assertThat(unbounded.values())
        .as("a message on the very bound")
        .anyMatch(item -> created(item) == earliest);
  }

  @Test
  void windowsTogetherHoldEveryMessageOnceBordersAreMerged() {
    Set<String> seen = new HashSet<>();
    Instant end = NOW;
    for (int i = 0; i < 8; i++) {
      seen.addAll(
          browser.all("messages?limit=1000&end_ts=" + end.getEpochSecond(), "messages").keySet());
      end = end.atZone(ZoneOffset.UTC).minusMonths(6).toInstant();
    }
    assertThat(seen).hasSameSizeAs(sandbox.truth().messages());
  }

  @Test
  void boundsCanBeExclusive() {
    try (Sandbox strict =
        Sandbox.builder()
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .windowStart(Bound.EXCLUSIVE)
            .windowEnd(Bound.EXCLUSIVE)
            .start()) {
      long bound = secondsAt("2026-02-28T12:00:00Z");
      assertThat(new Browser(strict).all("messages?limit=1000", "messages").values())
          .noneMatch(item -> created(item) == bound)
          .noneMatch(item -> created(item) == NOW.getEpochSecond());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "period=days&steps=3,3",
    "period=days&steps=1,2",
    "period=days&steps=0,45",
    "period=hours,24",
    "period=weeks&steps=99,12",
    "period=months,12",
    "steps=7,7"
  })
  void metricsHaveAsManyPeriodsAsSteps(String query, int periods) {
    JsonObject whole = browser.json("newsletters/1/metrics");
    List<?> all = sent(whole);
    JsonObject part = browser.json("newsletters/1/metrics?" + query);
    assertThat(sent(part)).isEqualTo(all.subList(all.size() - periods, all.size()));
    assertThat(browser.get("newsletters/1/metrics/links?" + query).body())
        .matches(".*\"clicked\":\\[(\\d+,){" + (periods - 1) + "}\\d+].*");
    assertThat(browser.get("newsletters/1/metrics?period=years").statusCode()).isEqualTo(400);
  }

  private static List<?> sent(JsonObject body) {
    JsonObject series = Browser.child(Browser.child(body, "metric"), "series");
    return (List<?>) Objects.requireNonNull(series.get("sent"));
  }

  @Test
  void draftsComeInsteadOfSentMessages() {
    Map<String, JsonObject> sent = browser.all("messages?limit=1000", "messages");
    Map<String, JsonObject> drafts = browser.all("messages?limit=1000&drafts=true", "messages");
    assertThat(drafts).isNotEmpty();
    assertThat(drafts.keySet()).doesNotContainAnyElementsOf(sent.keySet());
  }

  @Test
  void messagesAreFilteredByTypeMetricAndParent() {
    assertThat(browser.all("messages?limit=1000&type=push", "messages").values())
        .isNotEmpty()
        .allMatch(item -> "push".equals(item.get("type")));
    assertThat(browser.all("messages?limit=1000&metric=opened", "messages").values())
        .isNotEmpty()
        .allMatch(item -> Browser.child(item, "metrics").has("opened"));
    assertThat(browser.all("messages?limit=1000&campaign_id=1", "messages").values())
        .isNotEmpty()
        .allMatch(item -> "1".equals(String.valueOf(item.get("campaign_id"))));
    assertThat(browser.all("messages?limit=1000&get_tracked_responses=true", "messages").values())
        .allMatch(item -> item.has("tracked_responses"));
  }

  @Test
  void pagesAreSometimesEmptyAndSometimesRepeatARecord() {
    List<JsonObject> pages = browser.pages("activities?limit=20");
    List<Object> ids = new ArrayList<>();
    pages.forEach(
        page -> Browser.items(page, "activities").forEach(item -> ids.add(item.get("id"))));

    assertThat(pages).anyMatch(page -> Browser.items(page, "activities").isEmpty());
    assertThat(ids).as("with repeats").hasSizeGreaterThan(sandbox.truth().activities().size());
    assertThat(new HashSet<>(ids)).hasSameSizeAs(sandbox.truth().activities());
  }

  @Test
  void everyOrderAndStyleListsTheSameRecords() {
    for (ListOrder order : ListOrder.values()) {
      try (Sandbox other =
          Sandbox.builder()
              .clock(Clock.fixed(NOW, ZoneOffset.UTC))
              .order(order)
              .paging(PagingStyle.PLAIN)
              .start()) {
        List<String> ids = new ArrayList<>();
        for (JsonObject page : new Browser(other).pages("activities?limit=7")) {
          Browser.items(page, "activities").forEach(item -> ids.add((String) item.get("id")));
        }
        assertThat(ids).as(order.name()).hasSameSizeAs(other.truth().activities());
        assertThat(ids).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void cursorsAreAwkwardAndBoundToTheirQuery() {
    String cursor = Browser.cursor(browser.json("activities?type=page&limit=10"));
    assertThat(cursor).contains("+", "/", "=");
    String start = "start=" + Browser.encoded(cursor);

    assertThat(browser.get("activities?type=page&" + start).statusCode()).isEqualTo(200);
    assertThat(browser.get("activities?type=event&" + start).statusCode()).isEqualTo(400);
    assertThat(browser.get("messages?" + start).statusCode()).isEqualTo(400);
    assertThat(browser.get("activities?type=page&start=" + cursor).statusCode())
        .as("not encoded")
        .isEqualTo(400);
  }

  @Test
  void hiddenSendersAreInListOfTheirOwn() {
    assertThat(browser.all("sender_identities?limit=100", "sender_identities").keySet())
        .containsExactlyInAnyOrder("1", "2", "3");
    assertThat(browser.all("sender_identities?limit=100&hidden=true", "sender_identities").keySet())
        .containsExactlyInAnyOrder("4", "5");
    assertThat(browser.get("sender_identities?hidden=maybe").statusCode()).isEqualTo(400);
  }

  @Test
  void largestPagesAreAccepted() {
    assertThat(browser.get("segments/1/membership?limit=30000").statusCode()).isEqualTo(200);
    assertThat(browser.get("assets?limit=10000").statusCode()).isEqualTo(200);
    assertThat(browser.get("assets?limit=10001").statusCode()).isEqualTo(400);
  }

  @Test
  void lastPagesEndInThreeWays() {
    Set<String> ends = new HashSet<>();
    for (int segment = 1; segment <= 6; segment++) {
      for (String path : List.of("membership", "membership?limit=500")) {
        JsonObject page = browser.json("segments/" + segment + "/" + path);
        ends.add(page.has("next") ? "next is " + page.get("next") : "absent");
      }
    }
    for (String type : List.of("page", "event", "sent_email", "clicked_email", "none", "other")) {
      JsonObject page = browser.json("activities?limit=100&type=" + type);
      ends.add(page.has("next") ? "next is " + page.get("next") : "absent");
    }
    assertThat(ends).containsExactlyInAnyOrder("absent", "next is null", "next is ");
  }

  @Test
  void offsetOfTheLastPageIsZero() {
    String errors = "campaigns/1/triggers/1/errors?limit=50";
    assertThat(browser.get(errors).body()).endsWith(",\"next\":50}");
    assertThat(browser.get(errors + "&start=50").body()).endsWith(",\"next\":100}");
    assertThat(browser.get(errors + "&start=100").body()).endsWith("],\"next\":0}");
    assertThat(browser.get("campaigns/1/triggers/2/errors").body())
        .isEqualTo("{\"errors\":[],\"next\":0}");
  }

  @Test
  void activitiesAreFilteredByPersonNameAndDeletion() {
    assertThat(browser.all("activities?limit=100&deleted=true", "activities"))
        .hasSameSizeAs(sandbox.truth().deletedActivities());
    assertThat(browser.all("activities?limit=100&name=order_placed", "activities").values())
        .allMatch(item -> "order_placed".equals(item.get("name")));
    assertThat(browser.all("activities?limit=100&name=plan", "activities").values())
        .isNotEmpty()
        .allMatch(item -> "attribute_change".equals(item.get("type")));
    JsonObject someone =
        browser.all("activities?limit=100&type=page", "activities").values().iterator().next();
    String cioId = String.valueOf(Browser.child(someone, "customer_identifiers").get("cio_id"));
    assertThat(
            browser
                .all("activities?limit=100&id_type=cio_id&customer_id=cio_" + cioId, "activities")
                .values())
        .isNotEmpty()
        .allMatch(
            item ->
                cioId.equals(
                    String.valueOf(Browser.child(item, "customer_identifiers").get("cio_id"))));
  }

  @Test
  void dataAddedWhileRunningAreServed() {
    List<String> added = sandbox.addMessages(3, NOW, "push");
    String activity = sandbox.addActivity("page", NOW);
    String id = String.valueOf(JsonParser.object(added.get(0)).get("id"));
    String touched = sandbox.recordMetric(id, "converted", NOW.plusSeconds(60));

    assertThat(browser.get("messages/" + Browser.encoded(id)).body())
        .isEqualTo("{\"message\":" + touched + "}");
    assertThat(touched).contains("\"converted\":" + NOW.plusSeconds(60).getEpochSecond());
    assertThat(sandbox.truth().messages()).contains(touched, added.get(1), added.get(2));
    assertThat(sandbox.truth().activities()).contains(activity);
  }

  @Test
  void campaignActionsArePagedByTen() {
    List<JsonObject> pages = browser.pages("campaigns/1/actions");
    assertThat(pages).hasSizeGreaterThanOrEqualTo(3);
    assertThat(pages).allMatch(page -> Browser.items(page, "actions").size() <= 10);
    assertThat(browser.json("campaigns/1/actions/101").has("action")).isTrue();
    assertThat(browser.json("campaigns/1").has("campaign")).isTrue();
  }

  @Test
  void campaignsHaveSevenShapes() {
    List<JsonObject> campaigns = Browser.items(browser.json("campaigns"), "campaigns");
    assertThat(campaigns)
        .extracting(campaign -> campaign.get("type"))
        .contains("segment", "event", "date", "form", "webhook", "object", "relationship");
    assertThat(campaigns).anyMatch(c -> c.get("actions") == null && c.has("actions"));
    assertThat(campaigns).anyMatch(c -> "0".equals(String.valueOf(c.get("first_started"))));
  }
}
