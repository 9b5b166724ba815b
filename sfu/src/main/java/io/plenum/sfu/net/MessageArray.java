package io.plenum.sfu.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * An array of {@code struct mmsghdr} off the heap, each with room for an address and for one number
 * of the UDP layer, as {@code sendmmsg} and {@code recvmmsg} take it on 64-bit Linux, little-endian
 * (see {@link Abi}). The pieces of memory that messages name are a second array.
 *
 * <pre>
 *  mmsghdr, 64 bytes                       iovec, 16 bytes      cmsghdr, 24 bytes with padding
 *   0  pointer  msg_name                    0  pointer  base     0  size_t  cmsg_len
 *   8  int      msg_namelen                 8  size_t   length   8  int     cmsg_level
 *  16  pointer  msg_iov                                         12  int     cmsg_type
 *  24  size_t   msg_iovlen                                      16  the number
 *  32  pointer  msg_control
 *  40  size_t   msg_controllen
 *  48  int      msg_flags
 *  56  int      msg_len
 * </pre>
 */
final class MessageArray {
  /** A {@code sockaddr_in6}, the longest address here, and its alignment. */
  static final int NAME_BYTES = 32;

  private static final int NAMELEN_AT = 8;
  private static final int IOV_AT = 16;
  private static final int IOVLEN_AT = 24;
  private static final int CONTROL_AT = 32;
  private static final int CONTROLLEN_AT = 40;
  private static final int FLAGS_AT = 48;
  private static final int LEN_AT = 56;
  private static final int HEADER_BYTES = 64;
  private static final int PIECE_BYTES = 16;
  private static final int CONTROL_BYTES = 24;
  private static final int LEVEL_AT = 8;
  private static final int TYPE_AT = 12;
  private static final int NUMBER_AT = 16;
  private static final int MSG_TRUNC = 0x20;

  private final MemorySegment headers;
  private final MemorySegment names;
  private final MemorySegment pieces;
  private final MemorySegment controls;

  /** {@code count} messages that name at most {@code pieces} pieces of memory together. */
  MessageArray(Arena arena, int count, int pieces) {
    this.headers = arena.allocate((long) count * HEADER_BYTES, HEADER_BYTES);
    this.names = arena.allocate((long) count * NAME_BYTES, NAME_BYTES);
    this.pieces = arena.allocate((long) pieces * PIECE_BYTES, PIECE_BYTES);
    this.controls = arena.allocate((long) count * CONTROL_BYTES, Long.BYTES);
    for (int i = 0; i < count; i++) {
      headers.set(JAVA_LONG, header(i), names.address() + (long) i * NAME_BYTES);
      headers.set(JAVA_LONG, header(i) + CONTROL_AT, controls.address() + control(i));
    }
  }

  private static long header(int message) {
    return (long) message * HEADER_BYTES;
  }

  private static long control(int message) {
    return (long) message * CONTROL_BYTES;
  }

  /** Where the message lies, for a system call. */
  long address(int message) {
    return headers.address() + header(message);
  }

  /** The memory of all addresses; that of one begins at {@link #nameAt}. */
  MemorySegment names() {
    return names;
  }

  /** First byte of the message's address in {@link #names}. */
  static long nameAt(int message) {
    return (long) message * NAME_BYTES;
  }

  /** Sets what the address is. */
  void name(int message, byte[] sockaddr) {
    MemorySegment.copy(
        sockaddr,
        0,
        names,
        java.lang.foreign.ValueLayout.JAVA_BYTE,
        nameAt(message),
        sockaddr.length);
    headers.set(JAVA_INT, header(message) + NAMELEN_AT, sockaddr.length);
  }

  /** Sets where piece {@code piece} of all lies. */
  void piece(int piece, long address, int bytes) {
    long at = (long) piece * PIECE_BYTES;
    pieces.set(JAVA_LONG, at, address);
    pieces.set(JAVA_LONG, at + Long.BYTES, bytes);
  }

  /** Sets which pieces the message is made of. */
  void pieces(int message, int first, int count) {
    headers.set(JAVA_LONG, header(message) + IOV_AT, pieces.address() + (long) first * PIECE_BYTES);
    headers.set(JAVA_LONG, header(message) + IOVLEN_AT, count);
  }

  /** The message is to be cut into datagrams of {@code bytes}; 0: it is one. */
  void segmentBytes(int message, int bytes) {
    if (bytes == 0) {
      headers.set(JAVA_LONG, header(message) + CONTROLLEN_AT, 0);
      return;
    }
    long at = control(message);
    controls.set(JAVA_LONG, at, NUMBER_AT + Short.BYTES);
    controls.set(JAVA_INT, at + LEVEL_AT, Libc.SOL_UDP);
    controls.set(JAVA_INT, at + TYPE_AT, Libc.UDP_SEGMENT);
    controls.set(JAVA_SHORT, at + NUMBER_AT, (short) bytes);
    headers.set(JAVA_LONG, header(message) + CONTROLLEN_AT, CONTROL_BYTES);
  }

  /** Makes the message ready to be received into: the kernel changes lengths. */
  void empty(int message) {
    headers.set(JAVA_INT, header(message) + NAMELEN_AT, NAME_BYTES);
    headers.set(JAVA_LONG, header(message) + CONTROLLEN_AT, CONTROL_BYTES);
  }

  /** Bytes received. */
  int received(int message) {
    return headers.get(JAVA_INT, header(message) + LEN_AT);
  }

  /** Whether there was more than fitted. */
  boolean truncated(int message) {
    return (headers.get(JAVA_INT, header(message) + FLAGS_AT) & MSG_TRUNC) != 0;
  }

  /** Bytes of each datagram that was joined into the message but the last; 0: it is one. */
  int joinedBytes(int message) {
    long at = control(message);
    boolean joined =
        headers.get(JAVA_LONG, header(message) + CONTROLLEN_AT) >= NUMBER_AT + Integer.BYTES
            && controls.get(JAVA_INT, at + LEVEL_AT) == Libc.SOL_UDP
            && controls.get(JAVA_INT, at + TYPE_AT) == Libc.UDP_GRO;
    return joined ? controls.get(JAVA_INT, at + NUMBER_AT) : 0;
  }
}
