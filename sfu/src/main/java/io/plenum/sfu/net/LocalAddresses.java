package io.plenum.sfu.net;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Comparator;
import java.util.List;

/** The addresses of this machine that media can be received on. */
public final class LocalAddresses {
  /** Most addresses used; machines with hundreds (container hosts) should name theirs. */
  static final int MAX_ADDRESSES = 16;

  private LocalAddresses() {}

  /**
   * Unicast addresses of all interfaces that are up: IPv4 before IPv6, loopback last. Link-local
   * and multicast addresses are left out; at most {@value #MAX_ADDRESSES} are given.
   *
   * @throws IOException if the interfaces cannot be listed
   */
  public static List<InetAddress> usable() throws IOException {
    return NetworkInterface.networkInterfaces()
        .filter(LocalAddresses::up)
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLinkLocalAddress() && !address.isMulticastAddress())
        .sorted(
            Comparator.comparing(InetAddress::isLoopbackAddress)
                .thenComparing(address -> !(address instanceof Inet4Address)))
        .limit(MAX_ADDRESSES)
        .toList();
  }

  private static boolean up(NetworkInterface candidate) {
    try {
      return candidate.isUp();
    } catch (IOException unreadable) {
      return false;
    }
  }
}
