package io.github.customerio4j.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.sandbox.config.PagingStyle;
import io.github.customerio4j.sandbox.config.SandboxSize;
import io.github.customerio4j.sandbox.wire.JsonObject;
import io.github.customerio4j.sandbox.wire.JsonParser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SandboxChangingMessagesTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final int COUNT = 1_000;
  private static final String LIST = "messages?limit=1000&type=in_app";

  private final Sandbox sandbox = sandbox(7);
  private final Browser browser = new Browser(sandbox);

  private static Sandbox sandbox(long seed) {
    Sandbox sandbox =
        Sandbox.builder()
            .seed(seed)
            .clock(Clock.fixed(START, ZoneOffset.UTC))
            .size(SandboxSize.TINY.withMessages(1))
            .paging(PagingStyle.PLAIN)
            .start();
    sandbox.addChangingMessages(COUNT, "in_app", START, START.plus(DAY));
    return sandbox;
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private Collection<JsonObject> listed() {
    return browser.all(LIST, "messages").values();
  }

  private List<JsonObject> truth(Instant at) {
    return sandbox.truth().messages(at).stream()
        .map(JsonParser::object)
        .filter(message -> "in_app".equals(message.get("type")))
        .toList();
  }

  private static long count(Collection<JsonObject> messages, String metric) {
    return messages.stream()
        .filter(message -> Browser.child(message, "metrics").has(metric))
        .count();
  }

  @Test
  void messagesAppearAsTheClockReachesTheirCreation() {
    assertThat(listed()).hasSizeLessThan(5);

    sandbox.advance(Duration.ofHours(12));
    assertThat(listed()).hasSizeBetween(400, 600);

    sandbox.advance(Duration.ofHours(12));
    assertThat(listed()).hasSize(COUNT);

    sandbox.advance(Duration.ofHours(-12));
    assertThat(listed()).as("the clock was moved back").hasSizeBetween(400, 600);
  }

  @Test
  void nothingIsShownBeforeItHappened() {
    for (int day = 1; day <= 20; day++) {
      sandbox.advance(DAY);
      long now = sandbox.clock().instant().getEpochSecond();
      for (JsonObject message : listed()) {
        assertThat(Browser.child(message, "metrics").members().values())
            .allMatch(at -> Long.parseLong(String.valueOf(at)) <= now);
      }
    }
  }

  @Test
  void truthAtAnotherTimeIsWhatTheApiShowsThen() {
    List<List<String>> foreseen =
        List.of(1, 2, 9, 70).stream()
            .map(days -> sandbox.truth().messages(START.plus(Duration.ofDays(days))))
            .toList();

    int passed = 0;
    for (int i = 0; i < foreseen.size(); i++) {
      int day = List.of(1, 2, 9, 70).get(i);
      sandbox.advance(Duration.ofDays(day - passed));
      passed = day;
      assertThat(sandbox.truth().messages()).as("day %s", day).isEqualTo(foreseen.get(i));
      assertThat(listed())
          .extracting(JsonObject::toString)
          .containsExactlyInAnyOrderElementsOf(
              truth(sandbox.clock().instant()).stream().map(JsonObject::toString).toList());
    }
  }

  @Test
  void messagesAreDeliveredInMinutesOpenedOverDaysAndConvertedOverWeeks() {
    List<JsonObject> afterOneDay = truth(START.plus(DAY.plusMinutes(30)));
    List<JsonObject> afterTenDays = truth(START.plus(DAY.multipliedBy(10)));
    List<JsonObject> atLast = truth(START.plus(DAY.multipliedBy(90)));

    assertThat(count(afterOneDay, "delivered"))
        .isEqualTo(count(atLast, "delivered"))
        .isBetween(940L, 990L);
    assertThat(count(afterOneDay, "bounced")).isEqualTo(COUNT - count(atLast, "delivered"));
    assertThat(count(afterOneDay, "opened")).isBetween(200L, 350L);
    assertThat(count(afterTenDays, "opened")).isBetween(380L, 450L);
    assertThat(count(atLast, "opened")).isGreaterThan(count(afterTenDays, "opened"));
    assertThat(count(afterTenDays, "converted")).isLessThan(count(atLast, "converted"));
  }

  @Test
  void versionChangesWithTheMessage() {
    String early = String.valueOf(truth(START.plus(DAY)).get(0).get("deduplicate_id"));
    JsonObject late = truth(START.plus(DAY.multipliedBy(90))).get(0);
    long lastChange =
        Browser.child(late, "metrics").members().values().stream()
            .mapToLong(at -> Long.parseLong(String.valueOf(at)))
            .max()
            .orElseThrow();

    assertThat(late.get("deduplicate_id")).isEqualTo(late.get("id") + ":" + lastChange);
    assertThat(early).startsWith(late.get("id") + ":");
  }

  @Test
  void sameSeedGivesTheSameChanges() {
    try (Sandbox same = sandbox(7);
        Sandbox other = sandbox(8)) {
      Instant later = START.plus(DAY.multipliedBy(5));
      assertThat(same.truth().messages(later)).isEqualTo(sandbox.truth().messages(later));
      assertThat(other.truth().messages(later)).isNotEqualTo(sandbox.truth().messages(later));
    }
  }

  @Test
  void recordedMetricIsShownOnceTheClockReachesIt() {
    sandbox.advance(DAY);
    String id = String.valueOf(truth(START.plus(DAY)).get(0).get("id"));
    Instant at = sandbox.clock().instant().plus(Duration.ofHours(1));

    assertThat(sandbox.recordMetric(id, "spammed", at)).doesNotContain("spammed");
    sandbox.advance(Duration.ofHours(1));

    JsonObject message = Objects.requireNonNull(browser.all(LIST, "messages").get(id));
    assertThat(String.valueOf(Browser.child(message, "metrics").get("spammed")))
        .isEqualTo(String.valueOf(at.getEpochSecond()));
  }

  @Test
  void endBeforeTheStartIsRefused() {
    assertThatThrownBy(() -> sandbox.addChangingMessages(1, "email", START, START))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot add messages created between 2026-03-01T00:00:00Z and 2026-03-01T00:00:00Z:"
                + " give an end after the start.");
  }
}
