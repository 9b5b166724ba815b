package io.plenum.signaling.access;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A range of addresses (CIDR, RFC 4632).
 *
 * @param first an address in it
 * @param prefixBits how many leading bits all its addresses share
 */
public record Network(InetAddress first, int prefixBits) {

  /** Reads `10.0.0.0/8`, `::1` and the like; empty for anything else. */
  public static Optional<Network> parse(String text) {
    try {
      int slash = text.indexOf('/');
      InetAddress first = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      int all = first.getAddress().length * Byte.SIZE;
      int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
      return bits >= 0 && bits <= all ? Optional.of(new Network(first, bits)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether the address lies in it. IPv4 and IPv6 never match each other. */
  public boolean contains(InetAddress address) {
    byte[] a = first.getAddress();
    byte[] b = address.getAddress();
    if (a.length != b.length) {
      return false;
    }
    for (int bit = 0; bit < prefixBits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((a[bit / Byte.SIZE] ^ b[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
