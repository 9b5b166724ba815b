package io.plenum.signaling.access;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are on the public Internet. What an admin of an account names may lead there
 * only: never to machines that this server alone can reach (a cloud's metadata, a router, a
 * database). Stateless.
 */
public final class PublicInternet {
  /** IPv4 that is not: the IANA special-purpose registry (RFC 6890). */
  private static final List<Network> NOT_PUBLIC_4 =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  /** All public IPv6 unicast (RFC 4291 section 2.4). */
  private static final Network PUBLIC_6 = network("2000::/3");

  /** Of that: protocol assignments with Teredo, documentation, and 6to4, which carries IPv4. */
  private static final List<Network> NOT_PUBLIC_6 =
      networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private PublicInternet() {}

  private static List<Network> networks(String... texts) {
    return Stream.of(texts).map(PublicInternet::network).toList();
  }

  private static Network network(String text) {
    return Network.parse(text).orElseThrow();
  }

  /** Whether the address is on it. IPv4 inside IPv6 is not: whoever takes it unwraps it first. */
  public static boolean contains(InetAddress address) {
    if (address instanceof Inet4Address) {
      return NOT_PUBLIC_4.stream().noneMatch(network -> network.contains(address));
    }
    return PUBLIC_6.contains(address)
        && NOT_PUBLIC_6.stream().noneMatch(network -> network.contains(address));
  }
}
