package io.plenum.rtc.srtp;

import io.plenum.rtc.wire.Span;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.utils.ByteArrayBuffer;
import org.jitsi.utils.logging2.LoggerImpl;

/**
 * jitsi-srtp's contexts of one direction, one for each SSRC. Part of the baseline only: these
 * classes stand before the product's in its class path. Confined to the peer's loop.
 */
final class JitsiContexts {
  private static final int HMAC_KEY_BYTES = 20;

  static {
    Aes.setFactoryClassName("SunJCE"); // else it races its providers, and the winner varies
  }

  private final SrtpContextFactory factory;
  private final Map<Integer, SrtpCryptoContext> rtp = new HashMap<>();
  private final Map<Integer, SrtcpCryptoContext> rtcp = new HashMap<>();
  private final Buffer buffer = new Buffer();

  JitsiContexts(boolean sends, SrtpKeys keys) {
    SrtpPolicy policy = policy(keys.profile());
    byte[] key = sends ? keys.localKey() : keys.remoteKey();
    byte[] salt = sends ? keys.localSalt() : keys.remoteSalt();
    factory =
        new SrtpContextFactory(
            sends, key.clone(), salt.clone(), policy, policy, new LoggerImpl("jitsi-srtp"));
  }

  private static SrtpPolicy policy(SrtpProfile profile) {
    return new SrtpPolicy(
        profile.aead() ? SrtpPolicy.AESGCM_ENCRYPTION : SrtpPolicy.AESCM_ENCRYPTION,
        profile.keyLength(),
        profile.aead() ? SrtpPolicy.NULL_AUTHENTICATION : SrtpPolicy.HMACSHA1_AUTHENTICATION,
        profile.aead() ? 0 : HMAC_KEY_BYTES,
        profile.tagLength(),
        profile.saltLength());
  }

  SrtpStatus rtp(Span packet, boolean sends) {
    try {
      int ssrc = PacketParser.rtpSsrc(packet);
      SrtpCryptoContext context = rtp.get(ssrc);
      if (context == null) {
        context = factory.deriveContext(ssrc, 0);
        rtp.put(ssrc, context);
      }
      buffer.read(packet);
      return told(
          sends ? context.transformPacket(buffer) : context.reverseTransformPacket(buffer, false),
          packet);
    } catch (GeneralSecurityException failure) {
      return SrtpStatus.AUTHENTICATION_FAILED;
    }
  }

  SrtpStatus rtcp(Span packet, boolean sends) {
    try {
      int ssrc = PacketParser.rtcpSsrc(packet);
      SrtcpCryptoContext context = rtcp.get(ssrc);
      if (context == null) {
        context = factory.deriveControlContext(ssrc);
        rtcp.put(ssrc, context);
      }
      buffer.read(packet);
      return told(
          sends ? context.transformPacket(buffer) : context.reverseTransformPacket(buffer), packet);
    } catch (GeneralSecurityException failure) {
      return SrtpStatus.AUTHENTICATION_FAILED;
    }
  }

  boolean knows(int ssrc, boolean ofRtp) {
    return ofRtp ? rtp.containsKey(ssrc) : rtcp.containsKey(ssrc);
  }

  int sources() {
    return rtp.size() + rtcp.size();
  }

  private SrtpStatus told(SrtpErrorStatus status, Span packet) {
    if (status != SrtpErrorStatus.OK) {
      return status == SrtpErrorStatus.REPLAY_FAIL || status == SrtpErrorStatus.REPLAY_OLD
          ? SrtpStatus.TOO_OLD
          : SrtpStatus.AUTHENTICATION_FAILED;
    }
    buffer.write(packet);
    return SrtpStatus.OK;
  }

  /** A heap array, as jitsi-srtp wants it. */
  private static final class Buffer implements ByteArrayBuffer {
    private final byte[] bytes = new byte[PacketLayout.MAX_PACKET_BYTES + 64];
    private int length;

    void read(Span packet) {
      length = packet.length();
      MemorySegment.copy(packet.memory(), ValueLayout.JAVA_BYTE, packet.offset(), bytes, 0, length);
    }

    void write(Span packet) {
      packet.length(length);
      MemorySegment.copy(bytes, 0, packet.memory(), ValueLayout.JAVA_BYTE, packet.offset(), length);
    }

    @Override
    public byte[] getBuffer() {
      return bytes;
    }

    @Override
    public int getOffset() {
      return 0;
    }

    @Override
    public int getLength() {
      return length;
    }

    @Override
    public void setLength(int newLength) {
      length = newLength;
    }

    @Override
    public void setOffset(int offset) {
      throw new UnsupportedOperationException("packets begin at 0");
    }

    @Override
    public boolean isInvalid() {
      return false;
    }

    @Override
    public void readRegionToBuff(int from, int count, byte[] to) {
      System.arraycopy(bytes, from, to, 0, count);
    }

    @Override
    public void grow(int count) {
      // There is room.
    }

    @Override
    public void append(byte[] data, int count) {
      System.arraycopy(data, 0, bytes, length, count);
      length += count;
    }

    @Override
    public void shrink(int count) {
      length -= count;
    }
  }
}
