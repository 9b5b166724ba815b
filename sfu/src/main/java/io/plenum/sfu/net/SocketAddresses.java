package io.plenum.sfu.net;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Addresses as Linux writes them, and as Java does. What was read once is the same instance again,
 * as long as it is remembered: {@value #SETS} sets of two, the later one stays. Who sends from many
 * forged addresses makes it forget, and costs an object for each; it does not grow.
 *
 * <pre>
 *  sockaddr_in, 16 bytes              sockaddr_in6, 28 bytes
 *   0  short  AF_INET = 2              0  short  AF_INET6 = 10
 *   2  port, network order             2  port, network order
 *   4  address                         4  flow label: 0
 *   8  zeros                           8  address, 16 bytes
 *                                     24  int    scope: an interface's number, or 0
 * </pre>
 */
final class SocketAddresses {
  private static final short AF_INET = 2;
  private static final short AF_INET6 = 10;
  private static final int IN_BYTES = 16;
  private static final int IN6_BYTES = 28;
  private static final int PORT_AT = 2;
  private static final int IN_ADDRESS_AT = 4;
  private static final int IN6_ADDRESS_AT = 8;
  private static final int SCOPE_AT = 24;

  /** An IPv4 address in 16 bytes (RFC 4291, section 2.5.5.2): the last 8. */
  private static final long MAPPED = 0xffff_0000_0000L;

  /** Twice the participants that one loop serves. */
  static final int SETS = 4_096;

  private static final ValueLayout.OfShort FAMILY = ValueLayout.JAVA_SHORT_UNALIGNED;
  private static final ValueLayout.OfShort U16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final long[] high = new long[2 * SETS];
  private final long[] low = new long[2 * SETS];
  private final long[] ports = new long[2 * SETS];
  private final InetSocketAddress[] known = new InetSocketAddress[2 * SETS];

  /** The address that begins at {@code at}; null if its family is none of ours. */
  InetSocketAddress read(MemorySegment memory, long at) {
    short family = memory.get(FAMILY, at);
    long port = memory.get(U16, at + PORT_AT) & 0xffff;
    if (family == AF_INET) {
      long address = memory.get(U32, at + IN_ADDRESS_AT) & 0xffff_ffffL;
      return known(0, MAPPED | address, port);
    }
    if (family == AF_INET6) {
      long scope = memory.get(ValueLayout.JAVA_INT_UNALIGNED, at + SCOPE_AT) & 0xffff_ffffL;
      return known(
          memory.get(U64, at + IN6_ADDRESS_AT),
          memory.get(U64, at + IN6_ADDRESS_AT + Long.BYTES),
          scope << 16 | port);
    }
    return null;
  }

  private InetSocketAddress known(long hi, long lo, long scopeAndPort) {
    int set = 2 * set(hi, lo, scopeAndPort);
    if (is(set, hi, lo, scopeAndPort)) {
      return known[set];
    }
    if (is(set + 1, hi, lo, scopeAndPort)) {
      return known[set + 1];
    }
    high[set + 1] = high[set];
    low[set + 1] = low[set];
    ports[set + 1] = ports[set];
    known[set + 1] = known[set];
    high[set] = hi;
    low[set] = lo;
    ports[set] = scopeAndPort;
    known[set] = make(hi, lo, scopeAndPort);
    return known[set];
  }

  private static int set(long hi, long lo, long scopeAndPort) {
    long mixed = (hi * 31 + lo) * 31 + scopeAndPort;
    return (int) ((mixed * 0x9e37_79b9_7f4a_7c15L) >>> 52) & (SETS - 1);
  }

  private boolean is(int index, long hi, long lo, long scopeAndPort) {
    return known[index] != null
        && low[index] == lo
        && ports[index] == scopeAndPort
        && high[index] == hi;
  }

  private static InetSocketAddress make(long hi, long lo, long scopeAndPort) {
    byte[] bytes = ByteBuffer.allocate(16).putLong(hi).putLong(lo).array();
    int scope = (int) (scopeAndPort >>> 16);
    int port = (int) scopeAndPort & 0xffff;
    try {
      InetAddress address =
          scope == 0
              ? InetAddress.getByAddress(bytes) // one that is mapped becomes IPv4
              : Inet6Address.getByAddress(null, bytes, scope);
      return new InetSocketAddress(address, port);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("sixteen bytes are an address", impossible);
    }
  }

  /**
   * An address for a socket of one family.
   *
   * @param six whether the socket is of IPv6; it reaches IPv4 by mapped addresses, if at all
   * @return null: such a socket cannot name it
   */
  static byte[] sockaddr(InetSocketAddress address, boolean six) {
    if (address.isUnresolved() || (!six && !(address.getAddress() instanceof Inet4Address))) {
      return null;
    }
    MemorySegment memory = MemorySegment.ofArray(new byte[six ? IN6_BYTES : IN_BYTES]);
    memory.set(FAMILY, 0, six ? AF_INET6 : AF_INET);
    memory.set(U16, PORT_AT, (short) address.getPort());
    ByteBuffer raw = ByteBuffer.wrap(address.getAddress().getAddress());
    if (!six) {
      memory.set(U32, IN_ADDRESS_AT, raw.getInt());
    } else if (raw.remaining() == Integer.BYTES) {
      memory.set(U64, IN6_ADDRESS_AT + Long.BYTES, MAPPED | (raw.getInt() & 0xffff_ffffL));
    } else {
      memory.set(U64, IN6_ADDRESS_AT, raw.getLong());
      memory.set(U64, IN6_ADDRESS_AT + Long.BYTES, raw.getLong());
      int scope = ((Inet6Address) address.getAddress()).getScopeId();
      memory.set(ValueLayout.JAVA_INT_UNALIGNED, SCOPE_AT, scope);
    }
    return memory.toArray(ValueLayout.JAVA_BYTE);
  }
}
