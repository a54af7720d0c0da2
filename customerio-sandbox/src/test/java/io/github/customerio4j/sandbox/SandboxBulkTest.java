package io.github.customerio4j.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.sandbox.config.Bound;
import io.github.customerio4j.sandbox.config.BulkData;
import io.github.customerio4j.sandbox.config.ListOrder;
import io.github.customerio4j.sandbox.wire.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SandboxBulkTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final int MESSAGES = 2_500;
  private static final int ACTIVITIES = 350;

  private static SandboxBuilder options() {
    return Sandbox.builder()
        .clock(Clock.fixed(NOW, ZoneOffset.UTC))
        .bulk(BulkData.of(MESSAGES, ACTIVITIES));
  }

  private static long created(JsonObject item) {
    return Long.parseLong(String.valueOf(item.get("created")));
  }

  private static String id(JsonObject item) {
    return String.valueOf(item.get("id"));
  }

  private static List<JsonObject> messages(Browser browser, String query) {
    List<JsonObject> found = new ArrayList<>();
    browser
        .pages("messages?" + query)
        .forEach(page -> found.addAll(Browser.items(page, "messages")));
    return found;
  }

  /** Every message, by windows that are short enough for the API and overlap. */
  private static List<JsonObject> everyMessage(Browser browser) {
    Set<String> seen = new HashSet<>();
    List<JsonObject> all = new ArrayList<>();
    for (Instant end = NOW;
        end.isAfter(Instant.parse("2023-01-01T00:00:00Z"));
        end = end.atZone(ZoneOffset.UTC).minusMonths(5).toInstant()) {
      messages(browser, "limit=1000&end_ts=" + end.getEpochSecond()).stream()
          .filter(item -> seen.add(id(item)))
          .forEach(all::add);
    }
    return all;
  }

  @Test
  void everyRecordIsServedOnceAndHasAnIdOfItsOwn() {
    try (Sandbox sandbox = options().start()) {
      Browser browser = new Browser(sandbox);
      assertThat(everyMessage(browser)).hasSize(MESSAGES);
      assertThat(browser.all("activities?limit=100", "activities")).hasSize(ACTIVITIES);
      assertThat(browser.pages("activities?limit=100"))
          .as("pages are full but for the last")
          .hasSize(4)
          .allMatch(page -> page.has("activities"));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ListOrder.class,
      names = {"NEWEST_FIRST", "OLDEST_FIRST"})
  void windowHoldsWhatBelongsToItInOrder(ListOrder order) {
    for (Bound bound : Bound.values()) {
      try (Sandbox sandbox = options().order(order).windowStart(bound).windowEnd(bound).start()) {
        Browser browser = new Browser(sandbox);
        Comparator<JsonObject> oldestFirst =
            Comparator.comparingLong(SandboxBulkTest::created).thenComparing(SandboxBulkTest::id);
        List<JsonObject> all =
            everyMessage(browser).stream().sorted(oldestFirst.reversed()).toList();
        long first = created(all.get(1200));
        long last = created(all.get(900));
        LongPredicate belongs =
            bound == Bound.INCLUSIVE
                ? time -> time >= first && time <= last
                : time -> time > first && time < last;
        for (String type : List.of("", "email", "webhook", "slack")) {
          String filter = type.isEmpty() ? "" : "&type=" + type;
          assertThat(messages(browser, "limit=70&start_ts=" + first + "&end_ts=" + last + filter))
              .as("%s, bounds %s, type %s", order, bound, type)
              .extracting(SandboxBulkTest::id)
              .isEqualTo(
                  all.stream()
                      .filter(item -> belongs.test(created(item)))
                      .filter(item -> type.isEmpty() || type.equals(item.get("type")))
                      .sorted(
                          order == ListOrder.OLDEST_FIRST ? oldestFirst : oldestFirst.reversed())
                      .map(SandboxBulkTest::id)
                      .toList());
        }
      }
    }
  }

  @Test
  void parametersAreCheckedAsStrictlyAsEver() {
    try (Sandbox sandbox = options().start()) {
      Browser browser = new Browser(sandbox);
      assertThat(browser.get("messages?limit=1001").statusCode()).isEqualTo(400);
      assertThat(browser.get("messages?type=letter").statusCode()).isEqualTo(400);
      assertThat(browser.get("messages?start=nonsense").statusCode()).isEqualTo(400);
      assertThat(browser.get("messages?metric=sent").statusCode()).isEqualTo(400);
      assertThat(browser.get("activities?limit=101").statusCode()).isEqualTo(400);
      String cursor = Browser.cursor(browser.json("messages?limit=10"));
      assertThat(
              browser
                  .get("messages?limit=10&type=email&start=" + Browser.encoded(cursor))
                  .statusCode())
          .as("a cursor of another list")
          .isEqualTo(400);
      assertThat(messages(browser, "drafts=true")).isEmpty();
      assertThat(browser.all("activities?deleted=true", "activities")).isEmpty();
      assertThat(browser.json("campaigns").has("campaigns")).as("other lists are there").isTrue();
    }
  }

  @Test
  void tameDataHoldNothingThatIsHardToExtract() {
    BulkData tame = BulkData.of(400, 100).withMessagesOf("push").with(BulkData.Texture.TAME);
    try (Sandbox sandbox = options().bulk(tame).start()) {
      Browser browser = new Browser(sandbox);
      assertThat(messages(browser, "limit=1000"))
          .isNotEmpty()
          .allMatch(item -> "push".equals(item.get("type")));
      assertThat(browser.get("activities?limit=100").body()).doesNotContain("\\", "wobble");
    }
  }

  @Test
  void shuffledListHasEveryRecordOnceInSameOrderInEveryRequest() {
    try (Sandbox sandbox = options().order(ListOrder.SHUFFLED).start()) {
      Browser browser = new Browser(sandbox);
      List<JsonObject> listed = messages(browser, "limit=97");
      List<String> ids = listed.stream().map(SandboxBulkTest::id).toList();
      List<Long> someTimes = listed.stream().map(SandboxBulkTest::created).limit(9).toList();

      assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
      assertThat(messages(browser, "limit=50")).extracting(SandboxBulkTest::id).isEqualTo(ids);
      assertThat(someTimes)
          .isNotEqualTo(someTimes.stream().sorted().toList())
          .isNotEqualTo(someTimes.stream().sorted(Comparator.reverseOrder()).toList());
      assertThat(everyMessage(browser)).hasSize(MESSAGES);
    }
  }

  @Test
  void impossibleDataAreRefused() {
    assertThatThrownBy(() -> BulkData.of(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BulkData.of(1, 0).withMessagesOf("letter"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
