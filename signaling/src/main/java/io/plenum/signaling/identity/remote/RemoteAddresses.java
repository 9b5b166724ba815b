package io.plenum.signaling.identity.remote;

import io.plenum.signaling.access.Network;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses a URL that an admin typed may lead to: public ones, so that nobody makes the
 * server ask machines that only it can reach (a cloud's metadata, a router, a database), and those
 * that the operator named besides. Immutable.
 */
public final class RemoteAddresses {
  /** Special-purpose addresses (RFC 6890 and IANA's registries) that are not on the Internet. */
  private static final List<Network> NOT_PUBLIC =
      Stream.of(
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
              "224.0.0.0/3")
          .map(RemoteAddresses::network)
          .toList();

  /** Global unicast (RFC 4291); all that is used of IPv6 on the Internet. */
  private static final Network GLOBAL_V6 = network("2000::/3");

  /** Inside it, and leading elsewhere: Teredo and other protocols, documentation, 6to4. */
  private static final List<Network> NOT_PUBLIC_V6 =
      Stream.of("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
          .map(RemoteAddresses::network)
          .toList();

  /** IPv4 behind a translator (RFC 6052): as public as the IPv4 address in its last 4 bytes. */
  private static final Network TRANSLATED = network("64:ff9b::/96");

  private final List<Network> alsoAllowed;

  /** `alsoAllowed`: what the operator allows besides public addresses. */
  public RemoteAddresses(List<Network> alsoAllowed) {
    this.alsoAllowed = List.copyOf(alsoAllowed);
  }

  private static Network network(String text) {
    return Network.parse(text).orElseThrow();
  }

  /** Whether the server may connect to it. */
  public boolean allow(InetAddress address) {
    return isNamed(address) || isPublic(address);
  }

  /** Whether the operator named it: only there plain HTTP will do, on loopback. */
  boolean isNamed(InetAddress address) {
    return alsoAllowed.stream().anyMatch(network -> network.contains(address));
  }

  private static boolean isPublic(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return NOT_PUBLIC.stream().noneMatch(network -> network.contains(address));
    }
    if (TRANSLATED.contains(address)) {
      return isPublic(embedded(address));
    }
    return GLOBAL_V6.contains(address)
        && NOT_PUBLIC_V6.stream().noneMatch(network -> network.contains(address));
  }

  private static InetAddress embedded(InetAddress address) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), 12, 16));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
