package io.plenum.sfu.loop;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * How the media plane meets the network.
 *
 * @param addresses local addresses to bind, at least one; each becomes a candidate
 * @param publicAddress an address that is translated to this machine one to one, told to clients
 *     before the local ones; empty when clients reach the local addresses
 * @param port UDP port of the first loop; loop <em>i</em> uses {@code port + i}. 0 takes free ones.
 * @param tcp whether media may come over TCP too (RFC 6544), to the TCP ports of the same numbers
 * @param loops threads, 1 to {@value #MAX_LOOPS}
 */
public record MediaConfig(
    List<InetAddress> addresses,
    Optional<InetAddress> publicAddress,
    int port,
    boolean tcp,
    int loops) {
  /** More loops than this serve nobody: a loop fills a core. */
  public static final int MAX_LOOPS = 64;

  /** Checks the figures. */
  public MediaConfig {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("media needs at least one local address");
    }
    if (loops < 1 || loops > MAX_LOOPS) {
      throw new IllegalArgumentException("media loops: 1 to " + MAX_LOOPS + ", not " + loops);
    }
    if (port < 0 || port + loops - 1 > 65_535) {
      throw new IllegalArgumentException("media port: no room for " + loops + " from " + port);
    }
  }
}
