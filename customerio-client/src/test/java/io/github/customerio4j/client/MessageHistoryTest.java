package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.customerio4j.client.model.query.MessageHistoryQuery;
import io.github.customerio4j.client.model.sending.Message;
import io.github.customerio4j.client.model.sending.MessageQuery;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.Page;
import io.github.customerio4j.client.paging.Paged;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageHistoryTest {
  private static final Instant SINCE = Instant.parse("2024-03-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-03-01T12:00:00Z");
  private static final long SIX_MONTHS = Duration.ofDays(180).toSeconds();

  /** Whether the API counts the seconds of a window's bounds. */
  private enum Bounds {
    INCLUDED,
    EXCLUDED
  }

  private final MockWebServer server = new MockWebServer();
  private final List<String> queries = new CopyOnWriteArrayList<>();
  private final List<Long> created = new ArrayList<>();
  private Bounds bounds = Bounds.INCLUDED;

  @BeforeEach
  void start() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(Objects.requireNonNull(request.getUrl()));
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Deliveries of the window, newest first, as the API lists them: at most six months. */
  private MockResponse answer(HttpUrl url) {
    queries.add(Objects.requireNonNull(url.query()));
    long end = number(url, "end_ts");
    long start = Math.max(number(url, "start_ts"), end - SIX_MONTHS);
    long edge = bounds == Bounds.INCLUDED ? 0 : 1;
    List<Long> found =
        created.stream()
            .filter(time -> time >= start + edge && time <= end - edge)
            .sorted(Comparator.reverseOrder())
            .toList();
    int limit = (int) number(url, "limit");
    int from = url.queryParameter("start") == null ? 0 : (int) number(url, "start");
    int to = Math.min(found.size(), from + limit);
    String messages =
        found.subList(from, to).stream()
            .map(time -> "{\"id\":\"m" + time + "\",\"created\":" + time + "}")
            .collect(Collectors.joining(","));
    String next = to < found.size() ? Integer.toString(to) : "";
    return ApiServer.ok("{\"messages\":[" + messages + "],\"next\":\"" + next + "\"}").build();
  }

  private static long number(HttpUrl url, String name) {
    return Long.parseLong(Objects.requireNonNull(url.queryParameter(name), name));
  }

  private CustomerIo client() {
    return CustomerIo.builder(AppApiKey.of(ApiServer.KEY))
        .baseUrl(server.url("/v1").toString())
        .rateLimit(RateLimit.unlimited())
        .build();
  }

  private static MessageHistoryQuery.Builder twoYears() {
    return MessageHistoryQuery.builder().since(SINCE).until(UNTIL);
  }

  /** One each day, and some in the seconds around every border of a window. */
  private void fill() {
    LongStream.iterate(SINCE.getEpochSecond() - 5000, time -> time + 86_400)
        .limit(760)
        .forEach(created::add);
    Stream.of(SINCE, UNTIL)
        .forEach(
            border ->
                LongStream.rangeClosed(-2, 2)
                    .forEach(second -> created.add(border.getEpochSecond() + second)));
    long week = Duration.ofDays(175).toSeconds();
    long origin = Instant.parse("2012-01-01T00:00:00Z").getEpochSecond();
    LongStream.rangeClosed(20, 30)
        .forEach(
            window ->
                LongStream.rangeClosed(-2, 2)
                    .forEach(second -> created.add(origin + window * week + second)));
  }

  private List<String> wanted() {
    return created.stream()
        .filter(time -> time >= SINCE.getEpochSecond() && time <= UNTIL.getEpochSecond())
        .sorted(Comparator.reverseOrder())
        .map(time -> "m" + time)
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void everyDeliveryOfTwoYearsComesOnceTheNewestFirst(Bounds style) {
    bounds = style;
    fill();
    try (CustomerIo client = client()) {
      assertThat(client.messages().history(twoYears().limit(50).build()))
          .extracting(message -> message.id())
          .containsExactlyElementsOf(wanted());
    }
  }

  @Test
  void nothingIsAskedBeforeItIsNeeded() {
    fill();
    try (CustomerIo client = client()) {
      Paged<Message> history = client.messages().history(twoYears().limit(50).build());
      assertThat(queries).isEmpty();

      assertThat(history.stream().limit(40)).hasSize(40);
      assertThat(queries).hasSize(1);
    }
  }

  @Test
  void filtersAreSentWithEveryWindow() {
    try (CustomerIo client = client()) {
      MessageHistoryQuery clicked =
          twoYears().type("email").metric("clicked").campaignId(7).drafts(false).build();
      assertThat(client.messages().history(clicked)).isEmpty();
    }
    assertThat(queries)
        .hasSizeBetween(5, 6)
        .allSatisfy(
            query ->
                assertThat(query)
                    .contains("type=email", "metric=clicked", "campaign_id=7", "drafts=false"));
  }

  @Test
  void everyBookmarkContinuesWhereItsPageEnds() {
    fill();
    try (CustomerIo client = client()) {
      Paged<Message> history = client.messages().history(twoYears().limit(50).build());
      List<String> read = new ArrayList<>();
      Optional<Cursor> next = Optional.empty();
      do {
        // Another process: only the text of the bookmark and the query are left.
        Optional<Cursor> kept = next.map(cursor -> new Cursor(cursor.value()));
        Page<Message> page = kept.map(history::from).orElse(history).pages().iterator().next();
        page.items().forEach(message -> read.add(message.id()));
        next = page.next();
      } while (next.isPresent());

      assertThat(read).containsExactlyElementsOf(wanted());
    }
  }

  @Test
  void endOfTheFirstQueryCountsForALaterOne() {
    fill();
    try (CustomerIo client = client()) {
      Page<Message> first =
          client.messages().history(twoYears().limit(50).build()).pages().iterator().next();
      MessageHistoryQuery later = twoYears().until(UNTIL.plusSeconds(90_000)).limit(50).build();

      assertThat(client.messages().history(later).from(next(first)))
          .extracting(message -> message.id())
          .containsExactlyElementsOf(wanted().subList(first.items().size(), wanted().size()));
    }
  }

  private static Cursor next(Page<Message> page) {
    return page.next().orElseThrow();
  }

  @Test
  void bookmarkOfAnotherHistoryIsRefused() {
    fill();
    try (CustomerIo client = client()) {
      Cursor bookmark =
          next(client.messages().history(twoYears().limit(50).build()).pages().iterator().next());

      for (MessageHistoryQuery other :
          List.of(
              twoYears().type("email").build(), twoYears().since(SINCE.plusSeconds(1)).build())) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> client.messages().history(other).from(bookmark))
            .withMessageContaining(bookmark.value())
            .withMessageContaining("the same since and the same filters");
      }
      for (String text : List.of("c1", "1.2", "a.b.c.d.e", bookmark.value().replace(".", ".1"))) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> client.messages().history(twoYears().build()).from(new Cursor(text)));
      }
    }
  }

  @Test
  void spanThatTheApiWouldCutIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MessageQuery.builder().startTs(SINCE).endTs(UNTIL).build())
        .withMessageContaining("at most six months")
        .withMessageContaining("client.messages().history(…)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MessageQuery.builder().startTs(UNTIL).endTs(SINCE).build())
        .withMessageContaining("the start is after the end");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MessageHistoryQuery.builder().since(UNTIL).until(SINCE).build());
    assertThat(
            MessageQuery.builder()
                .startTs(SINCE)
                .endTs(Instant.parse("2024-09-01T00:00:00Z"))
                .build()
                .endTs())
        .isPresent();
  }

  @Test
  void historyEndsNowUnlessTheQuerySaysOtherwise() {
    Instant before = Instant.now().minusSeconds(1);

    assertThat(MessageHistoryQuery.all().until()).isBetween(before, Instant.now());
    assertThat(MessageHistoryQuery.all().since()).isEqualTo("2012-01-01T00:00:00Z");
  }
}
