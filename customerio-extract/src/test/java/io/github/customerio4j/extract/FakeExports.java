package io.github.customerio4j.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import okio.ByteString;

/** The exports of a workspace, and the storage that their links lead to. */
final class FakeExports {
  private final UnaryOperator<String> url;
  private final List<String> created = new ArrayList<>();
  private final AtomicInteger polls = new AtomicInteger();
  private final AtomicInteger downloads = new AtomicInteger();
  private List<String> files = List.of("");
  private OptionalLong total = OptionalLong.empty();
  private int pollsUntilDone;
  private int lostAnswers;
  private int lostRequests;
  private int expiredLinks;
  private boolean fails;

  FakeExports(UnaryOperator<String> url) {
    this.url = url;
  }

  /** Sets the files of the downloads, one after another; the last one repeats. */
  synchronized FakeExports files(String... csv) {
    files = List.of(csv);
    return this;
  }

  synchronized FakeExports total(long rows) {
    total = OptionalLong.of(rows);
    return this;
  }

  synchronized FakeExports doneAfter(int pending) {
    pollsUntilDone = pending;
    return this;
  }

  synchronized FakeExports failing() {
    fails = true;
    return this;
  }

  /** The next exports are created, but the responses are lost. */
  synchronized FakeExports loseAnswers(int count) {
    lostAnswers = count;
    return this;
  }

  /** The next requests to create an export are lost. */
  synchronized FakeExports loseRequests(int count) {
    lostRequests = count;
    return this;
  }

  /** The next links have expired. */
  synchronized FakeExports expireLinks(int count) {
    expiredLinks = count;
    return this;
  }

  /** Adds an export that somebody else has created. */
  synchronized FakeExports add(String type) {
    created.add("{\"type\":\"" + type + "\"}");
    return this;
  }

  /** The bodies of the requests that created exports, and the types of added exports. */
  synchronized List<String> created() {
    return List.copyOf(created);
  }

  int downloads() {
    return downloads.get();
  }

  boolean isFor(HttpUrl request) {
    return request.encodedPath().startsWith("/v1/exports")
        || request.encodedPath().startsWith("/store/");
  }

  synchronized MockResponse answer(RecordedRequest request) {
    String path = request.getUrl().encodedPath();
    if (path.startsWith("/store/")) {
      return download(request);
    }
    if (path.equals("/v1/exports/customers")) {
      return create(request.getBody());
    }
    if (path.equals("/v1/exports")) {
      return FakeWorkspace.json("{\"exports\":" + all() + "}");
    }
    long id = Long.parseLong(path.split("/", -1)[3]);
    if (path.endsWith("/download")) {
      return FakeWorkspace.json("{\"url\":\"" + url.apply("/store/" + id) + "\"}");
    }
    boolean done = polls.incrementAndGet() > pollsUntilDone;
    return FakeWorkspace.json("{\"export\":" + export(id, done && !fails, done && fails) + "}");
  }

  private MockResponse create(ByteString body) {
    MockResponse lost =
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
    if (lostRequests > 0) {
      lostRequests--;
      return lost;
    }
    created.add(body.utf8());
    if (lostAnswers > 0) {
      lostAnswers--;
      return lost;
    }
    return FakeWorkspace.json("{\"export\":" + export(created.size(), false, false) + "}");
  }

  private MockResponse download(RecordedRequest request) {
    if (request.getHeaders().get("Authorization") != null) {
      return new MockResponse.Builder().code(400).body("the key has leaked").build();
    }
    if (expiredLinks > 0) {
      expiredLinks--;
      return new MockResponse.Builder().code(403).body("<Error>expired</Error>").build();
    }
    int number = downloads.getAndIncrement();
    String csv = files.get(Math.min(number, files.size() - 1));
    boolean cut = csv.endsWith("<CUT>");
    MockResponse.Builder response = new MockResponse.Builder().body(csv.replace("<CUT>", ""));
    if (cut) {
      response
          .setHeader("Content-Length", csv.length() + 1000)
          .onResponseEnd(new SocketEffect.CloseSocket());
    }
    return response.build();
  }

  private String all() {
    List<String> exports = new ArrayList<>();
    for (int id = 1; id <= created.size(); id++) {
      exports.add(export(id, false, false));
    }
    return exports.toString();
  }

  private String export(long id, boolean done, boolean failed) {
    boolean isOfDeliveries = created.get((int) id - 1).contains("deliveries");
    return "{\"id\":"
        + id
        + ",\"type\":\""
        + (isOfDeliveries ? "deliveries" : "customers")
        + "\",\"status\":\""
        + (done ? "done" : failed ? "failed" : "pending")
        + "\",\"failed\":"
        + failed
        + ",\"total\":"
        + (done ? total.orElse(0) : 0)
        + "}";
  }
}
