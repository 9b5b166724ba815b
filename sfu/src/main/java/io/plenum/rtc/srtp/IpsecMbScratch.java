package io.plenum.rtc.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Memory that the {@link IpsecMbGcm}s of one owner work in, one packet after the other. */
final class IpsecMbScratch {
  /** A vector register may be read where 12 bytes are meant. */
  private static final int IV_ROOM = 64;

  /** What the library computes while it is at a packet. */
  final MemorySegment context;

  /** The IV, its first {@value IpsecMb#IV_BYTES} bytes. */
  final MemorySegment iv;

  /** The tag that a received packet should have. */
  final MemorySegment tag;

  /** What is authenticated of a control packet: its header, and what follows the tag. */
  final MemorySegment authenticated;

  /** A packet that came in on the heap. */
  final MemorySegment packet;

  IpsecMbScratch(Arena arena) {
    context = arena.allocate(IpsecMb.CONTEXT_BYTES, IpsecMb.ALIGNMENT);
    iv = arena.allocate(IV_ROOM, IpsecMb.ALIGNMENT);
    tag = arena.allocate(IV_ROOM, IpsecMb.ALIGNMENT);
    authenticated =
        arena.allocate(PacketLayout.MAX_PACKET_BYTES + Integer.BYTES, IpsecMb.ALIGNMENT);
    packet = arena.allocate(PacketLayout.MAX_PACKET_BYTES, IpsecMb.ALIGNMENT);
  }

  /** Forgets what it was used for. */
  void wipe() {
    context.fill((byte) 0);
    tag.fill((byte) 0);
    packet.fill((byte) 0);
  }
}
