package io.plenum.rtc.ice;

import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * How the other side is reached: at an address over UDP, or by one TCP connection.
 *
 * <p>The address alone would not do: a translator may give two TCP connections to different ports
 * of ours, and a UDP socket besides, one and the same outer address.
 *
 * @param remote the other side's address, as we see it
 * @param connection number of the TCP connection, unique in its loop; {@value #NO_CONNECTION} for
 *     UDP
 */
public record Flow(InetSocketAddress remote, long connection) {
  private static final long NO_CONNECTION = 0;

  /** Needs an address. */
  public Flow {
    Objects.requireNonNull(remote);
  }

  /** Datagrams from and to {@code remote}. */
  public static Flow udp(InetSocketAddress remote) {
    return new Flow(remote, NO_CONNECTION);
  }

  /** The TCP connection {@code connection}, 1 or more. */
  public static Flow tcp(InetSocketAddress remote, long connection) {
    if (connection == NO_CONNECTION) {
      throw new IllegalArgumentException("connections are counted from 1");
    }
    return new Flow(remote, connection);
  }

  /** Whether this is a TCP connection: what is sent arrives in order, or late. */
  public boolean tcp() {
    return connection != NO_CONNECTION;
  }
}
