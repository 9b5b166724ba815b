package io.plenum.rtc.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES counter mode with HMAC-SHA1, tag cut to 80 bits (RFC 3711 sections 4.1.1 and 4.2), through
 * the JDK.
 *
 * <pre>
 *  IV:  session salt * 2^16  XOR  SSRC * 2^64  XOR  packet index * 2^16      (section 4.1.1)
 *  MAC: header, body, trailer: ROC (RTP, section 4.2) or E flag and index (RTCP, section 3.4)
 * </pre>
 */
final class CounterModeCipher implements PacketCipher {
  private static final int TAG_BYTES = 10;

  private final AesCounterMode aes;
  private final Mac mac;
  private final Scratch scratch;
  private final long saltHigh;
  private final long saltLow;
  private final ByteBuffer trailer = ByteBuffer.allocate(Integer.BYTES);
  private final byte[] digest;
  private final MemorySegment digestView;

  CounterModeCipher(SessionKeys keys, Scratch scratch) {
    this.aes = new AesCounterMode(keys.encryption(), PacketLayout.MAX_PACKET_BYTES);
    this.scratch = scratch;
    ByteBuffer salt = ByteBuffer.wrap(Arrays.copyOf(keys.salt(), 2 * Long.BYTES));
    this.saltHigh = salt.getLong();
    this.saltLow = salt.getLong();
    try {
      this.mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(keys.authentication(), "HmacSHA1"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA1", e);
    }
    this.digest = new byte[mac.getMacLength()];
    this.digestView = MemorySegment.ofArray(digest);
  }

  @Override
  public void seal(PacketLayout packet) {
    load(packet);
    crypt(packet);
    authenticate(packet);
    MemorySegment.copy(digest, 0, packet.memory, JAVA_BYTE, packet.tagAt, TAG_BYTES);
  }

  @Override
  public boolean open(PacketLayout packet) {
    load(packet);
    authenticate(packet);
    if (!tagMatches(packet)) {
      return false;
    }
    crypt(packet);
    return true;
  }

  private void load(PacketLayout packet) {
    int length = packet.headerLength + packet.bodyLength;
    MemorySegment.copy(packet.memory, JAVA_BYTE, packet.headerAt, scratch.in, 0, length);
  }

  private void crypt(PacketLayout packet) {
    int header = packet.headerLength;
    int body = packet.bodyLength;
    long high = saltHigh ^ Integer.toUnsignedLong(packet.ssrc);
    long low = saltLow ^ packet.index << 16;
    aes.xor(high, low, scratch.in, header, body);
    MemorySegment.copy(scratch.in, header, packet.memory, JAVA_BYTE, packet.bodyAt(), body);
  }

  private void authenticate(PacketLayout packet) {
    mac.update(scratch.in, 0, packet.headerLength + packet.bodyLength);
    mac.update(trailer.putInt(0, packet.trailer).array());
    try {
      mac.doFinal(digest, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the digest always fits", e);
    }
  }

  /** Compares all bytes whatever the first ones are, so that timing tells nothing. */
  private boolean tagMatches(PacketLayout packet) {
    long first = Wire.u64(packet.memory, packet.tagAt) ^ Wire.u64(digestView, 0);
    int last = Wire.u16(packet.memory, packet.tagAt + 8) ^ Wire.u16(digestView, 8);
    return (first | last) == 0;
  }
}
