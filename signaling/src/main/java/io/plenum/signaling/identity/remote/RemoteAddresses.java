package io.plenum.signaling.identity.remote;

import io.plenum.signaling.access.Network;
import io.plenum.signaling.access.PublicInternet;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses a URL that an admin typed may lead to: public ones, so that nobody makes the
 * server ask machines that only it can reach (a cloud's metadata, a router, a database), and those
 * that the operator named besides. Immutable.
 */
public final class RemoteAddresses {
  /** IPv4 behind a translator (RFC 6052): as public as the IPv4 address in its last 4 bytes. */
  private static final Network TRANSLATED = Network.parse("64:ff9b::/96").orElseThrow();

  private final List<Network> alsoAllowed;

  /** `alsoAllowed`: what the operator allows besides public addresses. */
  public RemoteAddresses(List<Network> alsoAllowed) {
    this.alsoAllowed = List.copyOf(alsoAllowed);
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
    return PublicInternet.contains(TRANSLATED.contains(address) ? embedded(address) : address);
  }

  private static InetAddress embedded(InetAddress address) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), 12, 16));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
