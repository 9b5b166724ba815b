package io.plenum.storage.database;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Stands between a client and PostgreSQL, and cuts the connection that commits, once: before or
 * after the server has read the COMMIT. Other connections pass.
 */
final class CutConnection implements AutoCloseable {
  enum Moment {
    NEVER,
    BEFORE_COMMIT,
    AFTER_COMMIT
  }

  private final ServerSocket listening;
  private final int target;
  private volatile Moment next = Moment.NEVER;

  CutConnection(int target) {
    this.target = target;
    try {
      this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  void cut(Moment moment) {
    next = moment;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        Thread.ofVirtual().start(() -> pass(server, client, false));
        Thread.ofVirtual().start(() -> pass(client, server, true));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void pass(Socket from, Socket to, boolean toServer) {
    byte[] bytes = new byte[65_536];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        boolean commit = toServer && new String(bytes, 0, n, ISO_8859_1).contains("COMMIT");
        Moment moment = commit ? next : Moment.NEVER;
        if (moment == Moment.BEFORE_COMMIT) {
          next = Moment.NEVER;
          return;
        }
        if (moment == Moment.AFTER_COMMIT) {
          next = Moment.NEVER;
          from.close(); // The client hears nothing more; the server reads on.
        }
        out.write(bytes, 0, n);
        out.flush();
        if (moment == Moment.AFTER_COMMIT) {
          to.shutdownOutput();
          to.getInputStream().readAllBytes();
          return;
        }
      }
    } catch (IOException e) {
      // One of them went away: so does the other.
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
