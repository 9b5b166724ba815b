package io.plenum.rtc.sdp;

import java.net.InetSocketAddress;

/**
 * A host candidate of the server, over UDP or passive TCP (RFC 8839, section 5.1; RFC 6544).
 *
 * @param transport UDP, or TCP connections that the client opens
 * @param address a literal IPv4 or IPv6 address and its port
 * @param priority 1 to 2^31 - 1, larger is better (RFC 8445, section 5.1.2)
 */
public record Candidate(Transport transport, InetSocketAddress address, long priority) {

  /** What a candidate is reached by. */
  public enum Transport {
    UDP,
    TCP_PASSIVE
  }

  /** Type preference of host candidates over UDP (RFC 8445, section 5.1.2.2). */
  private static final long UDP_PREFERENCE = 126;

  /**
   * Type preference of TCP: below all of UDP's but relayed ones (RFC 6544, section 4.2 leaves the
   * figure to us), as what TCP repeats comes too late for speech. Browsers take 90 for their own.
   */
  private static final long TCP_PREFERENCE = 90;

  private static final long BEST_LOCAL_PREFERENCE = 65_535;

  /**
   * RFC 6544, section 4.2: of TCP, three bits say the direction, passive host candidates 4, and
   * thirteen the rest.
   */
  private static final long PASSIVE_PREFERENCE = (4 << 13) + 8_191;

  /** Of one component (RFC 8445, section 5.1.2.1): 256 minus its id, 1. */
  private static final long COMPONENT = 255;

  /**
   * A UDP socket of the server's.
   *
   * @param rank among those, 0 is the most wanted; up to 65,535
   */
  public static Candidate udp(InetSocketAddress address, int rank) {
    return of(Transport.UDP, address, UDP_PREFERENCE, BEST_LOCAL_PREFERENCE - rank);
  }

  /**
   * A TCP port of the server's.
   *
   * @param rank among those, 0 is the most wanted; up to 8,191
   */
  public static Candidate tcpPassive(InetSocketAddress address, int rank) {
    return of(Transport.TCP_PASSIVE, address, TCP_PREFERENCE, PASSIVE_PREFERENCE - rank);
  }

  private static Candidate of(
      Transport transport, InetSocketAddress address, long type, long local) {
    return new Candidate(transport, address, type << 24 | local << 8 | COMPONENT);
  }

  /** The address as a literal, without the port or a zone. */
  public String host() {
    String literal = address.getAddress().getHostAddress();
    int zone = literal.indexOf('%');
    return zone < 0 ? literal : literal.substring(0, zone);
  }
}
