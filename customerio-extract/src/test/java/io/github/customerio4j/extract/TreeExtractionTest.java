package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.RecordingSink.Table;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.ExtractionConfig.StateUse;
import io.github.customerio4j.extract.config.SegmentCustomersSelection;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.TableReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parents and their children, and responses that are not lists. */
class TreeExtractionTest {
  @TempDir Path folder;
  private Scene scene;

  @BeforeEach
  void open() throws IOException {
    scene = new Scene(folder);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private ExtractionReport run(String... tables) {
    return scene.run(
        ExtractionConfig.builder()
            .stateUse(StateUse.RESET)
            .addTables(tables)
            .maxRequestsInFlight(6));
  }

  @Test
  void childrenHoldParentIdInOrderOfParents() {
    scene.api.list("campaigns", "{\"id\":9}", "{\"id\":2}", "{\"id\":5}");
    scene.api.body("campaigns/9/actions", "{\"actions\":[{\"id\":\"1\"},{\"id\":\"2\"}]}");
    scene.api.body("campaigns/2/actions", "{\"actions\":null}");
    scene.api.body("campaigns/5/actions", "{\"actions\":[{\"id\":\"1\",\"type\":\"push\"}]}");

    for (long seed = 0; seed < 5; seed++) {
      scene.api.delays(seed);
      ExtractionReport report = run("campaign_actions");

      assertThat(scene.table("campaign_actions").column("campaign_id"))
          .containsExactly("9", "9", "5");
      assertThat(scene.table("campaign_actions").column("id")).containsExactly("1", "2", "1");
      assertThat(report.tables())
          .extracting(TableReport::table)
          .containsExactly("campaign_actions");
    }
  }

  @Test
  void listNeededBySeveralTablesIsRequestedOnce() {
    scene.api.list("segments", "{\"id\":7}", "{\"id\":8}");
    for (String id : List.of("7", "8")) {
      scene.api.body("segments/" + id + "/customer_count", "{\"count\":" + id + "0}");
      scene.api.body(
          "segments/" + id + "/used_by",
          "{\"used_by\":{\"campaigns\":[1," + id + "],\"sent_newsletters\":null}}");
      scene.api.list("segments/" + id + "/membership", "{\"cio_id\":\"a" + id + "\"}");
    }

    ExtractionReport report =
        scene.run(
            ExtractionConfig.builder()
                .addTables("segments", "segment_customer_counts", "segment_used_by")
                .segmentCustomers(SegmentCustomersSelection.allSegments()));

    assertThat(scene.api.requests("segments")).hasSize(1);
    assertThat(report.requests()).isEqualTo(7);
    assertThat(scene.table("segment_customer_counts").column("count")).containsExactly("70", "80");
    assertThat(scene.table("segment_used_by").column("campaigns"))
        .containsExactly("[1,7]", "[1,8]");
    assertThat(scene.table("segment_customers").column("segment_id")).containsExactly("7", "8");
  }

  @Test
  void grandchildrenHoldBothKeysAndTextsAreNumberedAcrossPages() {
    scene.api.list("broadcasts", "{\"id\":3}");
    scene.api.body("broadcasts/3/triggers", "{\"triggers\":[{\"id\":1},{\"id\":2}]}");
    scene.api.body("campaigns/3/triggers/2/errors", "{\"errors\":[]}");
    scene.api.trouble(
        request -> {
          HttpUrl url = request.getUrl();
          if (!url.encodedPath().endsWith("/triggers/1/errors")) {
            return Optional.empty();
          }
          String start = url.queryParameter("start");
          return Optional.of(
              FakeWorkspace.json(
                  start == null
                      ? "{\"errors\":[\"line 1: a\",\"line 2: b\"],\"next\":2}"
                      : "{\"errors\":[\"line 9: \\\"c\\\"\"],\"next\":\"\"}"));
        });

    run("broadcast_trigger_errors");

    assertThat(scene.table("broadcast_trigger_errors").column("error_number"))
        .containsExactly("1", "2", "3");
    assertThat(scene.table("broadcast_trigger_errors").column("error"))
        .containsExactly("line 1: a", "line 2: b", "line 9: \"c\"");
    assertThat(scene.table("broadcast_trigger_errors").column("trigger_id"))
        .containsExactly("1", "1", "1");
    assertThat(scene.table("broadcast_trigger_errors").column("broadcast_id"))
        .containsExactly("3", "3", "3");
  }

  @Test
  void textWhereAnOffsetBelongsIsFollowedAsItIs() {
    scene.api.list("broadcasts", "{\"id\":3}");
    scene.api.body("broadcasts/3/triggers", "{\"triggers\":[{\"id\":1},{\"id\":2}]}");
    scene.api.body("campaigns/3/triggers/2/errors", "{\"errors\":[\"d\"]}");
    scene.api.trouble(
        request -> {
          HttpUrl url = request.getUrl();
          if (!url.encodedPath().endsWith("/triggers/1/errors")) {
            return Optional.empty();
          }
          String start = url.queryParameter("start");
          return Optional.of(
              FakeWorkspace.json(
                  start == null
                      ? "{\"errors\":[\"a\",\"b\"],\"next\":\"MDE6/x\"}"
                      : start.equals("MDE6/x")
                          ? "{\"errors\":[\"c\"],\"next\":\"\"}"
                          : "{\"errors\":[\"wrong start\"]}"));
        });

    run("broadcast_trigger_errors");

    assertThat(scene.table("broadcast_trigger_errors").column("error"))
        .containsExactly("a", "b", "c", "d");
    assertThat(scene.table("broadcast_trigger_errors").column("error_number"))
        .containsExactly("1", "2", "3", "1");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 1000})
  void listsWithNumberedPagesAreReadToEnd(int allowed) {
    List<String> ids = IntStream.range(0, 20).mapToObj(String::valueOf).toList();
    scene.api.trouble(
        request -> {
          HttpUrl url = request.getUrl();
          if (!url.encodedPath().equals("/v1/assets")) {
            return Optional.empty();
          }
          int page = Integer.parseInt(Optional.ofNullable(url.queryParameter("page")).orElse("1"));
          return Optional.of(page(ids, (page - 1) * allowed, allowed, "assets", "id"));
        });

    run("assets");

    assertThat(scene.table("assets").column("id")).isEqualTo(ids);
  }

