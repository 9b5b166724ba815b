package io.plenum.acceptance;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of this machine that nobody uses at the moment. */
final class FreePorts {
  private FreePorts() {}

  /**
   * Returns a TCP port that was free a moment ago.
   *
   * @throws IOException when there is none
   */
  static int tcp() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * Returns the first of {@code count} neighbouring ports that were free for UDP and for TCP a
   * moment ago.
   *
   * @throws IOException when there are none
   */
  static int media(int count) throws IOException {
    IOException last = new IOException("no " + count + " neighbouring ports are free");
    for (int attempt = 0; attempt < 50; attempt++) {
      int first;
      try (DatagramSocket any = new DatagramSocket()) {
        first = any.getLocalPort();
      }
      if (first + count <= 65_535 && allFree(first, count)) {
        return first;
      }
    }
    throw last;
  }

  private static boolean allFree(int first, int count) {
    for (int port = first; port < first + count; port++) {
      try {
        new DatagramSocket(port).close();
        new ServerSocket(port).close();
      } catch (IOException taken) {
        return false;
      }
    }
    return true;
  }
}
