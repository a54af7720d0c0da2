package io.github.customerio4j.cli.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/** Something that happens to a request in place of its proper answer. */
@FunctionalInterface
interface ProxyFault {
  /** The answer of the sandbox; asking for it lets the request be carried out. */
  @FunctionalInterface
  interface Upstream {
    ProxyResponse answer() throws IOException;
  }

  /**
   * Answers on the socket, which is closed afterwards.
   *
   * @param where chooses a place in the body, from 0
   */
  void answer(Socket socket, Upstream upstream, int where) throws IOException;

  /** The sandbox's answer, changed. */
  static ProxyFault changed(java.util.function.UnaryOperator<ProxyResponse> change) {
    return (socket, upstream, where) -> send(socket, change.apply(upstream.answer()));
  }

  /** Another answer; the request is not carried out. */
  static ProxyFault instead(ProxyResponse answer) {
    return (socket, upstream, where) -> send(socket, answer);
  }

  /** Sends an answer as it should be. */
  static void send(Socket socket, ProxyResponse answer) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(answer.head("Content-Length: " + answer.body().length));
    out.write(answer.body());
    out.flush();
  }
}
