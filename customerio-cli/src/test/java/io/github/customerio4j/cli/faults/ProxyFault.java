package io.github.customerio4j.cli.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/** Replaces or damages the response to a request. */
@FunctionalInterface
interface ProxyFault {
  /** The response of the sandbox; reading it executes the request. */
  @FunctionalInterface
  interface Upstream {
    ProxyResponse response() throws IOException;
  }

  /**
   * Responds on the socket, which is closed afterwards.
   *
   * @param where selects a position in the body, from 0
   */
  void respond(Socket socket, Upstream upstream, int where) throws IOException;

  /** Changes the response of the sandbox. */
  static ProxyFault changed(java.util.function.UnaryOperator<ProxyResponse> change) {
    return (socket, upstream, where) -> send(socket, change.apply(upstream.response()));
  }

  /** Sends another response; the request is not executed. */
  static ProxyFault instead(ProxyResponse response) {
    return (socket, upstream, where) -> send(socket, response);
  }

  /** Sends a response without a fault. */
  static void send(Socket socket, ProxyResponse response) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(response.head("Content-Length: " + response.body().length));
    out.write(response.body());
    out.flush();
  }
}
