package io.plenum.rtc.sdp;

import java.net.InetSocketAddress;

/**
 * A host candidate of the server over UDP (RFC 8839, section 5.1).
 *
 * @param address a literal IPv4 or IPv6 address and its port
 * @param priority 1 to 2^31 - 1, larger is better (RFC 8445, section 5.1.2)
 */
public record Candidate(InetSocketAddress address, long priority) {

  /** Type preference of host candidates (RFC 8445, section 5.1.2.2). */
  private static final long HOST_PREFERENCE = 126;

  private static final long BEST_LOCAL_PREFERENCE = 65_535;

  /**
   * The candidate with rank {@code rank} among the server's own.
   *
   * @param rank 0 is the most wanted; up to 65,535
   */
  public static Candidate host(InetSocketAddress address, int rank) {
    long localPreference = BEST_LOCAL_PREFERENCE - rank;
    return new Candidate(address, HOST_PREFERENCE << 24 | localPreference << 8 | 255);
  }

  /** The address as a literal, without the port or a zone. */
  public String host() {
    String literal = address.getAddress().getHostAddress();
    int zone = literal.indexOf('%');
    return zone < 0 ? literal : literal.substring(0, zone);
  }
}
