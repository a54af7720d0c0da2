package io.github.customerio4j.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of a store and passes requests on as they are, but for the faults that a test
 * asks for. Creations with a condition are passed on one after the other, which makes them one step
 * on a server that looks first and then writes.
 */
@NullMarked
public final class FaultyServer implements AutoCloseable {
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "expect", "transfer-encoding", "content-length", "keep-alive");

  /** Faults of requests that the store sees. */
  private static final Set<Fault> PASSED =
      EnumSet.of(Fault.LOST_ANSWER, Fault.LATE_ANSWER, Fault.CUT_ANSWER);

  /** What happens to a request. */
  public enum Fault {
    /** 503 with the code {@code SlowDown}; the store sees nothing. */
    SLOW_DOWN,
    /** 409 with the code {@code ConditionalRequestConflict}; the store sees nothing. */
    CONFLICT,
    /** The connection is cut in the middle of the request's content; the store sees nothing. */
    CUT_REQUEST,
    /** The store does what it is asked, and the connection is cut before the answer. */
    LOST_ANSWER,
    /** The store does what it is asked, and its answer comes two seconds later. */
    LATE_ANSWER,
    /** The answer is cut in the middle of its content. */
    CUT_ANSWER,
    /** 501 with the code {@code NotImplemented}; the store sees nothing. */
    NOT_IMPLEMENTED,
    /** 403 with the code {@code AccessDenied}, and a text that quotes the signature. */
    DENIED
  }

  /** A request, for those who choose faults. */
  public record Call(String method, String path, @Nullable String query, boolean conditional) {}

  private record Rule(Predicate<Call> calls, Fault fault) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final OkHttpClient client =
      new OkHttpClient.Builder().retryOnConnectionFailure(false).followRedirects(false).build();
  private final URI upstream;
  private final ConcurrentLinkedQueue<Rule> rules = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
  private final Object creations = new Object();

  private FaultyServer(HttpServer server, URI upstream) {
    this.server = server;
    this.upstream = upstream;
  }

  /** Starts in front of a server. */
  public static FaultyServer inFrontOf(URI upstream) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    FaultyServer front = new FaultyServer(server, upstream);
    server.createContext("/", front::handle);
    server.setExecutor(front.threads);
    server.start();
    return front;
  }

  /** The address to give to a store. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The next requests of this kind have these faults, one after the other. */
  public void fail(Predicate<Call> kind, Fault... faults) {
    for (Fault fault : faults) {
      rules.add(new Rule(kind, fault));
    }
  }

  /** What came so far. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Call call =
          new Call(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              exchange.getRequestURI().getQuery(),
              exchange.getRequestHeaders().containsKey("If-None-Match"));
      calls.add(call);
      Fault fault = fault(call);
      if (fault == Fault.CUT_REQUEST) {
        exchange.getRequestBody().readNBytes(1000);
      } else if (fault == null || PASSED.contains(fault)) {
        if (call.conditional()) {
          synchronized (creations) {
            pass(exchange, fault);
          }
        } else {
          pass(exchange, fault);
        }
      } else {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        refuse(exchange, fault);
      }
    }
  }

  private @Nullable Fault fault(Call call) {
    for (Rule rule : rules) {
      if (rule.calls().test(call) && rules.remove(rule)) {
        return rule.fault();
      }
    }
    return null;
  }

  private static void refuse(HttpExchange exchange, Fault fault) throws IOException {
    int status =
        switch (fault) {
          case SLOW_DOWN -> 503;
          case CONFLICT -> 409;
          case NOT_IMPLEMENTED -> 501;
          default -> 403;
        };
    String code =
        switch (fault) {
          case SLOW_DOWN -> "SlowDown";
          case CONFLICT -> "ConditionalRequestConflict";
          case NOT_IMPLEMENTED -> "NotImplemented";
          default -> "AccessDenied";
        };
    byte[] body =
        ("<?xml version=\"1.0\"?><Error><Code>"
                + code
                + "</Code><Message>Refused: "
                + (fault == Fault.DENIED
                    ? exchange.getRequestHeaders().getFirst("Authorization")
                    : code)
                + "</Message><RequestId>1</RequestId></Error>")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  private void pass(HttpExchange exchange, @Nullable Fault fault) throws IOException {
    try (Response response = client.newCall(request(exchange)).execute()) {
      ResponseBody body = response.body();
      if (fault == Fault.LOST_ANSWER) {
        body.byteStream().transferTo(OutputStream.nullOutputStream());
        return;
      }
      if (fault == Fault.LATE_ANSWER) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
      }
      for (String name : response.headers().names()) {
        if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
          exchange.getResponseHeaders().put(name, response.headers(name));
        }
      }
      boolean head = exchange.getRequestMethod().equals("HEAD");
      String length = response.header("Content-Length");
      if (head && length != null) {
        exchange.getResponseHeaders().set("Content-Length", length);
      }
      long bytes = length == null ? 0 : Long.parseLong(length);
      boolean none = head || response.code() == 204 || (length != null && bytes == 0);
      exchange.sendResponseHeaders(response.code(), none ? -1 : bytes);
      if (none) {
        return;
      }
      if (fault == Fault.CUT_ANSWER) {
        exchange.getResponseBody().write(body.byteStream().readNBytes((int) (bytes / 2)));
        exchange.getResponseBody().flush();
        return;
      }
      try (InputStream in = body.byteStream()) {
        in.transferTo(exchange.getResponseBody());
      }
    }
  }

  /** The same request, whose signature has the host that the store's client knows. */
  private Request request(HttpExchange exchange) throws IOException {
    Request.Builder request = new Request.Builder();
    request.url(upstream + exchange.getRequestURI().toString());
    for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
      if (!OF_THE_CONNECTION.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        for (String value : header.getValue()) {
          request.addHeader(header.getKey(), value);
        }
      }
    }
    request.header("Accept-Encoding", "identity");
    String method = exchange.getRequestMethod();
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    boolean content = method.equals("PUT") || method.equals("POST");
    request.method(method, content ? RequestBody.create(whole(exchange, length)) : null);
    return request.build();
  }

  /**
   * The whole content, before the store sees anything: S3Proxy keeps a part of an upload whose
   * sender was killed, and then cannot list any more.
   */
  private static byte[] whole(HttpExchange exchange, @Nullable String length) throws IOException {
    byte[] content = exchange.getRequestBody().readAllBytes();
    if (length != null && content.length != Long.parseLong(length)) {
      throw new EOFException("The sender has ended in the middle of its request.");
    }
    return content;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
  }
}
