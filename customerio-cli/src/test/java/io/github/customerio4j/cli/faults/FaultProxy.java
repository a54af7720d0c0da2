package io.github.customerio4j.cli.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.customerio4j.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proxy of a sandbox and its store that damages responses by a schedule. Each connection has one
 * request, so that each request can meet each fault of a connection.
 */
final class FaultProxy implements AutoCloseable {
  private static final Pattern STORE = Pattern.compile("http://localhost:(\\d+)/");
  private static final Set<String> FORWARDED =
      Set.of("authorization", "content-type", "range", "if-range", "accept-encoding");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> faultsInARow = new HashMap<>();
  private final Queue<ProxiedRequest> requests = new ConcurrentLinkedQueue<>();
  private final String apiOrigin;
  private final ServerSocket api;
  private final ServerSocket store;
  private volatile UnaryOperator<String> rewriting = UnaryOperator.identity();
  private volatile String storeOrigin = "";
  private volatile Function<ProxiedRequest, Optional<? extends ProxyFault>> schedule =
      request -> Optional.empty();

  FaultProxy(Sandbox sandbox) throws IOException {
    this.apiOrigin = sandbox.baseUrl().replaceAll("/v1/$", "");
    this.api = listen();
    this.store = listen();
    threads.execute(() -> accept(api));
    threads.execute(() -> accept(store));
  }

  /** Sets the schedule of faults, and forgets the requests so far. */
  FaultProxy on(Function<ProxiedRequest, Optional<? extends ProxyFault>> newSchedule) {
    synchronized (faultsInARow) {
      faultsInARow.clear();
    }
    requests.clear();
    schedule = newSchedule;
    return this;
  }

  /** Sets how targets are changed before they are forwarded. */
  void rewriting(UnaryOperator<String> newRewriting) {
    rewriting = newRewriting;
  }

  String baseUrl() {
    return "http://127.0.0.1:" + api.getLocalPort() + "/v1/";
  }

  /** The requests, in order of arrival. */
  List<ProxiedRequest> requests() {
    return List.copyOf(requests);
  }

  private static ServerSocket listen() throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 200);
    return socket;
  }

  private void accept(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        threads.execute(() -> serve(socket, server == store));
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private void serve(Socket socket, boolean isStore) {
    try (socket) {
      ProxiedRequest request = read(socket.getInputStream());
      requests.add(request);
      Optional<? extends ProxyFault> fault = schedule.apply(request);
      synchronized (faultsInARow) {
        faultsInARow.merge(
            request.identity(), 1, (before, one) -> fault.isPresent() ? before + 1 : 0);
        if (fault.isEmpty()) {
          faultsInARow.remove(request.identity());
        }
      }
      int where = (request.identity() + request.faultsInARow()).hashCode() & Integer.MAX_VALUE;
      ProxyFault.Upstream upstream = () -> ask(request, isStore);
      if (fault.isPresent()) {
        fault.get().respond(socket, upstream, where);
      } else {
        ProxyFault.send(socket, upstream.response());
      }
    } catch (IOException e) {
      // The client closed the connection, which it may do.
    } finally {
      open.remove(socket);
    }
  }

  private ProxiedRequest read(InputStream in) throws IOException {
    String[] start = line(in).split(" ", -1);
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), UTF_8);
    ProxiedRequest request = new ProxiedRequest(start[0], start[1], headers, body, 0, 0);
    synchronized (faultsInARow) {
      int faults = faultsInARow.getOrDefault(request.identity(), 0);
      return new ProxiedRequest(start[0], start[1], headers, body, faults, requests.size());
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next == -1) {
        throw new EOFException();
      }
      line.write(next);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  private ProxyResponse ask(ProxiedRequest request, boolean isStore) throws IOException {
    HttpRequest.Builder forwarded =
        HttpRequest.newBuilder(
                URI.create((isStore ? storeOrigin : apiOrigin) + rewriting.apply(request.target())))
            .method(
                request.method(),
                request.body().isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(request.body()));
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (FORWARDED.contains(name)) {
                forwarded.header(name, value);
              }
            });
    try {
      HttpResponse<byte[]> response =
          http.send(forwarded.build(), HttpResponse.BodyHandlers.ofByteArray());
      Map<String, String> headers = new LinkedHashMap<>();
      for (String name :
          List.of("Content-Type", "ETag", "Content-Range", "Content-Encoding", "Retry-After")) {
        response.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
      }
      return linked(new ProxyResponse(response.statusCode(), headers, response.body()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Replaces links to the sandbox's store with links to the proxy's. */
  private ProxyResponse linked(ProxyResponse response) {
    if (!response.headers().getOrDefault("Content-Type", "").startsWith("application/json")) {
      return response;
    }
    Matcher link = STORE.matcher(response.text());
    if (!link.find()) {
      return response;
    }
    storeOrigin = "http://localhost:" + link.group(1);
    return response.withBody(link.replaceAll("http://localhost:" + store.getLocalPort() + "/"));
  }

  @Override
  public void close() throws IOException {
    api.close();
    store.close();
    for (Socket socket : new ArrayList<>(open)) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
