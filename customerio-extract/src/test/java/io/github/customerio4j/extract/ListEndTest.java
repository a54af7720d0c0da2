package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.client.error.PagingException;
import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.config.SegmentCustomersSelection;
import io.github.customerio4j.extract.report.ExtractionReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import mockwebserver3.MockResponse;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every list ends, and a list whose cursor expires is read again from its start. */
class ListEndTest {
  private static final int RECENT = (int) Scene.NOW.getEpochSecond() - 5000;

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

  /** A list of each source, and of each style of paging. */
  private enum Listed {
    MESSAGES("/v1/messages", "messages", "start", "") {
      @Override
      ExtractionConfig.Builder config() {
        return ExtractionConfig.builder()
            .messages(
                MessagesSelection.builder().since(Scene.NOW.minus(Duration.ofDays(1))).build());
      }
    },
    ACTIVITIES("/v1/activities", "activities", "start", "") {
      @Override
      ExtractionConfig.Builder config() {
        return ExtractionConfig.builder()
            .activities(
                ActivitiesSelection.builder()
                    .layout(ActivitiesSelection.Layout.SINGLE_TABLE)
                    .build());
      }
    },
    NEWSLETTERS("/v1/newsletters", "newsletters", "start", "newsletters"),
    MEMBERS("/v1/segments/7/membership", "identifiers", "start", "") {
      @Override
      ExtractionConfig.Builder config() {
        return ExtractionConfig.builder()
            .segmentCustomers(SegmentCustomersSelection.builder().addSegmentIds(7).build());
      }
    },
    ASSETS("/v1/assets", "assets", "page", "assets"),
    SUPPRESSIONS("/v1/esp/suppression/bounces", "suppressions", "offset", "esp_suppressions") {
      @Override
      void prepare(Scene scene) {
        for (String type : List.of("blocks", "spam_reports", "invalid_emails")) {
          scene.api.body("esp/suppression/" + type, "{\"suppressions\":[]}");
        }
      }
    },
    ERRORS("/v1/campaigns/7/triggers/1/errors", "errors", "start", "broadcast_trigger_errors") {
      @Override
      void prepare(Scene scene) {
        scene.api.list("broadcasts", "{\"id\":7}");
        scene.api.body("broadcasts/7/triggers", "{\"triggers\":[{\"id\":1,\"broadcast_id\":7}]}");
      }
    };

    private final String path;
    private final String itemsKey;
    private final String parameter;
    private final String table;

    Listed(String path, String itemsKey, String parameter, String table) {
      this.path = path;
      this.itemsKey = itemsKey;
      this.parameter = parameter;
      this.table = table;
    }

    void prepare(Scene scene) {}

    ExtractionConfig.Builder config() {
      return ExtractionConfig.builder().addTables(table);
    }

    boolean isCounted() {
      return this == ASSETS || this == SUPPRESSIONS;
    }

    /** An item that differs from those of other pages. */
    String item(int number) {
      return switch (this) {
        case ERRORS -> "\"line " + number + "\"";
        case SUPPRESSIONS -> "{\"email\":\"p" + number + "@example.com\"}";
        case MEMBERS -> "{\"cio_id\":\"p" + number + "\"}";
        case MESSAGES ->
            "{\"id\":\"m%d\",\"type\":\"email\",\"created\":%d}".formatted(number, RECENT - number);
        case ACTIVITIES ->
            "{\"id\":\"01A%d\",\"type\":\"event\",\"timestamp\":%d}"
                .formatted(number, RECENT - number);
        default -> "{\"id\":" + number + "}";
      };
    }
  }

  private void answer(Listed list, Function<HttpUrl, MockResponse> pages) {
    list.prepare(scene);
    scene.api.trouble(
        request ->
            request.getUrl().encodedPath().equals(list.path)
                ? Optional.of(pages.apply(request.getUrl()))
                : Optional.empty());
  }

  private static MockResponse ok(String body) {
    return new MockResponse.Builder().body(body).build();
  }

  private static MockResponse refused() {
    return new MockResponse.Builder()
        .code(400)
        .body("{\"errors\":[{\"detail\":\"invalid start cursor\",\"status\":\"400\"}]}")
        .build();
  }

  private static int index(Listed list, HttpUrl url) {
    String at = Optional.ofNullable(url.queryParameter(list.parameter)).orElse("");
    if (at.isEmpty()) {
      return 0;
    }
    int number = Integer.parseInt(at.replaceAll("[^0-9]", ""));
    return list == Listed.ASSETS ? number - 1 : number;
  }

  /** Random pages, whose cursors lead anywhere: the run ends within two requests too many. */
  @ParameterizedTest
  @EnumSource(Listed.class)
  void randomPagesEnd(Listed list) {
    for (int seed = 0; seed < 25; seed++) {
      Random random = new Random(seed);
      int count = 1 + random.nextInt(10);
      List<String> bodies = new ArrayList<>();
      for (int page = 0; page < count; page++) {
        bodies.add(randomPage(random, list, page, count));
      }
      Map<HttpUrl, Integer> requests = new ConcurrentHashMap<>();
      answer(
          list,
          url -> {
            // Messages are read by several chains, each with its own times.
            requests.merge(chain(list, url), 1, Integer::sum);
            return ok(bodies.get(Math.min(index(list, url), count - 1)));
          });

      try {
        scene.run(list.config().stateUse(ExtractionConfig.StateUse.RESET));
      } catch (PagingException e) {
        assertThat(e).as("seed %d", seed).hasMessageContaining(list.path);
      }

      assertThat(requests.values())
          .as("requests of %s with seed %d: %s", list, seed, bodies)
          .allMatch(sent -> sent <= count + 2);
    }
  }

