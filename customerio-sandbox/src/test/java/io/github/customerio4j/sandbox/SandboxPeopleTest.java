package io.github.customerio4j.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.sandbox.wire.JsonNumber;
import io.github.customerio4j.sandbox.wire.JsonObject;
import io.github.customerio4j.sandbox.wire.JsonParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SandboxPeopleTest {
  private final Sandbox sandbox = Sandbox.builder().start();
  private final Browser browser = new Browser(sandbox);

  @AfterEach
  void close() {
    sandbox.close();
  }

  private int found(String filter) {
    JsonObject page =
        JsonParser.object(
            browser.post("customers?limit=1000", "{\"filter\":" + filter + "}").body());
    return Browser.items(page, "identifiers").size();
  }

  private long count(String attribute, String value) {
    return sandbox.truth().customers().stream()
        .filter(person -> value.equals(person.get(attribute)))
        .count();
  }

  private static String attribute(String field, String value) {
    return "{\"attribute\":{\"field\":\""
        + field
        + "\",\"operator\":\"eq\",\"value\":"
        + value
        + "}}";
  }

  @Test
  void filtersAreEvaluated() {
    int everybody = sandbox.truth().customers().size();
    String premium = attribute("plan", "\"premium\"");
    String team = attribute("plan", "\"team\"");
    long premiums = count("plan", "premium");
    long teams = count("plan", "team");

    assertThat(found(premium)).isEqualTo((int) premiums).isPositive();
    assertThat(found("{\"not\":" + premium + "}")).isEqualTo((int) (everybody - premiums));
    assertThat(found("{\"or\":[" + premium + "," + team + "]}"))
        .isEqualTo((int) (premiums + teams));
    assertThat(found("{\"and\":[" + premium + "," + team + "]}")).isZero();
    assertThat(found("{\"segment\":{\"id\":1}}")).isEqualTo(everybody);
    assertThat(found(attribute("unsubscribed", "true")))
        .isEqualTo((int) count("unsubscribed", "true"));
    long withId = sandbox.truth().customers().stream().filter(p -> p.containsKey("id")).count();
    assertThat(found("{\"attribute\":{\"field\":\"id\",\"operator\":\"exists\"}}"))
        .isEqualTo((int) withId)
        .isLessThan(everybody);
  }

  @Test
  void malformedFiltersAreRefused() {
    for (String filter :
        List.of(
            "{}",
            "null",
            "[]",
            "{\"and\":[]}",
            "{\"xor\":[]}",
            "{\"and\":[{\"segment\":{\"id\":1}}],\"or\":[]}",
            "{\"segment\":{\"id\":\"1\"}}",
            "{\"segment\":{\"id\":1,\"name\":\"x\"}}",
            "{\"attribute\":{\"operator\":\"exists\"}}",
            "{\"attribute\":{\"field\":\"a\"}}",
            "{\"attribute\":{\"field\":\"a\",\"operator\":\"eq\"}}",
            "{\"attribute\":{\"field\":\"a\",\"operator\":\"gt\",\"value\":1}}",
            "{\"segment\":{\"id\":1}}}")) {
      assertThat(browser.post("customers", "{\"filter\":" + filter + "}").statusCode())
          .as(filter)
          .isEqualTo(400);
    }
    for (String body :
        List.of(
            "",
            "[1]",
            "{\"filter\"",
            "{\"a\":1,\"a\":2}",
            "{\"a\":01}",
            "nul",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"\\u12\"}",
            "{\"a\":\"b",
            "{\"a\":\"\n\"}",
            "{a:1}")) {
      assertThat(browser.post("customers", body).statusCode()).as(body).isEqualTo(400);
    }
  }

  @Test
  void membershipNamesPeopleWithoutId() {
    JsonObject page = browser.json("segments/1/membership");
    List<JsonObject> identifiers = Browser.items(page, "identifiers");
    assertThat(identifiers).hasSameSizeAs(sandbox.truth().membership(1));
    assertThat((List<?>) page.get("ids")).hasSizeLessThan(identifiers.size());
    assertThat(identifiers)
        .anyMatch(person -> person.get("id") == null && person.get("email") != null)
        .anyMatch(person -> person.get("id") == null && person.get("email") == null)
        .anyMatch(person -> person.get("cio_id") instanceof JsonNumber);
    assertThat(String.valueOf(browser.json("segments/1/customer_count").get("count")))
        .isEqualTo(Integer.toString(identifiers.size()));
    assertThat(browser.json("segments/1/used_by").has("used_by")).isTrue();
    assertThat(browser.json("segments/1").has("segment")).isTrue();
  }

  @Test
  void peopleAreFoundByEveryKindOfId() {
    Map<String, String> person =
        sandbox.truth().customers().stream()
            .filter(p -> p.containsKey("id") && p.getOrDefault("email", "").contains("+"))
            .findFirst()
            .orElseThrow();
    String id = Browser.encoded(String.valueOf(person.get("id"))).replace("+", "%20");
    String email = String.valueOf(person.get("email"));

    JsonObject byId = browser.json("customers/" + id + "/attributes");
    JsonObject byEmail =
        browser.json("customers/" + Browser.encoded(email) + "/attributes?id_type=email");
    JsonObject byCioId =
        browser.json("customers/cio_" + person.get("cio_id") + "/attributes?id_type=cio_id");
    assertThat(byEmail).hasToString(byId.toString());
    assertThat(byCioId).hasToString(byId.toString());
    assertThat(Browser.items(browser.json("customers?email=" + Browser.encoded(email)), "results"))
        .hasSize(1);
    assertThat(Browser.items(browser.json("customers?email=" + email), "results"))
        .as("an unencoded plus matches nobody")
        .isEmpty();
    assertThat(browser.json("customers/" + id + "/segments").has("segments")).isTrue();
    assertThat(browser.json("customers/" + id + "/messages?limit=1000").has("messages")).isTrue();
    assertThat(browser.json("customers/" + id + "/activities?limit=100").has("activities"))
        .isTrue();
  }

  @Test
  void attributesAreGivenForAHundredAtMost() {
    String hundredAndOne = String.join(",", Collections.nCopies(101, "\"1000\""));
    assertThat(
            browser.post("customers/attributes", "{\"ids\":[" + hundredAndOne + "]}").statusCode())
        .isEqualTo(400);
    List<JsonObject> people =
        Browser.items(
            JsonParser.object(
                browser.post("customers/attributes", "{\"ids\":[\"1000\",\"none\"]}").body()),
            "customers");
    assertThat(people).extracting(person -> person.get("id")).isEqualTo(List.of("1000"));
  }

  @Test
  void someAttributesAreSeenOnlyInTheLastPerson() {
    List<Map<String, String>> people = new ArrayList<>(sandbox.truth().customers());
    Map<String, String> last = people.remove(people.size() - 1);
    assertThat(last).containsKey("only_the_last_person_has_this");
    assertThat(people).noneMatch(person -> person.containsKey("only_the_last_person_has_this"));
  }
}
