package io.github.customerio4j.sandbox.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.customerio4j.sandbox.config.Fault;
import io.github.customerio4j.sandbox.wire.ApiResponse;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/**
 * Serves HTTP/1.1 on a port of the loopback interface, with the {@code Date} of a clock of its own.
 * The server of the JDK cannot do this: it always sends the time of the machine.
 */
public final class LoopbackServer implements AutoCloseable {
  private static final int BACKLOG = 200;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  /** Answers requests, on many threads. */
  @FunctionalInterface
  public interface Handler {
    Reply answer(HttpCall call) throws IOException;
  }

  /** A response, and how it is sent. */
  public record Reply(ApiResponse response, Fault.Kind how) {}

  private final Handler handler;
  private final Clock clock;
  private final ExecutorService executor;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  public LoopbackServer(Handler handler, Clock clock, ExecutorService executor) throws IOException {
    this.handler = handler;
    this.clock = clock;
    this.executor = executor;
    byte[] loopback = {127, 0, 0, 1};
    this.server = new ServerSocket(0, BACKLOG, InetAddress.getByAddress(loopback));
  }

  /** Begins to answer. */
  public LoopbackServer start() {
    executor.execute(this::accept);
    return this;
  }

  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        executor.execute(() -> serve(socket));
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = new BufferedOutputStream(socket.getOutputStream());
      boolean isKept = true;
      while (isKept) {
        Optional<HttpCall> call = HttpCall.read(in, out);
        isKept = call.isPresent() && answer(call.get(), out);
      }
    } catch (IOException e) {
      // The client closed the connection, sent no HTTP, or the sandbox is closing.
    } finally {
      open.remove(socket);
    }
  }

  /** Answers well or badly; whether the connection can be used again. */
  private boolean answer(HttpCall call, OutputStream out) throws IOException {
    Reply reply = handler.answer(call);
    if (reply.how() == Fault.Kind.NO_ANSWER) {
      return false;
    }
    byte[] body = reply.response().body();
    boolean isCut = reply.how() == Fault.Kind.CUT;
    boolean isLast =
        isCut || call.header("Connection").filter("close"::equalsIgnoreCase).isPresent();
    out.write(head(reply.response(), isLast));
    if (!call.method().equals("HEAD")) {
      out.write(body, 0, isCut ? body.length / 2 : body.length);
    }
    out.flush();
    return !isLast;
  }

  private byte[] head(ApiResponse response, boolean isLast) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(response.status()).append(" \r\n");
    add(head, "Date", DATE.format(clock.instant()));
    response.headers().forEach((name, value) -> add(head, name, value));
    if (response.status() != 204) {
      add(head, "Content-Length", Integer.toString(response.body().length));
    }
    if (isLast) {
      add(head, "Connection", "close");
    }
    return head.append("\r\n").toString().getBytes(ISO_8859_1);
  }

  private static void add(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  static void pause(Duration duration) throws IOException {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the sandbox is closing");
    }
  }

  /** Stops listening at once; requests in flight are cut. */
  @Override
  public void close() {
    closeQuietly(server);
    open.forEach(LoopbackServer::closeQuietly);
  }

  private static void closeQuietly(Closeable connection) {
    try {
      connection.close();
    } catch (IOException e) {
      // There is nobody left to answer.
    }
  }
}
