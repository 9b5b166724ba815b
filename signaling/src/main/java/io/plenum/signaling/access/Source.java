package io.plenum.signaling.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** Where a caller comes from, as far as it can be told apart. */
public final class Source {
  /** RFC 6177: a site gets at least a /64, so one caller can use every address of it. */
  private static final int IPV6_SITE_BYTES = 8;

  private Source() {}

  /** The address; of an IPv6 address its /64. */
  public static String of(InetAddress address) {
    if (address instanceof Inet6Address v6) {
      return HexFormat.of().formatHex(v6.getAddress(), 0, IPV6_SITE_BYTES) + "/64";
    }
    return address.getHostAddress();
  }
}
