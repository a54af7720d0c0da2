package io.github.customerio4j.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import io.github.customerio4j.sandbox.config.Fault;
import io.github.customerio4j.sandbox.wire.ApiResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** Sends replies, well or badly. */
final class HttpExchanges {
  private HttpExchanges() {}

  /** Sends a reply as the fault demands; a fault with an answer of its own is the reply already. */
  static void send(HttpExchange exchange, ApiResponse reply, Fault.Kind how) throws IOException {
    if (how == Fault.Kind.NO_ANSWER) {
      exchange.close();
      return;
    }
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] body = reply.body();
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    if (how == Fault.Kind.CUT) {
      exchange.getResponseBody().write(body, 0, body.length / 2);
      exchange.getResponseBody().flush();
    } else if (body.length > 0) {
      exchange.getResponseBody().write(body);
      exchange.getResponseBody().close();
    }
    exchange.close();
  }

  static void pause(Duration duration) throws IOException {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the sandbox is closing");
    }
  }
}
