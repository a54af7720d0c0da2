package io.github.customerio4j.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers as the documentation of Google's JSON API says, with one bucket in memory: multi-part and
 * resumable uploads, conditions, pages of lists, ranges, rewrites and deletions.
 */
final class FakeGcs implements AutoCloseable {
  static final String BUCKET = "fake-bucket";

  private static final Pattern NAME =
      Pattern.compile("\"name\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern ESCAPED = Pattern.compile("\\\\(?:u([0-9A-Fa-f]{4})|(.))");
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
  private static final int PAGE = 100;

  /** What happens to a request. */
  enum Fault {
    UNAVAILABLE,
    LOST_ANSWER,
    FORBIDDEN,
    UNAUTHORIZED
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Stored(byte[] content, long generation) {}

  @SuppressWarnings("ArrayRecordComponent")
  private record Answer(int status, byte[] body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final NavigableMap<String, Stored> objects =
      new TreeMap<>((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)));
  private final AtomicLong generations = new AtomicLong();
  private final Map<String, String> sessions = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();

  FakeGcs() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The next requests have these faults. */
  void fail(Fault... next) {
    faults.addAll(List.of(next));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      InputStream in = exchange.getRequestBody();
      byte[] body =
          "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
              ? new GZIPInputStream(in).readAllBytes()
              : in.readAllBytes();
      Fault fault = faults.poll();
      Answer answer;
      if (fault == Fault.UNAVAILABLE) {
        answer = error(503, "backendError");
      } else if (fault == Fault.FORBIDDEN) {
        answer = error(403, "forbidden");
      } else if (fault == Fault.UNAUTHORIZED) {
        answer = error(401, "authError");
      } else {
        try {
          answer = answer(exchange, body);
        } catch (RuntimeException e) {
          answer = error(400, e.toString().replaceAll("[^ -~]|[\"\\\\]", "_"));
        }
      }
      if (fault == Fault.LOST_ANSWER) {
        return;
      }
      exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("application/json"));
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  private Answer answer(HttpExchange exchange, byte[] body) {
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    String path = exchange.getRequestURI().getRawPath();
    String method = exchange.getRequestMethod();
    if (path.startsWith("/session/")) {
      return finish(path.substring("/session/".length()), body);
    }
    List<String> parts = new ArrayList<>();
    for (String part : path.substring(path.indexOf("/b/") + 3).split("/", -1)) {
      parts.add(decoded(part));
    }
    if (!parts.get(0).equals(BUCKET)) {
      return new Answer(
          404,
          "{\"error\":{\"code\":404,\"message\":\"The specified bucket does not exist.\",\"errors\":[{\"reason\":\"notFound\",\"message\":\"The specified bucket does not exist.\"}]}}"
              .getBytes(UTF_8));
    }
    if (path.startsWith("/upload/")) {
      return "resumable".equals(query.get("uploadType"))
          ? begin(exchange, query, body)
          : create(body, query.containsKey("ifGenerationMatch"));
    }
    if (parts.size() == 2) {
      return list(query);
    }
    String name = parts.get(2);
    if (parts.size() > 3 && parts.get(3).equals("rewriteTo")) {
      return rewrite(name, parts.get(7));
    }
    if (method.equals("DELETE")) {
      synchronized (objects) {
        return objects.remove(name) == null ? missing() : new Answer(204, new byte[0]);
      }
    }
    return read(exchange, name, "media".equals(query.get("alt")));
  }

  private Answer begin(HttpExchange exchange, Map<String, String> query, byte[] body) {
    String name = query.get("name");
    String session = "s" + generations.incrementAndGet();
    sessions.put(session, name == null ? name(new String(body, UTF_8)) : name);
    exchange.getResponseHeaders().set("Location", endpoint() + "/session/" + session);
    return new Answer(200, new byte[0]);
  }

  private Answer finish(String session, byte[] body) {
    return put(Objects.requireNonNull(sessions.get(session)), body, false);
  }

  /** The metadata, a boundary, and the content. */
  private Answer create(byte[] body, boolean conditional) {
    String text = new String(body, java.nio.charset.StandardCharsets.ISO_8859_1);
    String boundary = text.substring(0, text.indexOf("\r\n"));
    int second = text.indexOf(boundary, boundary.length());
    int start = text.indexOf("\r\n\r\n", second) + 4;
    int end = text.lastIndexOf("\r\n" + boundary);
    String metadata = new String(Arrays.copyOf(body, second), UTF_8);
    return put(name(metadata), Arrays.copyOfRange(body, start, end), conditional);
  }

  private static String name(String metadata) {
    Matcher name = NAME.matcher(metadata);
    if (!name.find()) {
      throw new IllegalArgumentException(metadata);
    }
    return ESCAPED
        .matcher(name.group(1))
        .replaceAll(escaped -> Matcher.quoteReplacement(unescaped(escaped)));
  }

  private static String unescaped(MatchResult escaped) {
    return escaped.group(1) == null
        ? escaped.group(2)
        : String.valueOf((char) Integer.parseInt(escaped.group(1), 16));
  }

  private Answer put(String name, byte[] content, boolean conditional) {
    synchronized (objects) {
      if (conditional && objects.containsKey(name)) {
        return error(412, "conditionNotMet");
      }
      Stored stored = new Stored(content, generations.incrementAndGet());
      objects.put(name, stored);
      return json(metadata(name, stored));
    }
  }

  private Answer rewrite(String from, String to) {
    synchronized (objects) {
      Stored source = objects.get(from);
      if (source == null) {
        return missing();
      }
      Stored copy = new Stored(source.content(), generations.incrementAndGet());
      objects.put(to, copy);
      int size = copy.content().length;
      return json(
          "{\"kind\":\"storage#rewriteResponse\",\"done\":true,\"objectSize\":\""
              + size
              + "\",\"totalBytesRewritten\":\""
              + size
              + "\",\"resource\":"
              + metadata(to, copy)
              + "}");
    }
  }

  private Answer read(HttpExchange exchange, String name, boolean media) {
    Stored stored;
    synchronized (objects) {
      stored = objects.get(name);
    }
    if (stored == null) {
      return missing();
    }
    if (!media) {
      return json(metadata(name, stored));
    }
    byte[] content = stored.content();
    exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
    exchange.getResponseHeaders().set("x-goog-generation", String.valueOf(stored.generation()));
    String range = exchange.getRequestHeaders().getFirst("Range");
    Matcher bounds = RANGE.matcher(range == null ? "" : range);
    if (!bounds.matches()) {
      return new Answer(200, content);
    }
    int first = Integer.parseInt(bounds.group(1));
    if (first >= content.length) {
      return error(416, "requestedRangeNotSatisfiable");
    }
    int last =
        bounds.group(2).isEmpty()
            ? content.length - 1
            : (int) Math.min(content.length - 1, Long.parseLong(bounds.group(2)));
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + first + "-" + last + "/" + content.length);
    return new Answer(206, Arrays.copyOfRange(content, first, last + 1));
  }

  private Answer list(Map<String, String> query) {
    String prefix = query.getOrDefault("prefix", "");
    String start = query.getOrDefault("pageToken", query.getOrDefault("startOffset", ""));
    List<String> items = new ArrayList<>();
    String next = null;
    synchronized (objects) {
      for (Map.Entry<String, Stored> entry : objects.tailMap(start).entrySet()) {
        if (!entry.getKey().startsWith(prefix)) {
          continue;
        }
        if (items.size() == PAGE) {
          next = entry.getKey();
          break;
        }
        items.add(metadata(entry.getKey(), entry.getValue()));
      }
    }
    return json(
        "{\"kind\":\"storage#objects\""
            + (next == null ? "" : ",\"nextPageToken\":" + quoted(next))
            + ",\"items\":["
            + String.join(",", items)
            + "]}");
  }

  private static String metadata(String name, Stored stored) {
    return "{\"kind\":\"storage#object\",\"bucket\":\""
        + BUCKET
        + "\",\"name\":"
        + quoted(name)
        + ",\"size\":\""
        + stored.content().length
        + "\",\"generation\":\""
        + stored.generation()
        + "\",\"metageneration\":\"1\"}";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static Answer json(String text) {
    return new Answer(200, text.getBytes(UTF_8));
  }

  private static Answer missing() {
    return error(404, "notFound");
  }

  private static Answer error(int status, String reason) {
    return new Answer(
        status,
        ("{\"error\":{\"code\":"
                + status
                + ",\"message\":\""
                + reason
                + "\",\"errors\":[{\"reason\":\""
                + reason
                + "\",\"message\":\""
                + reason
                + "\"}]}}")
            .getBytes(UTF_8));
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    if (raw != null) {
      for (String parameter : raw.split("&", -1)) {
        int equals = parameter.indexOf('=');
        if (equals > 0) {
          query.put(
              parameter.substring(0, equals),
              URLDecoder.decode(parameter.substring(equals + 1), UTF_8));
        }
      }
    }
    return query;
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
