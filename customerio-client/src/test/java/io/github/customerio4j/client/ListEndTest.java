package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.customerio4j.client.error.PagingException;
import io.github.customerio4j.client.model.constant.SuppressionType;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.client.paging.Page;
import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.client.paging.PageTrail;
import io.github.customerio4j.client.paging.PagingStyle;
import io.github.customerio4j.client.paging.RawPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Every list ends, whatever the API answers. */
class ListEndTest {
  private final MockWebServer server = new MockWebServer();
  private final AtomicInteger emptyPagesTold = new AtomicInteger();
  private CustomerIo client;

  @BeforeEach
  void start() throws IOException {
    server.setServerSocketFactory(new PromptSockets());
    server.start();
    client =
        CustomerIo.builder(AppApiKey.of(ApiServer.KEY))
            .baseUrl(server.url("/v1").toString())
            .rateLimit(RateLimit.unlimited())
            .retry(ApiServer.fastRetry().build())
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private void answer(Function<HttpUrl, String> pages) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return ApiServer.ok(pages.apply(request.getUrl())).build();
          }
        });
  }

  private static <T> List<T> all(Iterable<T> list) {
    List<T> items = new ArrayList<>();
    list.forEach(items::add);
    return items;
  }

  private static String at(HttpUrl url, String parameter) {
    return Optional.ofNullable(url.queryParameter(parameter)).orElse("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "\"0\"", "\"\"", "null"})
  void offsetListEndsAtZeroOrNothing(String end) {
    answer(
        url ->
            at(url, "start").isEmpty()
                ? "{\"errors\":[\"a\",\"b\"],\"next\":2}"
                : "{\"errors\":[\"c\"],\"next\":" + end + "}");

    assertThat(all(client.broadcasts().triggerErrors(7, 1))).containsExactly("a", "b", "c");
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"50", "\"50\"", "49", "-1"})
  void offsetThatDoesNotGrowIsNamed(String next) {
    answer(
        url ->
            at(url, "start").isEmpty()
                ? "{\"errors\":[\"a\"],\"next\":50}"
                : "{\"errors\":[\"b\"],\"next\":" + next + "}");

    PagingException error =
        catchThrowableOfType(
            PagingException.class, () -> all(client.broadcasts().triggerErrors(7, 1)));

    assertThat(error.cursor()).isEqualTo(next.replace("\"", ""));
    assertThat(error).hasMessageContaining("'" + error.cursor() + "'");
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void textInPlaceOfAnOffsetIsFollowed() {
    answer(
        url ->
            switch (at(url, "start")) {
              case "" -> "{\"errors\":[\"a\"],\"next\":\"MDE6\"}";
              case "MDE6" -> "{\"errors\":[\"b\"],\"next\":3}";
              default -> "{\"errors\":[\"c\"],\"next\":0}";
            });

    assertThat(all(client.broadcasts().triggerErrors(7, 1))).containsExactly("a", "b", "c");
  }

  @Test
  void cursorThatCameLongAgoIsNamed() {
    answer(
        url -> {
          String start = at(url, "start");
          int page = start.isEmpty() ? 0 : Integer.parseInt(start.substring(1));
          return "{\"newsletters\":[{\"id\":"
              + page
              + "}],\"next\":\"c"
              + (page == 300 ? 2 : page + 1)
              + "\"}";
        });

    assertThatThrownBy(() -> all(client.newsletters().list(100)))
        .isInstanceOf(PagingException.class)
        .hasMessageContaining("'c2' a second time");
    assertThat(server.getRequestCount()).isEqualTo(301);
  }

  @Test
  void numberedListEndsAtPageThatRepeatsTheOneBefore() {
    answer(
        url ->
            "{\"assets\":[{\"id\":1,\"name\":\"a\"}],\"meta\":{\"pagination\":{\"page\":"
                + (at(url, "page").isEmpty() ? "1" : at(url, "page"))
                + "}}}");

    assertThat(all(client.assets().list(1000))).hasSize(1);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void numberedListWhosePagesAlternateIsAnError() {
    answer(
        url ->
            "{\"assets\":[{\"id\":%s}]}"
                .formatted(at(url, "page").isEmpty() ? 1 : Integer.parseInt(at(url, "page")) % 2));

    assertThatThrownBy(() -> all(client.assets().list(1)))
        .isInstanceOf(PagingException.class)
        .hasMessageContaining("number 3 has the same items as a page before it");
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @Test
  void totalEndsNumberedList() {
    answer(
        url -> {
          int page = at(url, "page").isEmpty() ? 1 : Integer.parseInt(at(url, "page"));
          return "{\"assets\":[{\"id\":%d},{\"id\":%d}],\"meta\":{\"pagination\":{\"total\":5}}}"
              .formatted(page * 2, page * 2 + 1);
        });

    List<Page<?>> pages = new ArrayList<>();
    client.assets().list(2).pages().forEach(pages::add);

    assertThat(pages)
        .extracting(Page::next)
        .containsExactly(
            Optional.of(new Cursor("2")), Optional.of(new Cursor("3")), Optional.empty());
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @Test
  void totalThatIsSmallerThanThePageIsNotBelieved() {
    answer(
        url -> {
          int page = at(url, "page").isEmpty() ? 1 : Integer.parseInt(at(url, "page"));
          String items =
              page > 3 ? "" : "{\"id\":%d},{\"id\":%d}".formatted(page * 2, page * 2 + 1);
          return "{\"assets\":[" + items + "],\"meta\":{\"pagination\":{\"total\":0}}}";
        });

    assertThat(all(client.assets().list(2))).hasSize(6);
  }

  @Test
  void repeatedPageOfAnOffsetListIsAnError() {
    answer(url -> "{\"suppressions\":[{\"email\":\"ana@example.com\"}]}");

    assertThatThrownBy(() -> all(client.suppressions().list(SuppressionType.BOUNCES, 1000)))
        .isInstanceOf(PagingException.class)
        .hasMessageContaining("offset 1 has the same items");
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void manyEmptyPagesAreToldAndEndInAnError() {
    AtomicInteger page = new AtomicInteger();
    answer(url -> "{\"newsletters\":[],\"next\":\"c" + page.incrementAndGet() + "\"}");
    CustomerIo view =
        client.observedBy(
            new TransferListener() {
              @Override
              public void emptyPages(Transfer transfer, int pages) {
                assertThat(transfer.path()).isEqualTo("/v1/newsletters");
                emptyPagesTold.set(pages);
              }
            });
    PageRequest newsletters =
        PageRequest.builder().addPath("newsletters").itemsKey("newsletters").build();

    assertThatThrownBy(() -> all(view.rawPages(newsletters)))
        .isInstanceOf(PagingException.class)
        .hasMessageContaining("1000 empty pages in a row");
    assertThat(emptyPagesTold).hasValue(21);
    assertThat(server.getRequestCount()).isEqualTo(1000);
  }

  @Test
  void trailOfAnEarlierReadingIsRemembered() {
    answer(url -> "{\"newsletters\":[{\"id\":1}],\"next\":\"a\"}");
    PageTrail trail = new PageTrail();
    trail.add(Optional.empty(), 5);
    trail.add(Optional.of(new Cursor("a")), 5);
    PageRequest request =
        PageRequest.builder()
            .addPath("newsletters")
            .itemsKey("newsletters")
            .startAt(new Cursor("b"))
            .build();
    Iterator<?> pages =
        client
            .pages(
                request,
                body -> new DecodedPage<>(body.readByteString(), Optional.of(new Cursor("a"))),
                trail)
            .iterator();

    pages.next();

    assertThatThrownBy(pages::next)
        .isInstanceOf(PagingException.class)
        .hasMessageContaining("'a' a second time");
  }

  /** Random pages, whose cursors lead anywhere: each list ends within two requests too many. */
  @ParameterizedTest
  @EnumSource(PagingStyle.class)
  void randomPagesEnd(PagingStyle style) {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      int count = 1 + random.nextInt(12);
      List<String> bodies = new ArrayList<>();
      for (int page = 0; page < count; page++) {
        bodies.add(randomPage(random, style, page, count));
      }
      answer(url -> bodies.get(Math.min(index(url, style), bodies.size() - 1)));
      int before = server.getRequestCount();
      PageRequest request =
          PageRequest.builder().addPath("things").itemsKey("things").style(style).build();
      List<RawPage> read = new ArrayList<>();

      try {
        client.rawPages(request).forEach(read::add);
      } catch (PagingException e) {
        assertThat(e).as("seed %d", seed).hasMessageStartingWith("Cannot continue GET /v1/things");
      }

      assertThat(server.getRequestCount() - before)
          .as("requests of %s with seed %d: %s", style, seed, bodies)
          .isLessThanOrEqualTo(count + 2);
    }
  }

  private static int index(HttpUrl url, PagingStyle style) {
    String at = at(url, style.parameter());
    if (at.isEmpty()) {
      return 0;
    }
    int number = Integer.parseInt(at.replaceAll("[^0-9]", ""));
    return style == PagingStyle.PAGE_NUMBER ? number - 1 : number;
  }

  private static String randomPage(Random random, PagingStyle style, int page, int count) {
    // One item a page, so that offsets are pages; some pages repeat the one before.
    int item = random.nextInt(4) == 0 ? Math.max(0, page - 1) : page;
    String items = random.nextInt(10) == 0 && !style.isCounted() ? "" : "{\"id\":" + item + "}";
    int target = random.nextInt(3) == 0 ? random.nextInt(count) : page + 1;
    String next =
        switch (style) {
          case CURSOR -> target == count ? "null" : "\"c" + target + "\"";
          case OFFSET_CURSOR -> target == count ? "0" : String.valueOf(target);
          case PAGE_NUMBER, OFFSET -> "null";
        };
    return "{\"things\":[" + items + "],\"next\":" + next + "}";
  }
}
