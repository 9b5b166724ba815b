package io.plenum.sfu.loop;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What speaks against clients' reaching media at the addresses they are told, in words. */
final class AddressDoubts {
  private AddressDoubts() {}

  /**
   * About what is known at start.
   *
   * @param local addresses that media is received on
   * @param asks whether STUN servers will be asked
   */
  static List<String> atStart(
      Collection<InetAddress> local, Optional<InetAddress> configured, boolean asks) {
    boolean inside = local.stream().allMatch(AddressDoubts::isPrivate);
    boolean here = local.stream().allMatch(InetAddress::isLoopbackAddress);
    if (configured.isPresent() || asks || !inside || here) {
      return List.of();
    }
    return List.of(
        "media is at private addresses only, "
            + texts(local)
            + ": nobody outside this network reaches it."
            + " Set public-address, or media.stun-servers to find it out.");
  }

  /**
   * About what a STUN server said.
   *
   * @param mapped as what it sees {@code local}
   * @param others as what other servers see it
   */
  static List<String> of(
      InetSocketAddress local,
      InetSocketAddress mapped,
      List<InetSocketAddress> others,
      Optional<InetAddress> configured) {
    List<String> doubts = new ArrayList<>();
    if (mapped.equals(local)) {
      return doubts;
    }
    for (InetSocketAddress other : others) {
      if (!other.equals(mapped)) {
        doubts.add(
            "two STUN servers see media of "
                + text(local)
                + " come from different addresses, "
                + text(mapped)
                + " and "
                + text(other)
                + ": a translator gives each destination another (symmetric NAT)."
                + " Pass the port on, or give this machine an address of its own.");
      }
    }
    if (doubts.isEmpty() && mapped.getPort() != local.getPort()) {
      doubts.add(
          "media leaves port "
              + local.getPort()
              + " and is seen at port "
              + mapped.getPort()
              + ": clients are told "
              + text(new InetSocketAddress(mapped.getAddress(), local.getPort()))
              + ", so pass that port on to "
              + text(local)
              + '.');
    }
    if (isPrivate(mapped.getAddress())) {
      doubts.add(
          "the STUN server sees media of "
              + text(local)
              + " at "
              + text(mapped)
              + ", a private address: it is no use for clients outside this network.");
    }
    configured
        .filter(address -> address.getClass() == mapped.getAddress().getClass())
        .filter(address -> !address.equals(mapped.getAddress()))
        .ifPresent(
            address ->
                doubts.add(
                    "public-address is "
                        + address.getHostAddress()
                        + ", but media of "
                        + text(local)
                        + " is seen at "
                        + text(mapped)
                        + ". Clients are told the former."));
    return doubts;
  }

  /** Addresses that mean something else elsewhere: RFC 1918, 6598, 4193, 3927 and loopback. */
  static boolean isPrivate(InetAddress address) {
    byte[] raw = address.getAddress();
    boolean unique = address instanceof Inet6Address && (raw[0] & 0xFE) == 0xFC;
    boolean shared = raw.length == 4 && raw[0] == 100 && (raw[1] & 0xC0) == 64;
    return unique
        || shared
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || address.isLoopbackAddress();
  }

  private static List<String> texts(Collection<InetAddress> addresses) {
    return addresses.stream().map(InetAddress::getHostAddress).toList();
  }

  /** As {@code 192.0.2.1:5} or {@code [2001:db8::1]:5}. */
  static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    boolean six = address.getAddress() instanceof Inet6Address;
    return (six ? '[' + host + ']' : host) + ':' + address.getPort();
  }
}