  private static HttpUrl chain(Listed list, HttpUrl url) {
    return url.newBuilder().removeAllQueryParameters(list.parameter).build();
  }

  private static String randomPage(Random random, Listed list, int page, int count) {
    // One item a page, so that offsets are pages; some pages repeat the one before.
    int item = random.nextInt(4) == 0 ? Math.max(0, page - 1) : page;
    String items = random.nextInt(10) == 0 && !list.isCounted() ? "" : list.item(item);
    int target = random.nextInt(3) == 0 ? random.nextInt(count) : page + 1;
    String next =
        switch (list) {
          case ERRORS -> target == count ? "0" : String.valueOf(target);
          case ASSETS, SUPPRESSIONS -> "null";
          default -> target == count ? "null" : "\"c" + target + "\"";
        };
    return "{\"%s\":[%s],\"next\":%s}".formatted(list.itemsKey, items, next);
  }

  @ParameterizedTest
  @EnumSource(Listed.class)
  void expiredCursorRestartsItsListOnce(Listed list) {
    AtomicInteger refusals = new AtomicInteger();
    answer(
        list,
        url -> {
          int page = index(list, url);
          return page == 2 && refusals.getAndIncrement() == 0 ? refused() : ok(page(list, page, 4));
        });

    ExtractionReport report = scene.run(list.config());

    assertThat(report.tables().get(0).rows()).isEqualTo(4);
    assertThat(report.tables().get(0).warnings())
        .anyMatch(text -> text.contains("a list was read again from the start"));
  }

  @ParameterizedTest
  @EnumSource(Listed.class)
  void cursorThatIsRefusedAgainFailsTheRunWithTheWordsOfTheApi(Listed list) {
    AtomicInteger starts = new AtomicInteger();
    answer(
        list,
        url -> {
          int page = index(list, url);
          starts.addAndGet(page == 0 ? 1 : 0);
          return page == 2 ? refused() : ok(page(list, page, 4));
        });

    assertThatThrownBy(() -> scene.run(list.config()))
        .isInstanceOf(PagingException.class)
        .hasMessageContaining("invalid start cursor");
    assertThat(starts).hasValue(2);
    assertThat(scene.sink.tables()).as("committed tables").isEmpty();
  }

  private static String page(Listed list, int page, int count) {
    String items = page < count ? list.item(page) : "";
    String next = list == Listed.ERRORS ? "" + (page + 1) : "\"c" + (page + 1) + "\"";
    if (page + 1 >= count) {
      next = "\"\"";
    } else if (list == Listed.ASSETS) {
      // A text would be followed as it is.
      next = "null";
    }
    return "{\"%s\":[%s],\"next\":%s}".formatted(list.itemsKey, items, next);
  }

  @Test
  void restartedListAsksForChildrenOnce() {
    List<String> asked = new CopyOnWriteArrayList<>();
    AtomicInteger refusals = new AtomicInteger();
    scene.api.trouble(
        request -> {
          String path = request.getUrl().encodedPath();
          if (path.equals("/v1/newsletters")) {
            int page = index(Listed.NEWSLETTERS, request.getUrl());
            return Optional.of(
                page == 1 && refusals.getAndIncrement() == 0
                    ? refused()
                    : ok(page(Listed.NEWSLETTERS, page, 3)));
          }
          asked.add(path);
          String id = request.getUrl().pathSegments().get(2);
          return Optional.of(
              ok("{\"contents\":[{\"id\":1%s,\"newsletter_id\":%s}]}".formatted(id, id)));
        });

    scene.run(ExtractionConfig.builder().addTables("newsletters", "newsletter_contents"));

    assertThat(asked)
        .containsExactlyInAnyOrder(
            "/v1/newsletters/0/contents",
            "/v1/newsletters/1/contents",
            "/v1/newsletters/2/contents");
    assertThat(scene.table("newsletters").column("id")).containsExactly("0", "1", "2");
    assertThat(scene.table("newsletter_contents").column("id"))
        .containsExactlyInAnyOrder("10", "11", "12");
  }

  @Test
  void cursorOfAnInterruptedRunIsRemembered() {
    AtomicInteger requests = new AtomicInteger();
    answer(
        Listed.NEWSLETTERS,
        url ->
            requests.incrementAndGet() == 4
                ? new MockResponse.Builder().code(401).build()
                : ok(page(Listed.NEWSLETTERS, index(Listed.NEWSLETTERS, url), 9)));
    assertThatThrownBy(() -> scene.run(Listed.NEWSLETTERS.config()))
        .isInstanceOf(AuthenticationException.class);
    answer(Listed.NEWSLETTERS, url -> ok("{\"newsletters\":[{\"id\":99}],\"next\":\"c1\"}"));

    assertThatThrownBy(() -> scene.run(Listed.NEWSLETTERS.config()))
        .isInstanceOf(PagingException.class)
        .hasMessageContaining("'c1' a second time");
  }
}
