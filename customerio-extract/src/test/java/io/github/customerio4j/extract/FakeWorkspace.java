package io.github.customerio4j.extract;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.client.RetryOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;

/** A small workspace behind a real HTTP server: lists, cursors, the six-month window, exports. */
final class FakeWorkspace implements AutoCloseable {
  private static final long SIX_MONTHS = Duration.ofDays(181).toSeconds();
  private static final String CURSOR = "c+/= ";

  private final MockWebServer server = new MockWebServer();
  private final List<HttpUrl> requests = new CopyOnWriteArrayList<>();
  private final FakeExports exports = new FakeExports(this::url);
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final List<Activity> activities = new CopyOnWriteArrayList<>();
  private final Map<String, List<String>> lists = new TreeMap<>();
  private final Map<String, String> bodies = new TreeMap<>();
  private volatile Function<RecordedRequest, Optional<MockResponse>> trouble =
      request -> Optional.empty();
  private volatile Bound startBound = Bound.INCLUSIVE;
  private volatile Bound endBound = Bound.INCLUSIVE;
  private volatile Optional<Random> delays = Optional.empty();
  private volatile long filterShift;
  private volatile int pageSize = 3;
  private volatile Order order = Order.NEWEST_FIRST;

  /** Whether a window includes its bound; the documentation of the API does not say. */
  enum Bound {
    INCLUSIVE,
    EXCLUSIVE
  }

  /** The order in which messages are listed; the documentation of the API does not say. */
  enum Order {
    NEWEST_FIRST,
    OLDEST_FIRST,
    BY_HASH,
    AS_ADDED
  }

  private record Message(String type, boolean isDraft, long created, String json) {}

  private record Activity(String type, boolean isDeleted, String json) {}

