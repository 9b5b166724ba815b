package io.plenum.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to the server that can break: passes TCP connections on, until {@link #cut} ends all of
 * them and refuses new ones. Media do not pass here. Any thread may cut and mend.
 */
final class TcpRelay implements AutoCloseable {
  private final ServerSocket listener;
  private final int serverPort;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean whole = true;

  /**
   * Listens on a free port of loopback.
   *
   * @throws IOException when it cannot
   */
  TcpRelay(int serverPort) throws IOException {
    this.serverPort = serverPort;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("relay").start(this::accept);
  }

  /** What to open instead of the server's own origin. */
  String origin() {
    return "http://localhost:" + listener.getLocalPort();
  }

  /** Ends every connection at once and lets no new one through. */
  void cut() {
    whole = false;
    open.forEach(TcpRelay::end);
  }

  /** Lets new connections through again. */
  void mend() {
    whole = true;
  }

  @Override
  public void close() throws IOException {
    cut();
    listener.close();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket near = listener.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        open.add(near);
        open.add(far);
        Thread.ofVirtual().start(() -> copy(near, far));
        Thread.ofVirtual().start(() -> copy(far, near));
      } catch (IOException closedOrServerAway) {
        // The next connection may fare better; a closed listener ends the loop.
      }
    }
  }

  private void copy(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] some = new byte[8_192];
      for (int length = in.read(some); length >= 0 && whole; length = in.read(some)) {
        out.write(some, 0, length);
        out.flush();
      }
    } catch (IOException broken) {
      // Whoever ended it knows.
    }
    end(from);
    end(to);
    open.remove(from);
    open.remove(to);
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyBroken) {
      // It is what was wanted.
    }
  }
}
