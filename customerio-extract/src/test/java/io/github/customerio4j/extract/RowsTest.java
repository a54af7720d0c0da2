package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.error.PagingException;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.rows.RowPart;
import io.github.customerio4j.extract.rows.RowQuery;
import io.github.customerio4j.extract.rows.TableRows;
import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of one table that are read while they are used. */
class RowsTest {
  private static final long NOON = Instant.parse("2024-05-05T12:00:00Z").getEpochSecond();
  private static final long DAY = 86_400;

  private FakeWorkspace api;
  private CustomerIo client;

  @BeforeEach
  void open() throws IOException {
    api = new FakeWorkspace();
    client = api.client();
  }

  @AfterEach
  void close() {
    client.close();
    api.close();
    assertThatThreadsEnd();
  }

  private static void assertThatThreadsEnd() {
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("customerio-(rows|slice|aside)-.*"))
        .forEach(Scene::assertThatItEnds);
  }

  private List<String> ids(RowQuery.Builder query) {
    return texts(query, "id");
  }

  private List<String> texts(RowQuery.Builder query, String column) {
    List<String> texts = new ArrayList<>();
    try (TableRows rows = Extractor.rows(client, query.addColumns(column).build())) {
      while (rows.next()) {
        texts.add(rows.row().text(0));
      }
    }
    return texts;
  }

  private List<String> idsOfParts(String table, int atMost) {
    List<String> ids = new ArrayList<>();
    for (RowPart part : Extractor.parts(client, RowQuery.of(table).build(), atMost)) {
      ids.addAll(ids(RowQuery.of(table).part(part)));
    }
    return ids;
  }

  private static RowQuery.Builder messages(long from, long to) {
    return RowQuery.of("messages")
        .since(Instant.ofEpochSecond(from))
        .until(Instant.ofEpochSecond(to));
  }

  static Stream<Arguments> bounds() {
    return Stream.of(FakeWorkspace.Bound.values())
        .flatMap(
            start -> Stream.of(FakeWorkspace.Bound.values()).map(end -> Arguments.of(start, end)));
  }

  @ParameterizedTest
  @MethodSource("bounds")
  void neighboringTimesShareNoMessageAndLoseNone(
      FakeWorkspace.Bound start, FakeWorkspace.Bound end) {
    api.bounds(start, end).pageSize(2);
    for (long second = -3; second <= 3; second++) {
      api.message("at" + second, "email", NOON + second);
    }

    List<String> before = ids(messages(NOON - DAY, NOON));
    List<String> after = ids(messages(NOON, NOON + DAY));

    assertThat(before).containsExactlyInAnyOrder("at-3", "at-2", "at-1");
    assertThat(after).containsExactlyInAnyOrder("at0", "at1", "at2", "at3");
  }

  @ParameterizedTest
  @MethodSource("bounds")
  void messageWithoutTimeComesWithOnePieceOnly(FakeWorkspace.Bound start, FakeWorkspace.Bound end) {
    api.bounds(start, end).pageSize(2);
    for (long second = -3; second <= 3; second++) {
      api.undatedMessage("at" + second, "email", NOON + second);
    }

    List<String> all = new ArrayList<>();
    long from = Instant.parse("2012-01-01T00:00:00Z").getEpochSecond();
    for (String times :
        List.of(from + "-" + (NOON - 1), (NOON - 1) + "-" + NOON, NOON + "-" + (NOON + DAY))) {
      all.addAll(ids(RowQuery.of("messages").part(new RowPart("times:*@" + times, 1))));
    }

    assertThat(all).containsExactlyInAnyOrder("at-3", "at-2", "at-1", "at0", "at1", "at2", "at3");
  }

  @Test
  void apiThatFiltersByAnotherTimeIsAFailure() {
    api.shiftFilter(3).message("a", "email", NOON + 1);

    assertThatThrownBy(() -> ids(messages(NOON - DAY, NOON)))
        .isInstanceOf(ExtractionException.class)
        .hasMessageContaining("Cannot read messages by time: records from ");
  }

  @ParameterizedTest
  @EnumSource(FakeWorkspace.Order.class)
  void partsTogetherAreAllMessagesInAnyOrderOfTime(FakeWorkspace.Order order) {
    api.order(order).pageSize(7);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      // Two thirds in one hour, the others over four years.
      long created = i % 3 == 0 ? NOON - i * DAY * 4 : NOON - i * 9L;
      api.message("m" + i, i % 2 == 0 ? "email" : "push", created);
      all.add("m" + i);
    }

    assertThat(idsOfParts("messages", 6)).containsExactlyInAnyOrderElementsOf(all);
    assertThat(ids(RowQuery.of("messages").addTypes("email", "push")))
        .containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void partsOfMessagesAreOfSimilarSize() {
    api.pageSize(10);
    for (int i = 0; i < 1000; i++) {
      api.message("m" + i, "email", NOON - i * 600L);
    }

    List<RowPart> parts = Extractor.parts(client, RowQuery.of("messages").build(), 4);

    assertThat(parts).hasSize(4);
    for (RowPart part : parts) {
      assertThat(ids(RowQuery.of("messages").part(part)).size())
          .as(part.text())
          .isBetween(150, 400);
    }
  }

  @Test
  void partsOfChildrenShareTheParents() {
    List<String> all = new ArrayList<>();
    String[] segments = new String[30];
    for (int i = 0; i < segments.length; i++) {
      segments[i] = "{\"id\":" + i + "}";
      api.list("segments/" + i + "/membership", "{\"cio_id\":\"p" + i + "\"}");
      all.add("p" + i);
    }
    api.list("segments", segments);

    List<RowPart> parts = Extractor.parts(client, RowQuery.of("segment_customers").build(), 4);
    List<String> members = new ArrayList<>();
    for (RowPart part : parts) {
      List<String> own = texts(RowQuery.of("segment_customers").part(part), "cio_id");
      assertThat(own).hasSizeLessThan(20);
      members.addAll(own);
    }

    assertThat(parts).hasSize(4);
    assertThat(members).containsExactlyInAnyOrderElementsOf(all);
    assertThat(texts(RowQuery.of("segment_customers").addParents("7", "9"), "cio_id"))
        .containsExactlyInAnyOrder("p7", "p9");
  }

  @Test
  void transientFaultsLeaveRowsUnchanged() {
    api.pageSize(5);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      api.message("m" + i, "email", NOON - i * DAY * 10);
      all.add("m" + i);
    }
    AtomicInteger faults = new AtomicInteger();
    Set<String> asked = ConcurrentHashMap.newKeySet();
    api.trouble(
        request ->
            switch (asked.add(request.getTarget()) ? faults.incrementAndGet() % 5 : 0) {
              case 1 -> Optional.of(new MockResponse.Builder().code(500).build());
              case 2 -> Optional.of(new MockResponse.Builder().code(429).build());
              case 3 -> Optional.of(FakeWorkspace.json("{\"messages\":[{\"id\":\"x"));
              case 4 ->
                  Optional.of(
                      new MockResponse.Builder()
                          .onResponseStart(new SocketEffect.CloseSocket())
                          .build());
              default -> Optional.empty();
            });

    assertThat(ids(RowQuery.of("messages"))).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void cursorThatExpiresAfterRowsWereUsedIsAFailureThatSaysSo() {
    api.pageSize(2);
    for (int i = 0; i < 6; i++) {
      api.message("m" + i, "email", NOON - i);
    }
    api.trouble(
        request ->
            request.getUrl().queryParameter("start") == null
                ? Optional.empty()
                : Optional.of(
                    new MockResponse.Builder()
                        .code(400)
                        .body("{\"errors\":[{\"detail\":\"cursor expired\"}]}")
                        .build()));

    assertThatThrownBy(() -> ids(messages(NOON - DAY, NOON + 1)))
        .isInstanceOf(ExtractionException.RequestFailed.class)
        .hasCauseInstanceOf(PagingException.class)
        .hasMessageContaining("Read these rows again from their start.");
  }

  @Test
  void columnsHaveTheirDocumentedTypesAndTheRecordHasEverything() {
    api.list(
        "campaigns",
        """
        {"id":1,"name":"a \\"b\\" \\n ü","created":"soon","active":true,"tags":["x"],"audience":{"type":2},\
        "new":{"er":{"deep":[1,{"a":null}]},"empty":{}},"nothing":null,"a/b~c":1.50,"new2":{"x":1},"x":2}""");

    try (TableRows rows = Extractor.rows(client, RowQuery.of("campaigns").build())) {
      List<Column> columns = rows.schema().columns();
      assertThat(columns).isEqualTo(Extractor.rowSchema("campaigns").columns());
      List<String> names = columns.stream().map(Column::name).toList();
      assertThat(names).startsWith("id", "deduplicate_id").endsWith(TableRows.RECORD);
      assertThat(rows.schema().rowKey()).containsExactly("id");
      assertThat(columns.get(0).documentedType()).isEqualTo(DataType.INTEGER);

      assertThat(rows.next()).isTrue();
      assertThat(rows.row().wholeNumber(0)).isEqualTo(1);
      assertThat(rows.row().text(names.indexOf("name"))).isEqualTo("a \"b\" \n ü");
      assertThat(rows.row().kind(names.indexOf("created"))).isEqualTo(CellKind.NULL);
      assertThat(rows.row().text(names.indexOf("audience_type"))).isEqualTo("2");
      assertThat(rows.row().text(names.indexOf("updated"))).isNull();
      assertThat(rows.row().text(names.size() - 1))
          .isEqualTo(
              """
              {"id":1,"name":"a \\"b\\" \\u000a ü","created":"soon","active":true,"tags":["x"],"audience":{"type":2},\
              "new":{"er":{"deep":[1,{"a":null}]},"empty":{}},"nothing":null,"a/b~c":1.50,"new2":{"x":1},"x":2}""");
      assertThat(rows.next()).isFalse();
      assertThat(rows.next()).isFalse();
      assertThat(rows.requests()).isEqualTo(1);
    }
  }

  @Test
  void rowsOfChildrenHaveTheKeysOfTheirParents() {
    api.list("segments", "{\"id\":3}");
    api.list("segments/3/membership", "{\"id\":\"x\",\"cio_id\":\"c\"}");

    assertThat(texts(RowQuery.of("segment_customers"), TableRows.RECORD))
        .containsExactly("{\"segment_id\":\"3\",\"id\":\"x\",\"cio_id\":\"c\"}");
  }

  @Test
  void activitiesEndWhereTheQueryBegins() {
    api.pageSize(2);
    for (int i = 0; i < 20; i++) {
      api.activity("a" + i, "page", NOON - i, "");
    }
    RowQuery.Builder query =
        RowQuery.of("activity_page")
            .since(Instant.ofEpochSecond(NOON - 4))
            .until(Instant.ofEpochSecond(NOON));

    assertThat(ids(query)).containsExactly("a1", "a2", "a3", "a4");
    assertThat(api.requests("activities")).hasSize(4);
  }

  @Test
  void customersAreReadFromOneExport() {
    api.exports().files("id,email,cio_id,plan\n1,a@x.y,c1,gold\n2,,c2,\n");

    assertThat(texts(RowQuery.of("customers"), TableRows.RECORD))
        .containsExactly(
            "{\"id\":\"1\",\"email\":\"a@x.y\",\"cio_id\":\"c1\",\"plan\":\"gold\"}",
            "{\"id\":\"2\",\"cio_id\":\"c2\"}");
  }

  @Test
  void downloadThatBreaksOffGivesNoRowTwice() {
    StringBuilder csv = new StringBuilder("id,email,cio_id\n");
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      csv.append(i).append(",a@x.y,c").append(i).append('\n');
      all.add("c" + i);
    }
    String whole = csv.toString();
    // The first file ends in the middle; its end is missing, which the export's total shows.
    api.exports().files(whole.substring(0, whole.indexOf("2500,")), whole).total(3000);

    assertThat(texts(RowQuery.of("customers"), "cio_id")).containsExactlyElementsOf(all);
    assertThat(api.exports().downloads()).isEqualTo(2);
  }

  @Test
  void readingWaitsForThoseWhoUseTheRows() {
    api.pageSize(1);
    for (int i = 0; i < 50; i++) {
      api.message("m" + i, "email", NOON - i);
    }
    RowQuery query = messages(NOON - DAY, NOON + 1).maxRequestsInFlight(1).build();

    try (TableRows rows = Extractor.rows(client, query)) {
      assertThat(rows.next()).isTrue();
      assertThat(api.requestCount()).isEqualTo(1);
    }
  }

  @Test
  void closedRowsLeaveNoThreadAndGiveNoMoreRows() {
    api.pageSize(1);
    for (int i = 0; i < 50; i++) {
      api.message("m" + i, "email", NOON - i * DAY * 30);
    }
    TableRows rows = Extractor.rows(client, RowQuery.of("messages").build());
    assertThat(rows.next()).isTrue();

    rows.close();
    rows.close();

    assertThatThreadsEnd();
    assertThatThrownBy(rows::next).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(rows::row).isInstanceOf(IllegalStateException.class);
    // Without a row read, there is no thread to end.
    Extractor.rows(client, RowQuery.of("messages").build()).close();
  }

  @Test
  void interruptedReaderIsCancelled() {
    api.message("m", "email", NOON);
    try (TableRows rows = Extractor.rows(client, RowQuery.of("messages").build())) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(rows::next).isInstanceOf(ExtractionException.Cancelled.class);

      assertThat(Thread.interrupted()).isTrue();
      assertThatThreadsEnd();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "whale | Cannot read part \"whale\"",
        "times:email@9-9 | Cannot read part",
        "times:email@1-2,,*@2-3 | Cannot read part",
        "share:4/4 | Cannot read part",
        "share:1/4 | it is a part of another query",
        "times:email@1400000000-1500000000 | it is a part of another query",
        "times:*@1000000000-1500000000 | it is a part of another query"
      })
  void partThatNobodyGaveIsRefused(String text, String problem) {
    RowQuery query = RowQuery.of("messages").part(new RowPart(text, 1)).build();

    assertThatThrownBy(() -> Extractor.rows(client, query))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void queryThatTheTableDoesNotTakeIsRefused() {
    assertRefused(RowQuery.of("campains"), "there is no such table");
    assertRefused(RowQuery.of("activity_"), "there is no such table");
    assertRefused(RowQuery.of("campaigns").since(Instant.EPOCH), "its rows are not read by time");
    assertRefused(RowQuery.of("campaigns").addTypes("email"), "have types");
    assertRefused(RowQuery.of("campaigns").addParents("1"), "its records have no parents");
    assertRefused(RowQuery.of("messages").maxRequestsInFlight(0), "it must be at least 1");
    assertRefused(RowQuery.of("messages").addColumns("it"), "it has no such column");
    assertThatThrownBy(() -> Extractor.parts(client, RowQuery.of("messages").build(), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(api.requestCount()).isZero();
  }

  private void assertRefused(RowQuery.Builder query, String why) {
    RowQuery built = query.build();
    assertThatThrownBy(() -> Extractor.rows(client, built))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void timeRangesAreThoseOfTablesThatAreReadByTime() {
    assertThat(
            Stream.of(
                "messages",
                "message_bodies",
                "transactional_deliveries",
                "activities_all",
                "activity_page"))
        .allMatch(table -> RowQuery.timeOf(table) == RowQuery.TimeRange.BY_CREATION);
    assertThat(RowQuery.timeOf("campaigns")).isEqualTo(RowQuery.TimeRange.NONE);
  }

  private void messageWithBody(String id, long created) {
    api.message(id, "email", created)
        .body(
            "messages/" + id + "/archived_message",
            "{\"archived_message\":{\"id\":\"" + id + "\",\"body\":\"b\"}}");
  }

  private static RowQuery.Builder bodies(long from, long to) {
    return RowQuery.of("message_bodies")
        .since(Instant.ofEpochSecond(from))
        .until(Instant.ofEpochSecond(to));
  }

  @Test
  void bodiesAreThoseOfMessagesOfTheTime() {
    for (int i = 0; i < 150; i++) {
      messageWithBody("m" + i, NOON + i);
    }

    List<String> ids = texts(bodies(NOON + 10, NOON + 140), "message_id");

    assertThat(ids).hasSize(130).doesNotHaveDuplicates().contains("m10", "m139");
    assertThat(ids).doesNotContain("m9", "m140");
  }

  @Test
  void bodiesThatTheQuotaLeavesOutAreAFailure() {
    for (int i = 0; i < 3; i++) {
      messageWithBody("m" + i, NOON + i);
    }
    AtomicInteger left = new AtomicInteger(3);
    api.trouble(
        request ->
            request.getUrl().encodedPath().endsWith("/archived_message")
                ? Optional.of(
                    new MockResponse.Builder()
                        .addHeader("X-RateLimit-Remaining", String.valueOf(left.decrementAndGet()))
                        .body("{\"archived_message\":{\"id\":\"x\",\"body\":\"b\"}}")
                        .build())
                : Optional.empty());

    assertThat(texts(bodies(NOON, NOON + 3), "message_id")).hasSize(3);
    left.set(2);
    assertThatThrownBy(() -> texts(bodies(NOON, NOON + 3), "message_id"))
        .isInstanceOf(ExtractionException.class)
        .hasMessageContaining("the daily quota of archived messages is used up");
  }

  @Test
  void deliveriesAreThoseOfTheTime() {
    api.body("transactional", "{\"messages\":[{\"id\":7}]}");
    long half = 182 * DAY;
    List<Long> times =
        List.of(NOON - 2 * half, NOON - half, NOON - 1, NOON, NOON + half, NOON + half + 1);
    api.trouble(
        request -> {
          HttpUrl url = request.getUrl();
          if (!url.encodedPath().equals("/v1/transactional/7/messages")) {
            return Optional.empty();
          }
          long start = Long.parseLong(String.valueOf(url.queryParameter("start_ts")));
          long end = Long.parseLong(String.valueOf(url.queryParameter("end_ts")));
          String records =
              times.stream()
                  .filter(time -> time >= start && time <= end)
                  .map(time -> "{\"id\":\"d" + time + "\",\"created\":" + time + "}")
                  .collect(Collectors.joining(","));
          return Optional.of(FakeWorkspace.json("{\"messages\":[" + records + "]}"));
        });
    RowQuery query =
        RowQuery.of("transactional_deliveries")
            .since(Instant.ofEpochSecond(NOON - half))
            .until(Instant.ofEpochSecond(NOON + half + 1))
            .addColumns("created")
            .build();

    List<Long> created = new ArrayList<>();
    for (RowPart part : Extractor.parts(client, query, 3)) {
      try (TableRows rows = Extractor.rows(client, query.only(part))) {
        while (rows.next()) {
          created.add(rows.row().wholeNumber(0));
        }
      }
    }

    assertThat(created).containsExactlyInAnyOrderElementsOf(times.subList(1, 5));
  }

  @Test
  void rowsReachToTheTimeOfTheApi() {
    Instant apiTime = Instant.now().plusSeconds(DAY);
    long created = apiTime.getEpochSecond() - 60;
    api.trouble(
        request -> {
          String end = String.valueOf(request.getUrl().queryParameter("end_ts"));
          String records =
              Long.parseLong(end) > created ? "{\"id\":\"a\",\"created\":" + created + "}" : "";
          return Optional.of(
              new MockResponse.Builder()
                  .addHeader(
                      "Date",
                      DateTimeFormatter.RFC_1123_DATE_TIME.format(apiTime.atOffset(ZoneOffset.UTC)))
                  .body("{\"messages\":[" + records + "]}")
                  .build());
        });
    Instant since = Instant.ofEpochSecond(created - 100);

    assertThat(ids(RowQuery.of("messages").since(since.minusSeconds(2 * DAY))))
        .containsExactly("a");
    RowQuery query = RowQuery.of("messages").since(since.minusSeconds(2 * DAY)).build();
    List<RowPart> parts = Extractor.parts(client, query, 1);
    assertThat(parts).hasSize(1);
    assertThat(ids(RowQuery.of("messages").since(since.minusSeconds(2 * DAY)).part(parts.get(0))))
        .containsExactly("a");
  }

  @Test
  void spanWithoutSecondsIsEmpty() {
    assertThat(ids(messages(NOON, NOON))).isEmpty();
    assertThat(Extractor.parts(client, messages(NOON, NOON).build(), 3)).isEmpty();
    assertThat(api.requestCount()).isZero();
  }
}
