package io.plenum.rtc.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-GCM of RFC 7714 through the JDK. The tag follows the body, so both are one run of bytes.
 *
 * <pre>
 *  IV:  | 00 00 | SSRC, 32 bits | packet index, 48 bits |  XOR  session salt     (sections 8.1, 9.1)
 *  AAD: RTP: header (section 8.2).  RTCP: header, E flag and index (section 9.2)
 * </pre>
 */
final class GcmCipher implements PacketCipher {
  private static final int TAG_BYTES = 16;
  private static final int IV_BYTES = 12;

  private final Cipher cipher;
  private final SecretKeySpec key;
  private final Scratch scratch;
  private final short saltHigh;
  private final int saltMiddle;
  private final short saltLow;
  private final int saltEnd;
  private final ByteBuffer iv = ByteBuffer.allocate(IV_BYTES);
  private final ByteBuffer trailer = ByteBuffer.allocate(Integer.BYTES);

  GcmCipher(SessionKeys keys, Scratch scratch) {
    this.key = new SecretKeySpec(keys.encryption(), "AES");
    this.scratch = scratch;
    ByteBuffer salt = ByteBuffer.wrap(keys.salt());
    this.saltHigh = salt.getShort();
    this.saltMiddle = salt.getInt();
    this.saltLow = salt.getShort();
    this.saltEnd = salt.getInt();
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  @Override
  public void seal(PacketLayout packet) {
    try {
      int sealed = run(Cipher.ENCRYPT_MODE, packet, packet.bodyLength);
      MemorySegment.copy(scratch.out, 0, packet.memory, JAVA_BYTE, packet.bodyAt(), sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the sender never uses an index twice", e);
    }
  }

  @Override
  public boolean open(PacketLayout packet) {
    try {
      int opened = run(Cipher.DECRYPT_MODE, packet, packet.bodyLength + TAG_BYTES);
      MemorySegment.copy(scratch.out, 0, packet.memory, JAVA_BYTE, packet.bodyAt(), opened);
      return true;
    } catch (AEADBadTagException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("key and IV always fit", e);
    }
  }

  private int run(int mode, PacketLayout packet, int inputLength) throws GeneralSecurityException {
    int header = packet.headerLength;
    byte[] in = scratch.in;
    MemorySegment.copy(packet.memory, JAVA_BYTE, packet.headerAt, in, 0, header + inputLength);
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, iv(packet)));
    cipher.updateAAD(in, 0, header);
    if (packet.control) {
      cipher.updateAAD(trailer.putInt(0, packet.trailer).array());
    }
    return cipher.doFinal(in, header, inputLength, scratch.out, 0);
  }

  private byte[] iv(PacketLayout packet) {
    iv.putShort(0, saltHigh);
    iv.putInt(2, saltMiddle ^ packet.ssrc);
    iv.putShort(6, (short) (saltLow ^ packet.index >>> 32));
    iv.putInt(8, saltEnd ^ (int) packet.index);
    return iv.array();
  }
}
