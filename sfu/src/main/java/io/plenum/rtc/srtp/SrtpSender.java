package io.plenum.rtc.srtp;

import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;

/**
 * Protects what we send to one peer, in place, all SSRCs under one key schedule (RFC 3711 section
 * 3.3, RFC 7714). Confined to the peer's loop.
 *
 * <p>An index is never used twice: under GCM a second packet with the same nonce would give the
 * authentication key away (RFC 7714 section 10.1). Who wants to send a packet again uses RTX, which
 * has its own SSRC and sequence numbers (RFC 4588).
 */
public final class SrtpSender implements AutoCloseable {
  private final SrtpProfile profile;
  private final CipherSet ciphers;
  private final CryptoContext rtp;
  private final CryptoContext rtcp;

  /** A sender under the local half of {@code keys}, by the JDK's ciphers. */
  public SrtpSender(SrtpKeys keys) {
    this(keys, SrtpCiphers.JDK);
  }

  /** A sender under the local half of {@code keys}. */
  public SrtpSender(SrtpKeys keys, SrtpCiphers ciphers) {
    this(
        keys.profile(),
        SessionKeys.forRtp(keys.profile(), keys.localKey(), keys.localSalt()),
        SessionKeys.forRtcp(keys.profile(), keys.localKey(), keys.localSalt()),
        ciphers);
  }

  SrtpSender(SrtpProfile profile, SessionKeys rtpKeys, SessionKeys rtcpKeys, SrtpCiphers ciphers) {
    this.ciphers = ciphers.open();
    this.profile = profile;
    this.rtp = new CryptoContext(this.ciphers.cipher(profile, rtpKeys), RtpIndex.LAST);
    this.rtcp = new CryptoContext(this.ciphers.cipher(profile, rtcpKeys), RtcpIndex.LAST);
  }

  /**
   * Encrypts an RTP packet; its length grows by {@link SrtpProfile#rtpOverhead()}. The sequence
   * numbers of an SSRC start in the first cycle and advance by less than 2^15 at a time; up to
   * {@link SourceTable#WINDOW} of them may come late.
   *
   * @return {@code OK}, or why the packet must not be sent; then packet and state are unchanged
   */
  public SrtpStatus protectRtp(Span packet) {
    int length = packet.length();
    int header = PacketParser.rtpHeaderLength(packet, length);
    if (header < 0 || !fits(packet, profile.rtpOverhead())) {
      return SrtpStatus.MALFORMED;
    }
    PacketLayout layout = rtp.layout;
    rtp.place(packet, header, length);
    layout.ssrc = PacketParser.rtpSsrc(packet);
    layout.index = RtpIndex.estimate(rtp.highest(layout.ssrc), PacketParser.sequenceNumber(packet));
    layout.trailer = (int) (layout.index >>> 16);
    layout.tagAt = packet.offset() + length;
    SrtpStatus status = rtp.seal();
    if (status == SrtpStatus.OK) {
      packet.length(length + profile.rtpOverhead());
    }
    return status;
  }

  /**
   * Encrypts a compound RTCP packet; its length grows by {@link SrtpProfile#rtcpOverhead()}. The
   * index belongs to the SSRC of the compound's first packet.
   *
   * @return {@code OK}, or why the packet must not be sent; then packet and state are unchanged
   */
  public SrtpStatus protectRtcp(Span packet) {
    int length = packet.length();
    if (!PacketParser.isRtcp(packet, length) || !fits(packet, profile.rtcpOverhead())) {
      return SrtpStatus.MALFORMED;
    }
    PacketLayout layout = rtcp.layout;
    rtcp.place(packet, PacketParser.RTCP_HEADER, length);
    layout.control = true;
    layout.ssrc = PacketParser.rtcpSsrc(packet);
    layout.index = rtcp.highest(layout.ssrc) + 1;
    layout.trailer = RtcpIndex.encrypted(layout.index);
    layout.tagAt = PacketLayout.rtcpTagAt(profile, packet.offset() + length);
    SrtpStatus status = rtcp.seal();
    if (status == SrtpStatus.OK) {
      long indexAt = PacketLayout.rtcpIndexAt(profile, packet.offset() + length);
      Wire.putU32(packet.memory(), indexAt, layout.trailer);
      packet.length(length + profile.rtcpOverhead());
    }
    return status;
  }

  /** The newest sequence number that left under {@code ssrc}, 16 bits; -1 if none has. */
  public int newestSequence(int ssrc) {
    long highest = rtp.highest(ssrc);
    return highest < 0 ? -1 : (int) (highest & 0xFFFF);
  }

  /** Frees the keys outside the heap, on the owner's thread; it must not be used any more. */
  @Override
  public void close() {
    ciphers.close();
  }

  private static boolean fits(Span packet, int overhead) {
    int grown = packet.length() + overhead;
    return grown <= packet.capacity() && grown <= PacketLayout.MAX_PACKET_BYTES;
  }
}
