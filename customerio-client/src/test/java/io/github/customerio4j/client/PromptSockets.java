package io.github.customerio4j.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ServerSocketFactory;

/**
 * Sockets that send without delay. The server writes head and body separately; without this the
 * body waits 40 ms until the head is acknowledged.
 */
final class PromptSockets extends ServerSocketFactory {

  @Override
  public ServerSocket createServerSocket() throws IOException {
    return new PromptServerSocket();
  }

  @Override
  public ServerSocket createServerSocket(int port) {
    throw new UnsupportedOperationException("The server binds its socket itself");
  }

  @Override
  public ServerSocket createServerSocket(int port, int backlog) {
    return createServerSocket(port);
  }

  @Override
  public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
    return createServerSocket(port);
  }

  private static final class PromptServerSocket extends ServerSocket {
    PromptServerSocket() throws IOException {}

    @Override
    public Socket accept() throws IOException {
      Socket socket = super.accept();
      socket.setTcpNoDelay(true);
      return socket;
    }
  }
}
