package io.github.customerio4j.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.sandbox.config.SandboxSize;
import io.github.customerio4j.sandbox.data.HostileValues;
import io.github.customerio4j.sandbox.wire.JsonObject;
import io.github.customerio4j.sandbox.wire.JsonParser;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SandboxDataTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);

  private static List<Object> everything(long seed, SandboxSize size) {
    try (Sandbox sandbox = Sandbox.builder().seed(seed).size(size).clock(CLOCK).start()) {
      SandboxTruth truth = sandbox.truth();
      return List.of(
          truth.campaigns(),
          truth.segments(),
          truth.messages(),
          truth.drafts(),
          truth.activities(),
          truth.deletedActivities(),
          truth.customers());
    }
  }

  @Test
  void sameSeedMakesTheSameData() {
    assertThat(everything(7, SandboxSize.TINY)).isEqualTo(everything(7, SandboxSize.TINY));
    assertThat(everything(7, SandboxSize.TINY)).isNotEqualTo(everything(8, SandboxSize.TINY));
  }

  @Test
  void demoIsAsLargeAsItSays() {
    try (Sandbox sandbox = Sandbox.builder().size(SandboxSize.DEMO).clock(CLOCK).start()) {
      SandboxTruth truth = sandbox.truth();
      assertThat(truth.customers()).hasSize(500);
      assertThat(truth.messages().size() + truth.drafts().size()).isEqualTo(6_000);
      assertThat(truth.activities()).hasSizeBetween(3_800, 4_200);
      assertThat(truth.campaigns()).hasSize(12);
      assertThat(truth.segments()).hasSize(14);
      assertThat(truth.membership(14)).as("Nobody").isEmpty();
      assertThatThrownBy(() -> truth.membership(99)).hasMessage("Cannot list segment 99: unknown.");
    }
  }

  @Test
  void recordsReferToEachOther() {
    try (Sandbox sandbox = Sandbox.builder().clock(CLOCK).start()) {
      SandboxTruth truth = sandbox.truth();
      Set<Object> people =
          truth.customers().stream().map(p -> p.get("cio_id")).collect(Collectors.toSet());
      Set<Object> messages =
          truth.messages().stream()
              .map(m -> JsonParser.object(m).get("id"))
              .collect(Collectors.toSet());
      truth.drafts().forEach(draft -> messages.add(JsonParser.object(draft).get("id")));

      for (String json : truth.messages()) {
        JsonObject message = JsonParser.object(json);
        assertThat(people)
            .contains(String.valueOf(Browser.child(message, "customer_identifiers").get("cio_id")));
      }
      for (String json : truth.activities()) {
        Object delivery = JsonParser.object(json).get("delivery_id");
        assertThat(delivery == null || messages.contains(delivery)).as(json).isTrue();
      }
    }
  }

  @Test
  void dataAreAwkward() {
    String all =
        String.join("\n", everything(42, SandboxSize.TINY).stream().map(Object::toString).toList());
    assertThat(all)
        .contains("9007199254740993", "1.10", "1e5", "12345678901234567890123", "\\ud83d", "\\/")
        .contains("\\u003c", "\"a.b\":", "\"Name\":", "\"name\":", "\"\":\"empty key\"")
        .contains(
            HostileValues.LONG_KEY + "first",
            HostileValues.LONG_KEY + "second",
            "{}",
            "[]",
            "\\r\\n");
  }

  @Test
  void typesOfMessagesAndActivitiesAreMany() {
    try (Sandbox sandbox = Sandbox.builder().clock(CLOCK).start()) {
      assertThat(types(sandbox.truth().messages())).contains("email", "push", "in_app", "twilio");
      assertThat(types(sandbox.truth().activities()))
          .contains("page", "event", "secondary:dropped_email", "failed_attribute_change");
    }
  }

  private static Set<Object> types(List<String> items) {
    return items.stream()
        .map(item -> JsonParser.object(item).get("type"))
        .collect(Collectors.toSet());
  }

  @Test
  void sizesMustBePositive() {
    assertThatThrownBy(() -> new SandboxSize(0, 1, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("every number must be positive");
  }
}
