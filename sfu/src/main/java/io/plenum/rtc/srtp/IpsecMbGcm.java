package io.plenum.rtc.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * AES-GCM of RFC 7714 by {@link IpsecMb}, in place; packets on the heap pass through the scratch.
 * IV and authenticated bytes are those of {@link GcmCipher}.
 */
final class IpsecMbGcm implements PacketCipher {
  private final IpsecMb library;
  private final IpsecMb.Functions functions;
  private final IpsecMbScratch scratch;
  private final long schedule;
  private final int saltHigh;
  private final int saltMiddle;
  private final int saltLow;
  private final int saltEnd;

  /**
   * A cipher keyed already.
   *
   * @param schedule what {@link IpsecMb#expand} made of the key; outlives this cipher
   */
  IpsecMbGcm(IpsecMb library, SessionKeys keys, MemorySegment schedule, IpsecMbScratch scratch) {
    this.library = library;
    this.functions = library.functions(keys.encryption().length);
    this.scratch = scratch;
    this.schedule = schedule.address();
    ByteBuffer salt = ByteBuffer.wrap(keys.salt());
    this.saltHigh = salt.getShort();
    this.saltMiddle = salt.getInt();
    this.saltLow = salt.getShort();
    this.saltEnd = salt.getInt();
  }

  @Override
  public void seal(PacketLayout packet) {
    long header = begin(packet);
    long body = header + packet.headerLength;
    run(functions.encrypt(), packet, header, body + packet.bodyLength);
    if (!packet.memory.isNative()) {
      int sealed = packet.bodyLength + IpsecMb.TAG_BYTES;
      MemorySegment.copy(
          scratch.packet, packet.headerLength, packet.memory, packet.bodyAt(), sealed);
    }
  }

  @Override
  public boolean open(PacketLayout packet) {
    long header = begin(packet);
    run(functions.decrypt(), packet, header, scratch.tag.address());
    boolean inPlace = packet.memory.isNative();
    if (!tagMatches(packet)) {
      if (inPlace) {
        // The keystream is its own inverse: what was decrypted becomes what it was.
        run(functions.encrypt(), packet, header, scratch.tag.address());
      }
      return false;
    }
    if (!inPlace) {
      MemorySegment.copy(
          scratch.packet, packet.headerLength, packet.memory, packet.bodyAt(), packet.bodyLength);
    }
    return true;
  }

  /** Where the packet can be worked on; from here on only addresses count, so it checks them. */
  private long begin(PacketLayout packet) {
    int length = packet.headerLength + packet.bodyLength + IpsecMb.TAG_BYTES;
    Objects.checkFromIndexSize(packet.headerAt, length, packet.memory.byteSize());
    iv(packet);
    if (packet.memory.isNative()) {
      packet.memory.get(JAVA_BYTE, packet.headerAt); // fails if it was freed, or is another's
      return packet.memory.address() + packet.headerAt;
    }
    MemorySegment.copy(packet.memory, packet.headerAt, scratch.packet, 0, length);
    return scratch.packet.address();
  }

  private void iv(PacketLayout packet) {
    MemorySegment iv = scratch.iv;
    Wire.putU16(iv, 0, saltHigh);
    Wire.putU32(iv, 2, saltMiddle ^ packet.ssrc);
    Wire.putU16(iv, 6, saltLow ^ (int) (packet.index >>> 32));
    Wire.putU32(iv, 8, saltEnd ^ (int) packet.index);
  }

  private void run(MemorySegment function, PacketLayout packet, long header, long tag) {
    long authenticated = header;
    int length = packet.headerLength;
    if (packet.control) {
      MemorySegment.copy(packet.memory, packet.headerAt, scratch.authenticated, 0, length);
      Wire.putU32(scratch.authenticated, length, packet.trailer);
      authenticated = scratch.authenticated.address();
      length += Integer.BYTES;
    }
    library.run(
        function,
        schedule,
        scratch,
        header + packet.headerLength,
        packet.bodyLength,
        authenticated,
        length,
        tag);
  }

  /** Compares all bytes whatever the first ones are, so that timing tells nothing. */
  private boolean tagMatches(PacketLayout packet) {
    long first = Wire.u64(packet.memory, packet.tagAt) ^ Wire.u64(scratch.tag, 0);
    long last =
        Wire.u64(packet.memory, packet.tagAt + Long.BYTES) ^ Wire.u64(scratch.tag, Long.BYTES);
    return (first | last) == 0;
  }
}
