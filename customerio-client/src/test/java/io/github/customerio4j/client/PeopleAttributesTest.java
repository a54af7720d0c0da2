package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.customerio4j.client.model.people.CustomerIdentifiers;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

/** 250 people, of whom every seventh has no id, and person 13 is deleted meanwhile. */
class PeopleAttributesTest {
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

  /** What the API does with an {@code id_type} of a batch. */
  private enum BatchIdType {
    KNOWN,
    REFUSED,
    IGNORED
  }

  private final MockWebServer server = new MockWebServer();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private BatchIdType batchIdType = BatchIdType.KNOWN;

  @BeforeEach
  void start() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request, Objects.requireNonNull(request.getUrl()));
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private MockResponse answer(RecordedRequest request, HttpUrl url) {
    boolean isByCioId = "cio_id".equals(url.queryParameter("id_type"));
    requests.add(request.getMethod() + " " + url.encodedPath());
    if ("GET".equals(request.getMethod())) {
      String id = url.pathSegments().get(2);
      return isKnown(id, isByCioId)
          ? ApiServer.ok("{\"customer\":" + person(id) + "}").build()
          : new MockResponse.Builder().code(404).body("{}").build();
    }
    if (isByCioId && batchIdType == BatchIdType.REFUSED) {
      return new MockResponse.Builder().code(400).body("{}").build();
    }
    boolean isTakenForCioId = isByCioId && batchIdType == BatchIdType.KNOWN;
    String body = Objects.requireNonNull(request.getBody()).utf8();
    List<String> ids =
        QUOTED.matcher(body).results().skip(1).map((MatchResult match) -> match.group(1)).toList();
    assertThat(ids).hasSizeLessThanOrEqualTo(100);
    String found =
        ids.stream()
            .filter(id -> isKnown(id, isTakenForCioId))
            .map(id -> person(id))
            .collect(Collectors.joining(","));
    return ApiServer.ok("{\"customers\":[" + found + "]}").build();
  }

  private static boolean isKnown(String id, boolean isByCioId) {
    int number = Integer.parseInt(id.substring(1));
    return id.startsWith(isByCioId ? "c" : "p") && number != 13 && (isByCioId || number % 7 > 0);
  }

  private static String person(String id) {
    int number = Integer.parseInt(id.substring(1));
    String own = number % 7 == 0 ? "null" : "\"p" + number + "\"";
    return "{\"id\":"
        + own
        + ",\"identifiers\":{\"id\":"
        + own
        + ",\"cio_id\":\"c"
        + number
        + "\"},\"attributes\":{\"number\":\""
        + number
        + "\"}}";
  }

  private static CustomerIdentifiers identifiers(int number) {
    CustomerIdentifiers.Builder person = CustomerIdentifiers.builder().cioId("c" + number);
    return number % 7 == 0 ? person.build() : person.id("p" + number).build();
  }

  private CustomerIo client() {
    return CustomerIo.builder(AppApiKey.of(ApiServer.KEY))
        .baseUrl(server.url("/v1").toString())
        .rateLimit(RateLimit.unlimited())
        .build();
  }

  @ParameterizedTest
  @EnumSource
  void everybodyComesOnceInOrderWhateverTheApiTakes(BatchIdType idType) {
    batchIdType = idType;
    Stream<CustomerIdentifiers> people =
        IntStream.rangeClosed(1, 250).mapToObj(PeopleAttributesTest::identifiers);
    try (CustomerIo client = client()) {
      assertThat(client.customers().attributesOf(people))
          .extracting(customer -> String.valueOf(customer.attributes().get("number")))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, 250)
                  .filter(n -> n != 13)
                  .mapToObj(String::valueOf)
                  .toList());
    }
    if (idType == BatchIdType.KNOWN) {
      assertThat(requests)
          .as("three batches, and the person that is missing in one")
          .hasSize(4)
          .contains("GET /v1/customers/c13/attributes");
    }
  }

  @Test
  void peopleAreReadABatchAtATime() {
    try (CustomerIo client = client()) {
      Stream<CustomerIdentifiers> people =
          IntStream.iterate(14, n -> n + 1).mapToObj(PeopleAttributesTest::identifiers);
      assertThat(client.customers().attributesOf(people).limit(100)).hasSize(100);
    }
    assertThat(requests).hasSize(1);
  }

  @Test
  void personWithoutAnIdentifierIsRefused() {
    try (CustomerIo client = client()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  client
                      .customers()
                      .attributesOf(Stream.of(CustomerIdentifiers.builder().build()))
                      .toList())
          .withMessageContaining("without an identifier");
    }
  }
}