  FakeWorkspace() throws IOException {
    server.setServerSocketFactory(new PromptSockets());
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request);
          }
        });
    server.start();
  }

  CustomerIo client() {
    return CustomerIo.builder(AppApiKey.of("key-of-the-tests"))
        .baseUrl(url("/v1/"))
        .rateLimit(RateLimit.unlimited())
        .retry(
            RetryOptions.builder()
                .firstDelay(Duration.ofMillis(1))
                .maxDelay(Duration.ofMillis(2))
                .deadline(Duration.ofSeconds(20))
                .build())
        .build();
  }

  String url(String path) {
    return server.url(path).toString();
  }

  FakeExports exports() {
    return exports;
  }

  FakeWorkspace message(String id, String type, long created) {
    return message(id, type, created, "");
  }

  /** Adds a sent message; {@code rest} is JSON fields that follow the usual ones. */
  FakeWorkspace message(String id, String type, long created, String rest) {
    messages.add(new Message(type, false, created, messageJson(id, type, created, rest)));
    return this;
  }

  /** Adds a sent message that does not tell when it was created. */
  FakeWorkspace undatedMessage(String id, String type, long created) {
    messages.add(
        new Message(type, false, created, "{\"id\":\"" + id + "\",\"type\":\"" + type + "\"}"));
    return this;
  }

  /** Replaces a sent message that has that id. */
  FakeWorkspace changeMessage(String id, String type, long created, String rest) {
    messages.removeIf(one -> one.json().startsWith("{\"id\":\"" + id + "\""));
    return message(id, type, created, rest);
  }

  FakeWorkspace draft(String id, String type, long created) {
    messages.add(new Message(type, true, created, messageJson(id, type, created, "")));
    return this;
  }

  /** Adds an activity at the end of the list. */
  FakeWorkspace activity(String id, String type, long timestamp, String rest) {
    activities.add(new Activity(type, false, activityJson(id, type, timestamp, rest)));
    return this;
  }

  FakeWorkspace deletedActivity(String id, String type, long timestamp) {
    activities.add(new Activity(type, true, activityJson(id, type, timestamp, "")));
    return this;
  }

  /** Adds an activity at the start of the list. */
  FakeWorkspace newerActivity(String id, String type, long timestamp) {
    activities.add(0, new Activity(type, false, activityJson(id, type, timestamp, "")));
    return this;
  }

  /** Sets the records of another list, by its path below the prefix. */
  FakeWorkspace list(String path, String... records) {
    lists.put(path, List.of(records));
    return this;
  }

  /** Sets the response of another path below the prefix; a path without a response is not found. */
  FakeWorkspace body(String path, String json) {
    bodies.put(path, json);
    return this;
  }

  FakeWorkspace bounds(Bound start, Bound end) {
    startBound = start;
    endBound = end;
    return this;
  }

  /** Filters messages by a time that many seconds before their creation. */
  FakeWorkspace shiftFilter(long seconds) {
    filterShift = seconds;
    return this;
  }

  FakeWorkspace order(Order newOrder) {
    order = newOrder;
    return this;
  }

  FakeWorkspace pageSize(int records) {
    pageSize = records;
    return this;
  }

  /** Delays each response by a random time. */
  FakeWorkspace delays(long seed) {
    delays = Optional.of(new Random(seed));
    return this;
  }

  /** Replaces the responses of some requests. */
  FakeWorkspace trouble(Function<RecordedRequest, Optional<MockResponse>> newTrouble) {
    trouble = newTrouble;
    return this;
  }

  void forgetRequests() {
    requests.clear();
  }

  /** The requests for a path below the prefix, in order of arrival. */
  List<HttpUrl> requests(String path) {
    return requests.stream().filter(url -> url.encodedPath().equals("/v1/" + path)).toList();
  }

  int requestCount() {
    return requests.size();
  }

  static MockResponse json(String body) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  @Override
  public void close() {
    server.close();
  }

  private MockResponse answer(RecordedRequest request) {
    requests.add(request.getUrl());
    MockResponse response = trouble.apply(request).orElseGet(() -> route(request));
    Optional<Random> random = delays;
    if (random.isEmpty()) {
      return response;
    }
    synchronized (random.get()) {
      long delay = random.get().nextInt(8);
      return new MockResponse.Builder(response).headersDelay(delay, TimeUnit.MILLISECONDS).build();
    }
  }

  private MockResponse route(RecordedRequest request) {
    HttpUrl url = request.getUrl();
    if (exports.isFor(url)) {
      return exports.answer(request);
    }
    String path = url.encodedPath().replaceFirst("^/v1/", "");
    if (path.equals("messages")) {
      return page(url, "messages", selectedMessages(url));
    }
    if (path.equals("activities")) {
      return page(url, "activities", selectedActivities(url));
    }
    if (path.endsWith("/membership")) {
      return page(url, "identifiers", lists.getOrDefault(path, List.of()));
    }
    String body = bodies.get(path);
    if (body != null) {
      return json(body);
    }
    if (path.contains("/")) {
      return new MockResponse.Builder().code(404).body("{\"errors\":[\"not found\"]}").build();
    }
    List<String> list = lists.getOrDefault(path, List.of());
    return json("{\"" + path + "\":[" + String.join(",", list) + "]}");
  }

  /** A longer window is silently limited to the six months before its end. */
  private List<String> selectedMessages(HttpUrl url) {
    long end = Long.parseLong(query(url, "end_ts").orElse("99999999999"));
    long start = Long.parseLong(query(url, "start_ts").orElse("0"));
    long from = Math.max(start, end - SIX_MONTHS);
    boolean drafts = query(url, "drafts").equals(Optional.of("true"));
    return messages.stream()
        .filter(one -> one.isDraft() == drafts && isOfType(url, one.type()))
        .filter(one -> isSince(one.created() - filterShift, from))
        .filter(one -> isUntil(one.created() - filterShift, end))
        .sorted(comparator())
        .map(Message::json)
        .toList();
  }

  private boolean isSince(long time, long from) {
    return startBound == Bound.INCLUSIVE ? time >= from : time > from;
  }

  private boolean isUntil(long time, long end) {
    return endBound == Bound.INCLUSIVE ? time <= end : time < end;
  }

  private Comparator<Message> comparator() {
    Comparator<Message> byTime = Comparator.comparing(Message::created);
    return switch (order) {
      case NEWEST_FIRST -> byTime.reversed();
      case OLDEST_FIRST -> byTime;
      case BY_HASH -> Comparator.comparing(message -> message.json().hashCode());
      case AS_ADDED -> Comparator.comparing(messages::indexOf);
    };
  }

  private List<String> selectedActivities(HttpUrl url) {
    boolean deleted = query(url, "deleted").equals(Optional.of("true"));
    return activities.stream()
        .filter(one -> one.isDeleted() == deleted && isOfType(url, one.type()))
        .map(Activity::json)
        .toList();
  }

  private MockResponse page(HttpUrl url, String key, List<String> records) {
    int from =
        query(url, "start")
            .map(start -> Integer.parseInt(start.substring(CURSOR.length())))
            .orElse(0);
    int size = Math.min(pageSize, Integer.parseInt(query(url, "limit").orElse("50")));
    int to = Math.min(records.size(), from + size);
    String next = to < records.size() ? CURSOR + to : "";
    List<String> page = new ArrayList<>(records.subList(from, to));
    return json("{\"" + key + "\":[" + String.join(",", page) + "],\"next\":\"" + next + "\"}");
  }

  private static boolean isOfType(HttpUrl url, String type) {
    return query(url, "type").map(type::equals).orElse(true);
  }

  private static Optional<String> query(HttpUrl url, String name) {
    return Optional.ofNullable(url.queryParameter(name));
  }

  private static String messageJson(String id, String type, long created, String rest) {
    return Stream.of(
                "\"id\":\"" + id + "\"",
                "\"deduplicate_id\":\"" + id + ":" + created + "\"",
                "\"type\":\"" + type + "\"",
                "\"created\":" + created,
                rest)
            .filter(field -> !field.isEmpty())
            .reduce("{", (json, field) -> json.equals("{") ? json + field : json + "," + field)
        + "}";
  }

  private static String activityJson(String id, String type, long timestamp, String rest) {
    return "{\"id\":\""
        + id
        + "\",\"type\":\""
        + type
        + "\",\"timestamp\":"
        + timestamp
        + (rest.isEmpty() ? "" : "," + rest)
        + "}";
  }
}