  @Test
  void listsWithOffsetsAreReadForEachCategory() {
    List<String> addresses = IntStream.range(0, 11).mapToObj(i -> i + "@example.com").toList();
    scene.api.trouble(
        request -> {
          HttpUrl url = request.getUrl();
          if (!url.encodedPath().startsWith("/v1/esp/suppression/")) {
            return Optional.empty();
          }
          int offset =
              Integer.parseInt(Optional.ofNullable(url.queryParameter("offset")).orElse("0"));
          boolean isEmpty = url.encodedPath().endsWith("/blocks");
          return Optional.of(
              page(isEmpty ? List.of() : addresses, offset, 4, "suppressions", "email"));
        });

    run("esp_suppressions");

    assertThat(scene.table("esp_suppressions").column("category"))
        .hasSize(33)
        .startsWith("bounces")
        .contains("spam_reports", "invalid_emails")
        .doesNotContain("blocks");
    assertThat(scene.table("esp_suppressions").column("email").subList(0, 11)).isEqualTo(addresses);
  }

  @Test
  void valuesOfAnyShapeAreKeptUnchanged() {
    List<String> stored =
        List.of(
            "[{\"a\": 1.50}, null]",
            "{\"b\":{}}",
            "\"text\"",
            "\"5\"",
            "5",
            "1.50",
            "1e3",
            "true",
            "\"\"",
            "\"a\\u0000 \\\"b\\\" \u00fc\"",
            "null",
            "{}",
            "[]");
    String[] collections = new String[stored.size()];
    for (int id = 0; id < stored.size(); id++) {
      collections[id] = "{\"id\":" + (id + 1) + "}";
      scene.api.body("collections/" + (id + 1) + "/content", stored.get(id));
    }
    scene.api.list("collections", collections);

    run("collection_contents");

    assertThat(scene.table("collection_contents").column("content")).isEqualTo(stored);
  }

  @Test
  void hiddenSendersAndTheirChildrenAreReadOnce() {
    // The second page of the visible senders repeats nothing; the hidden list repeats one sender.
    scene.api.trouble(
        request -> {
          HttpUrl url = request.getUrl();
          if (!url.encodedPath().equals("/v1/sender_identities")) {
            return Optional.empty();
          }
          boolean isHidden = "true".equals(url.queryParameter("hidden"));
          boolean isFirst = url.queryParameter("start") == null;
          String page =
              isHidden
                  ? "{\"id\":2},{\"id\":4,\"hidden\":true}],\"next\":\"\"}"
                  : isFirst
                      ? "{\"id\":1},{\"id\":2}],\"next\":\"c\"}"
                      : "{\"id\":3}],\"next\":null}";
          return Optional.of(FakeWorkspace.json("{\"sender_identities\":[" + page));
        });
    for (int id = 1; id <= 4; id++) {
      scene.api.body("sender_identities/" + id + "/used_by", "{\"campaigns\":[" + id + "]}");
    }

    run("sender_identities", "sender_identity_used_by");

    assertThat(scene.table("sender_identities").column("id"))
        .as("of two rows of a sender the later one counts")
        .containsExactly("1", "3", "2", "4");
    assertThat(scene.table("sender_identity_used_by").column("sender_id"))
        .containsExactly("1", "2", "3", "4");
    assertThat(scene.api.requests("sender_identities"))
        .extracting(HttpUrl::query)
        .containsExactly("limit=100", "limit=100&start=c", "limit=100&hidden=true");
    assertThat(scene.api.requests("sender_identities/2/used_by")).hasSize(1);
  }

