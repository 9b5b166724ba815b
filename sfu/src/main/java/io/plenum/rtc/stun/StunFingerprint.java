package io.plenum.rtc.stun;

import java.lang.foreign.MemorySegment;
import java.util.zip.CRC32;

/** FINGERPRINT's value (RFC 8489, section 14.7): CRC-32 of all before it, XOR "STUN". */
final class StunFingerprint {
  private StunFingerprint() {}

  /** Of the bytes from {@code start} up to {@code end}, which is where the attribute begins. */
  static int of(MemorySegment memory, long start, long end) {
    CRC32 crc = new CRC32();
    crc.update(memory.asSlice(start, end - start).asByteBuffer());
    return (int) crc.getValue() ^ StunAttribute.FINGERPRINT_XOR;
  }
}
