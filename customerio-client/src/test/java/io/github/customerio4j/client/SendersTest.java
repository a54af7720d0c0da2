package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.client.model.query.LinkMetricsQuery;
import io.github.customerio4j.client.model.query.MetricsQuery;
import io.github.customerio4j.client.model.sending.LinkMetrics;
import io.github.customerio4j.client.model.sending.Metrics;
import io.github.customerio4j.client.model.sending.Newsletter;
import io.github.customerio4j.client.paging.Paged;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Operations on senders of messages: lists, contents, metrics. */
class SendersTest {
  private static final String SERIES =
      "{\"type\":\"email\",\"series\":{\"sent\":[0,4,25],\"human_opened\":[],\"x\":null},\"new\":1}";

  private ApiServer api;
  private CustomerIo client;

  @BeforeEach
  void start() throws IOException {
    api = new ApiServer();
    client = api.client();
  }

  @AfterEach
  void stop() {
    client.close();
    api.close();
  }

  /** Operations that return objects with an id: the call, the target, the key of the result. */
  static Stream<Arguments> objects() {
    return Stream.of(
        one("broadcasts", "broadcasts", true, c -> c.broadcasts().list()),
        one("broadcasts/7", "broadcast", false, c -> c.broadcasts().get(7)),
        one("broadcasts/7/actions", "actions", true, c -> c.broadcasts().actions(7)),
        one("broadcasts/7/actions/8", "action", false, c -> c.broadcasts().action(7, 8)),
        one(
            "broadcasts/7/actions/8/language/pt-BR",
            "action",
            false,
            c -> c.broadcasts().action(7, 8, "pt-BR")),
        one("broadcasts/7/triggers", "triggers", true, c -> c.broadcasts().triggers(7)),
        one("campaigns/7/triggers/8", "", false, c -> c.broadcasts().trigger(7, 8)),
        one("broadcasts/7/messages?limit=9", "messages", true, c -> c.broadcasts().messages(7, 9)),
        one("newsletters?limit=100", "newsletters", true, c -> c.newsletters().list(100)),
        one("newsletters/7", "newsletter", false, c -> c.newsletters().get(7)),
        one("newsletters/7/contents", "contents", true, c -> c.newsletters().contents(7)),
        one("newsletters/7/contents/8", "content", false, c -> c.newsletters().content(7, 8)),
        one("newsletters/7/language/de", "content", false, c -> c.newsletters().language(7, "de")),
        one("newsletters/7/test_groups", "test_groups", true, c -> c.newsletters().testGroups(7)),
        one(
            "newsletters/7/test_group/A/language/de",
            "content",
            false,
            c -> c.newsletters().testGroupLanguage(7, "A", "de")),
        one(
            "newsletters/7/messages?limit=9",
            "messages",
            true,
            c -> c.newsletters().messages(7, 9)),
        one("transactional", "messages", true, c -> c.transactional().list()),
        one("transactional/7", "message", false, c -> c.transactional().get(7)),
        one("transactional/7/contents", "contents", true, c -> c.transactional().contents(7)),
        one("transactional/7/contents/8", "content", false, c -> c.transactional().content(7, 8)),
        one(
            "transactional/7/language/fr",
            "content",
            true,
            c -> c.transactional().language(7, "fr")),
        one(
            "transactional/7/messages?limit=9",
            "messages",
            true,
            c -> c.transactional().messages(7, 9)),
        one("campaigns/7/messages?limit=9", "messages", true, c -> c.campaigns().messages(7, 9)),
        one(
            "campaigns/7/actions/8/language/de",
            "action",
            false,
            c -> c.campaigns().action(7, 8, "de")));
  }

