package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.client.error.ApiException;
import io.github.customerio4j.client.error.MalformedBodyException;
import io.github.customerio4j.client.error.MalformedResponseException;
import io.github.customerio4j.client.error.PagingException;
import io.github.customerio4j.client.error.ServerException;
import io.github.customerio4j.client.filter.AudienceFilter;
import io.github.customerio4j.client.model.people.CustomerIdentifiers;
import io.github.customerio4j.client.model.sending.Message;
import io.github.customerio4j.client.model.sending.MessageQuery;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.client.paging.DecodedPages;
import io.github.customerio4j.client.paging.Page;
import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.client.paging.Paged;
import io.github.customerio4j.client.paging.RawPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagingTest {
  private static final PageRequest MESSAGES =
      PageRequest.builder().addPath("messages").putQuery("limit", "2").itemsKey("messages").build();

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

  private static String page(String id, String next) {
    return "{\"messages\":[{\"id\":\"" + id + "\"}],\"next\":" + next + "}";
  }

  private static List<String> ids(Iterable<Message> messages) {
    List<String> ids = new ArrayList<>();
    messages.forEach(message -> ids.add(message.id()));
    return ids;
  }

  @Test
  void itemsOfAllPagesComeInOrder() {
    api.enqueue(page("a", "\"c1\"")).enqueue(page("b", "\"c2\"")).enqueue(page("c", "\"\""));
    assertThat(ids(client.messages().list(MessageQuery.all()))).containsExactly("a", "b", "c");
    assertThat(api.take().getTarget()).isEqualTo("/v1/messages?limit=1000");
    assertThat(api.take().getTarget()).isEqualTo("/v1/messages?limit=1000&start=c1");
    assertThat(api.take().getTarget()).isEqualTo("/v1/messages?limit=1000&start=c2");
  }

  @Test
  void nothingIsFetchedBeforeItIsNeeded() {
    Paged<Message> messages = client.messages().list(MessageQuery.all());
    Iterator<Message> iterator = messages.iterator();
    assertThat(api.requests()).isZero();
    api.enqueue(page("a", "\"c1\""));
    assertThat(iterator.next().id()).isEqualTo("a");
    assertThat(api.requests()).isEqualTo(1);
  }

  @Test
  void eachIteratorStartsAgain() {
    Paged<Message> messages = client.messages().list(MessageQuery.all());
    api.enqueue(page("a", "null")).enqueue(page("b", "null"));
    assertThat(ids(messages)).containsExactly("a");
    assertThat(messages.stream().map(Message::id)).containsExactly("b");
  }

  @Test
  void emptyPageWithACursorIsNotTheEnd() {
    api.enqueue("{\"messages\":null,\"next\":\"c1\"}")
        .enqueue("{\"next\":\"c2\"}")
        .enqueue(page("a", "null"));
    assertThat(ids(client.messages().list(MessageQuery.all()))).containsExactly("a");
  }

  @Test
  void hasNextIsTrueOnlyIfThereIsAnItem() {
    api.enqueue(page("a", "\"c1\"")).enqueue("{\"messages\":[]}");
    Iterator<Message> iterator = client.messages().list(MessageQuery.all()).iterator();
    iterator.next();
    assertThat(iterator.hasNext()).isFalse();
    assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void repeatedCursorStopsTheList() {
    api.enqueue(page("a", "\"c1\"")).enqueue(page("b", "\"c2\"")).enqueue(page("c", "\"c1\""));
    List<String> seen = new ArrayList<>();
    PagingException error =
        catchThrowableOfType(
            PagingException.class,
            () -> client.messages().list(MessageQuery.all()).forEach(m -> seen.add(m.id())));
    assertThat(seen).containsExactly("a", "b", "c");
    assertThat(error).hasMessageContaining("'c1'").hasMessageContaining("GET /v1/messages");
    assertThat(error.cursor()).isEqualTo("c1");
  }

  @Test
  void listResumesFromACursor() {
    api.enqueue(page("a", "\"c9\""));
    Page<Message> first = client.messages().list(MessageQuery.all()).pages().iterator().next();
    assertThat(first.items()).hasSize(1);
    api.enqueue(page("b", "null"));
    Cursor next = first.next().orElseThrow();
    assertThat(ids(client.messages().list(MessageQuery.all()).from(next))).containsExactly("b");
    api.take();
    assertThat(api.take().getTarget()).endsWith("start=c9");
  }

  @Test
  void numericCursorIsAccepted() {
    api.enqueue(page("a", "50")).enqueue(page("b", "null"));
    assertThat(ids(client.messages().list(MessageQuery.all()))).containsExactly("a", "b");
    api.take();
    assertThat(api.take().getTarget()).endsWith("start=50");
  }

  @Test
  void cursorOfAnotherTypeFailsAtOnce() {
    api.enqueue(page("a", "true"));
    assertThatThrownBy(() -> ids(client.messages().list(MessageQuery.all())))
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageContaining("$.next");
    assertThat(api.requests()).isEqualTo(1);
  }

  @Test
  void cursorsArePercentEncoded() {
    api.enqueue(page("a", "\"a+b/c==&% @\\u00e9\"")).enqueue(page("b", "null"));
    assertThat(ids(client.messages().list(MessageQuery.all()))).hasSize(2);
    api.take();
    assertThat(api.take().getTarget()).endsWith("start=a%2Bb%2Fc%3D%3D%26%25%20%40%C3%A9");
  }

  @Test
  void searchSendsItsBodyWithEveryPage() {
    api.enqueue("{\"identifiers\":[{\"id\":1}],\"next\":\"c1\"}")
        .enqueue("{\"identifiers\":[{\"email\":\"a@b.c\",\"cio_id\":\"0a\"}],\"next\":null}");
    List<CustomerIdentifiers> found =
        client.customers().search(AudienceFilter.segment(7)).stream().toList();
    assertThat(found.get(0).id()).contains("1");
    assertThat(found.get(1).cioId()).contains("0a");
    for (String target : List.of("?limit=1000", "?limit=1000&start=c1")) {
      RecordedRequest request = api.take();
      assertThat(request.getMethod()).isEqualTo("POST");
      assertThat(request.getTarget()).isEqualTo("/v1/customers" + target);
      assertThat(String.valueOf(request.getBody() == null ? "" : request.getBody().utf8()))
          .isEqualTo("{\"filter\":{\"segment\":{\"id\":7}}}");
    }
  }

  @Test
  void rawPagesKeepTheBytes() {
    String first = "{ \"messages\" : [ {\"id\":1.10} ], \"next\":\"c1\" }\n";
    api.enqueue(first).enqueue("{\"messages\":[]}");
    List<RawPage> pages = new ArrayList<>();
    client.rawPages(MESSAGES).forEach(pages::add);
    assertThat(pages).hasSize(2);
    assertThat(pages.get(0).bytes().utf8()).isEqualTo(first);
    assertThat(pages.get(0).next()).contains(new Cursor("c1"));
    assertThat(pages.get(1).next()).isEmpty();
  }

  @Test
  void damagedRawPageIsFetchedAgain() {
    api.enqueue("{\"messages\":[{]}").enqueue("{\"messages\":[]} x").enqueue("{\"messages\":[]}");
    assertThat(client.rawPages(MESSAGES)).hasSize(1);
    assertThat(api.requests()).isEqualTo(3);
  }

  @Test
  void listUnderTheKeyErrorsIsAList() {
    PageRequest errors =
        PageRequest.builder()
            .addPath("campaigns", "1", "triggers", "2", "errors")
            .itemsKey("errors")
            .build();
    api.enqueue("{\"errors\":[\"line 1: no\"],\"next\":null}");
    assertThat(client.rawPages(errors)).hasSize(1);
  }

  @Test
  void callersDecoderIsCalledOncePerAttempt() {
    api.enqueue(page("a", "null")).enqueue(page("b", "null"));
    List<String> calls = new ArrayList<>();
    DecodedPages<String> pages =
        client.pages(
            PageRequest.builder().from(MESSAGES).startAt(new Cursor("c 0")).build(),
            body -> {
              String text = JsonReader.of(body).readJsonValue() + "";
              calls.add(text);
              if (calls.size() == 1) {
                throw new MalformedBodyException("not to my taste");
              }
              return new DecodedPage<>(text, Optional.empty());
            });
    assertThat(pages.stream().map(DecodedPage::content)).singleElement().asString().contains("b");
    assertThat(calls).hasSize(2);
    assertThat(api.take().getTarget()).isEqualTo("/v1/messages?limit=2&start=c%200");
  }

  @Test
  void iteratorCanBeUsedAgainAfterAFailure() {
    CustomerIo once = api.builder().retry(ApiServer.fastRetry().maxAttempts(1).build()).build();
    api.enqueue(500, "").enqueue(page("a", "null"));
    Iterator<RawPage> pages = once.rawPages(MESSAGES).iterator();
    assertThatThrownBy(pages::hasNext).isInstanceOf(ServerException.class);
    assertThat(pages.hasNext()).isTrue();
    pages.next();
    assertThatThrownBy(pages::next).isInstanceOf(NoSuchElementException.class);
    once.close();
  }

  @Test
  void invalidPageRequestsAreRejected() {
    assertThatThrownBy(() -> PageRequest.builder().itemsKey("x").build())
        .hasMessageContaining("no path");
    for (String segment : List.of("", ".", "..")) {
      assertThatThrownBy(() -> PageRequest.builder().addPath("a", segment).itemsKey("x").build())
          .hasMessageContaining("is not a path segment");
    }
    assertThatThrownBy(
            () -> PageRequest.builder().addPath("a").itemsKey("x").jsonBody("{}").build())
        .hasMessageContaining("jsonBody");
    assertThatThrownBy(() -> new Cursor("")).hasMessageContaining("empty");
  }

  @Test
  void pageRequestCanBeASearch() {
    PageRequest search =
        PageRequest.builder()
            .method(PageRequest.Method.POST)
            .addPath("customers")
            .jsonBody("{\"filter\":{}}")
            .itemsKey("identifiers")
            .build();
    api.enqueue("{\"identifiers\":[]}");
    assertThat(client.rawPages(search)).hasSize(1);
    RecordedRequest request = api.take();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getHeaders().get("Content-Type")).startsWith("application/json");
  }

  @Test
  void refusalOfALaterPageDoesNotBlameTheParameters() {
    for (int status : new int[] {400, 404}) {
      api.enqueue(page("a", "\"c1\"")).enqueue(status, "{\"errors\":[{\"detail\":\"expired\"}]}");
      ApiException refused =
          catchThrowableOfType(
              ApiException.class, () -> ids(client.messages().list(MessageQuery.all())));
      assertThat(refused.isAtCursor()).isTrue();
      assertThat(refused.failure().cursor()).contains("c1");
      assertThat(refused)
          .hasMessageContaining("the API answered " + status + " (expired)")
          .hasMessageContaining("read the list from its front again")
          .hasMessageNotContaining("Check the");
    }
  }

  @Test
  void refusalOfTheFirstPageIsAtNoCursor() {
    api.enqueue(400, "{}");
    ApiException refused =
        catchThrowableOfType(
            ApiException.class, () -> ids(client.messages().list(MessageQuery.all())));
    assertThat(refused.isAtCursor()).isFalse();
    assertThat(refused).hasMessageContaining("Check the parameters of the request");
  }

  @Test
  void timeoutOfTheApiDoesNotBlameTheParameters() {
    for (int attempt = 0; attempt < 6; attempt++) {
      api.enqueue(408, "{}");
    }
    assertThatThrownBy(() -> ids(client.messages().list(MessageQuery.all())))
        .hasMessageContaining("the API answered 408")
        .hasMessageContaining("try again later")
        .hasMessageNotContaining("asking again will not help");
  }
}
