package io.plenum.sfu.loop;

import io.plenum.rtc.srtp.CipherProvider;
import io.plenum.sfu.net.DatagramPath;
import io.plenum.sfu.room.RoomParameters;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
 * @param stunServers say what the public address is where none is given, and check the given one;
 *     asked from the media sockets, once they are resolved ({@link MediaServer#ask}). At most
 *     {@value #MAX_STUN_SERVERS}; empty: nobody is asked
 * @param loops threads, 1 to {@value #MAX_LOOPS}
 * @param path the cheapest path of datagrams that may be used; one that does not work on this
 *     machine is not
 * @param splitAt with so many people on each of its loops a room gets a shard on another (see
 *     docs/relay.md); 1 to {@value #MAX_SPLIT_AT}
 * @param cipher whose code encrypts media; empty: the fastest that works here
 */
public record MediaConfig(
    List<InetAddress> addresses,
    Optional<InetAddress> publicAddress,
    int port,
    boolean tcp,
    List<InetSocketAddress> stunServers,
    int loops,
    DatagramPath path,
    int splitAt,
    Optional<CipherProvider> cipher) {
  /** A third of the largest room: whom a loop with time would not notice stays together. */
  public static final int USUAL_SPLIT_AT = 64;

  /** More people than that are in no room: with this, none is split for its size. */
  public static final int MAX_SPLIT_AT = RoomParameters.DEFAULT_MAX_PARTICIPANTS;

  /** More loops than this serve nobody: a loop fills a core. */
  public static final int MAX_LOOPS = 64;

  /** Two show a translator that gives each destination another port; more are spares. */
  public static final int MAX_STUN_SERVERS = 4;

  /** With rooms that are split at the usual size, and the fastest cipher that works. */
  public MediaConfig(
      List<InetAddress> addresses,
      Optional<InetAddress> publicAddress,
      int port,
      boolean tcp,
      List<InetSocketAddress> stunServers,
      int loops,
      DatagramPath path) {
    this(
        addresses,
        publicAddress,
        port,
        tcp,
        stunServers,
        loops,
        path,
        USUAL_SPLIT_AT,
        Optional.empty());
  }

  /** The same, with the cheapest path that works. */
  public MediaConfig(
      List<InetAddress> addresses,
      Optional<InetAddress> publicAddress,
      int port,
      boolean tcp,
      List<InetSocketAddress> stunServers,
      int loops) {
    this(addresses, publicAddress, port, tcp, stunServers, loops, DatagramPath.OFFLOADED);
  }

  /** The same, without STUN servers. */
  public MediaConfig(
      List<InetAddress> addresses,
      Optional<InetAddress> publicAddress,
      int port,
      boolean tcp,
      int loops) {
    this(addresses, publicAddress, port, tcp, List.of(), loops);
  }

  /** Checks the figures. */
  public MediaConfig {
    addresses = List.copyOf(addresses);
    stunServers = List.copyOf(stunServers);
    if (stunServers.size() > MAX_STUN_SERVERS) {
      throw new IllegalArgumentException("STUN servers: at most " + MAX_STUN_SERVERS);
    }
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("media needs at least one local address");
    }
    if (loops < 1 || loops > MAX_LOOPS) {
      throw new IllegalArgumentException("media loops: 1 to " + MAX_LOOPS + ", not " + loops);
    }
    if (splitAt < 1 || splitAt > MAX_SPLIT_AT) {
      throw new IllegalArgumentException("people on a loop: 1 to " + MAX_SPLIT_AT);
    }
    if (port < 0 || port + loops - 1 > 65_535) {
      throw new IllegalArgumentException("media port: no room for " + loops + " from " + port);
    }
  }
}