  private static Arguments one(
      String target, String key, boolean isList, Function<CustomerIo, Object> call) {
    return Arguments.of(target, key, isList, call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("objects")
  void documentedShapesAreReadAndUnknownFieldsKept(
      String target, String key, boolean isList, Function<CustomerIo, Object> call) {
    String object =
        "{\"id\":42,\"deduplicate_id\":\"42:1\",\"name\":\"Name \\u00e9\",\"language\":\"de\","
            + "\"created\":1552341937,\"updated\":1552341999,\"tags\":[\"a\",null],\"new_field\":{\"x\":1}}";
    api.enqueue(wrapped(key, isList, object));

    String read = read(call);

    assertThat(api.take().getTarget()).isEqualTo("/v1/" + target);
    assertThat(read).contains("id=42").contains("new_field");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("objects")
  void missingAndNullFieldsAreEmpty(
      String target, String key, boolean isList, Function<CustomerIo, Object> call) {
    String nulls =
        Stream.of(
                "name", "created", "updated", "tags", "language", "actions", "content_ids", "type")
            .map(field -> "\"" + field + "\":null")
            .reduce("{\"id\":\"42\"", (all, field) -> all + "," + field);
    api.enqueue(wrapped(key, isList, nulls + "}"));
    assertThat(read(call).replaceAll("unknownFields=.*", ""))
        .contains("id=42")
        .doesNotContain(" name=");

    if (isList) {
      api.enqueue("{\"" + key + "\":null}");
      assertThat(read(call)).isEqualTo("[]");
    }
  }

  static Stream<Arguments> metrics() {
    return Stream.of(
        one("campaigns/7/metrics", "", false, c -> c.campaigns().metrics(7, MetricsQuery.days(45))),
        one(
            "campaigns/7/actions/8/metrics",
            "",
            false,
            c -> c.campaigns().actionMetrics(7, 8, MetricsQuery.days(45))),
        one(
            "broadcasts/7/metrics",
            "",
            false,
            c -> c.broadcasts().metrics(7, MetricsQuery.days(45))),
        one(
            "broadcasts/7/actions/8/metrics",
            "",
            false,
            c -> c.broadcasts().actionMetrics(7, 8, MetricsQuery.days(45))),
        one(
            "newsletters/7/metrics",
            "",
            false,
            c -> c.newsletters().metrics(7, MetricsQuery.days(45))),
        one(
            "newsletters/7/contents/8/metrics",
            "",
            false,
            c -> c.newsletters().contentMetrics(7, 8, MetricsQuery.days(45))),
        one(
            "transactional/7/metrics",
            "",
            false,
            c -> c.transactional().metrics(7, MetricsQuery.days(45))),
        one(
            "campaigns/7/metrics/links",
            "",
            true,
            c -> c.campaigns().linkMetrics(7, LinkMetricsQuery.days(45))),
        one(
            "campaigns/7/actions/8/metrics/links",
            "",
            true,
            c -> c.campaigns().actionLinkMetrics(7, 8, MetricsQuery.days(45))),
        one(
            "broadcasts/7/metrics/links",
            "",
            true,
            c -> c.broadcasts().linkMetrics(7, LinkMetricsQuery.days(45))),
        one(
            "broadcasts/7/actions/8/metrics/links",
            "",
            true,
            c -> c.broadcasts().actionLinkMetrics(7, 8, MetricsQuery.days(45))),
        one(
            "newsletters/7/metrics/links",
            "",
            true,
            c -> c.newsletters().linkMetrics(7, LinkMetricsQuery.days(45))),
        one(
            "newsletters/7/contents/8/metrics/links",
            "",
            true,
            c -> c.newsletters().contentLinkMetrics(7, 8, MetricsQuery.days(45))),
        one(
            "transactional/7/metrics/links",
            "",
            true,
            c -> c.transactional().linkMetrics(7, LinkMetricsQuery.days(45))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("metrics")
  void metricsAreReadByName(
      String target, String key, boolean areLinks, Function<CustomerIo, Object> call) {
    api.enqueue(
        areLinks
            ? "{\"links\":[{\"link\":{\"id\":3,\"href\":\"https://a\"},\"metric\":"
                + SERIES
                + "},{}]}"
            : "{\"metric\":" + SERIES + "}");

    Object read = call.apply(client);

    String version = target.matches("campaigns/.*/?metrics") ? "version=1&" : "";
    assertThat(api.take().getTarget())
        .isEqualTo("/v1/" + target + "?" + version + "period=days&steps=45");
    Metrics metrics =
        read instanceof List<?> links
            ? ((LinkMetrics) links.get(0)).metric().orElseThrow()
            : (Metrics) read;
    assertThat(metrics.series().get("sent")).containsExactly(0L, 4L, 25L);
    assertThat(metrics.series().get("human_opened")).isEmpty();
    assertThat(metrics.unknownFields()).containsKey("new");
    if (read instanceof List<?> links) {
      assertThat(((LinkMetrics) links.get(0)).link().orElseThrow().href()).contains("https://a");
      assertThat(((LinkMetrics) links.get(1)).metric()).isEmpty();
    }
  }

  @Test
  void errorsOfATriggeringAreAListDespiteTheirKey() {
    api.enqueue("{\"errors\":[\"line 1: a\",\"line 2: b\"],\"next\":50}");
    api.enqueue("{\"errors\":[\"line 51: c\"]}");
    assertThat(client.broadcasts().triggerErrors(7, 8))
        .containsExactly("line 1: a", "line 2: b", "line 51: c");
    assertThat(api.take().getTarget()).isEqualTo("/v1/campaigns/7/triggers/8/errors");
    assertThat(api.take().getTarget()).isEqualTo("/v1/campaigns/7/triggers/8/errors?start=50");
  }

  @Test
  void fieldsOfANewsletterHaveTheirTypes() {
    api.enqueue(
        "{\"newsletter\":{\"id\":7,\"sent_at\":1552341937,\"content_ids\":[71,\"72\"],"
            + "\"recipient_segment_ids\":[3],\"tags\":[\"x\"],\"type\":\"email\"}}");
    Newsletter newsletter = client.newsletters().get(7);
    assertThat(newsletter.sentAt()).contains(Instant.ofEpochSecond(1552341937));
    assertThat(newsletter.contentIds()).containsExactly(71L, 72L);
    assertThat(newsletter.recipientSegmentIds()).containsExactly(3L);
    assertThat(newsletter.unknownFields()).isEqualTo(Map.of());
  }

  private String read(Function<CustomerIo, Object> call) {
    Object value = call.apply(client);
    return String.valueOf(value instanceof Paged<?> paged ? paged.stream().toList() : value);
  }

  private static String wrapped(String key, boolean isList, String object) {
    String value = isList ? "[" + object + "]" : object;
    return key.isEmpty() ? value : "{\"" + key + "\":" + value + "}";
  }
}