  @Test
  void textsBecomeRecords() {
    scene.api.body("info/ip_addresses", "{\"ip_addresses\":[\"10.0.0.1\",\"10.0.0.2\"]}");
    run("ip_addresses");
    assertThat(scene.table("ip_addresses").column("ip_address"))
        .containsExactly("10.0.0.1", "10.0.0.2");
  }

  /** It is 2026-11-23, 07:34:56 in New York, where clocks were set back on November 1. */
  @Test
  void seriesBecomeOneRowPerMetricAndDay() {
    scene.api.list("newsletters", "{\"id\":4}");
    scene.api.body(
        "newsletters/4/metrics",
        "{\"metric\":{\"type\":\"email\",\"series\":{\"sent\":[1,0,25],\"opened\":[],\"x\":null,"
            + "\"clicked\":[3]}}}");

    run("newsletter_metrics");

    assertThat(scene.table("newsletter_metrics").column("metric"))
        .containsExactly("sent", "sent", "sent", "clicked");
    assertThat(scene.table("newsletter_metrics").column("value"))
        .containsExactly("1", "0", "25", "3");
    assertThat(scene.table("newsletter_metrics").column("period_start"))
        .containsExactly("1795237200", "1795323600", "1795410000", "1795410000");
    assertThat(scene.table("newsletter_metrics").column("period")).containsOnly("days");
    assertThat(scene.table("newsletter_metrics").column("newsletter_id")).containsOnly("4");
    assertThat(scene.api.requests("newsletters/4/metrics").get(0).query())
        .isEqualTo("period=days&steps=45");
  }

  @Test
  void daysOfSeriesBeginAtMidnightInNewYorkAcrossClockChange() {
    scene.api.list("newsletters", "{\"id\":4}");
    String zeros = "0,".repeat(44) + "0";
    scene.api.body("newsletters/4/metrics", "{\"metric\":{\"series\":{\"sent\":[" + zeros + "]}}}");

    run("newsletter_metrics");

    ZoneId newYork = ZoneId.of("America/New_York");
    assertThat(scene.table("newsletter_metrics").column("period_start"))
        .hasSize(45)
        .doesNotHaveDuplicates()
        .allSatisfy(
            second ->
                assertThat(
                        Instant.ofEpochSecond(Long.parseLong(second)).atZone(newYork).toLocalTime())
                    .isEqualTo(LocalTime.MIDNIGHT));
  }

  @Test
  void linksHaveSeparateSeries() {
    scene.api.list("newsletters", "{\"id\":5}");
    scene.api.body("newsletters/5/contents", "{\"contents\":[{\"id\":51}]}");
    scene.api.body(
        "newsletters/5/contents/51/metrics/links",
        "{\"links\":[{\"link\":{\"id\":7,\"href\":\"https://a/?\\\"q\\\"\"},\"metric\":{\"series\":"
            + "{\"clicked\":[1,2]}}},{\"metric\":{\"series\":{\"clicked\":[3]}},\"link\":{\"id\":8}}]}");

    run("newsletter_content_link_metrics");

    Table links = scene.table("newsletter_content_link_metrics");
    assertThat(links.column("link_id").subList(0, 2)).containsExactly("7", "7");
    assertThat(links.column("value")).containsExactly("1", "2", "3");
    assertThat(links.column("content_id")).containsOnly("51");
    assertThat(links.column("newsletter_id")).containsOnly("5");
    assertThat(links.column("link_href").get(0)).isEqualTo("https://a/?\"q\"");
  }

  @Test
  void peopleAreListedForTablesReadPersonByPerson() {
    scene.api.trouble(
        request ->
            request.getUrl().encodedPath().equals("/v1/customers")
                ? Optional.of(
                    FakeWorkspace.json(
                        request.getUrl().queryParameter("start") == null
                            ? "{\"identifiers\":[{\"cio_id\":\"a/1\"}],\"next\":\"2\"}"
                            : "{\"identifiers\":[{\"cio_id\":\"b\"}],\"next\":\"\"}"))
                : Optional.empty());
    scene.api.body("customers/a%2F1/segments", "{\"segments\":[{\"id\":4},{\"id\":5}]}");
    scene.api.body("customers/b/segments", "{\"segments\":[{\"id\":4}]}");

    ExtractionReport report = run("customer_segments");

    assertThat(scene.table("customer_segments").column("cio_id"))
        .containsExactly("a/1", "a/1", "b");
    assertThat(scene.table("customer_segments").column("id")).containsExactly("4", "5", "4");
    assertThat(report.tables()).hasSize(1);
  }

  private static MockResponse page(List<String> ids, int from, int size, String key, String field) {
    String records =
        ids.stream()
            .skip(from)
            .limit(size)
            .map(id -> "{\"" + field + "\":\"" + id + "\"}")
            .collect(Collectors.joining(","));
    return FakeWorkspace.json(
        "{\""
            + key
            + "\":["
            + records
            + "],\"meta\":{\"pagination\":{\"total\":"
            + ids.size()
            + "}}}");
  }
}
