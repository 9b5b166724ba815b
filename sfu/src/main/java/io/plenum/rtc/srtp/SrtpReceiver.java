package io.plenum.rtc.srtp;

import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;

/**
 * Unprotects what a peer sends, in place, all SSRCs under one key schedule (RFC 3711 section 3.3,
 * RFC 7714). Rollover counters and replay windows move only after a packet is authenticated, so a
 * forger changes nothing. Confined to the peer's loop.
 */
public final class SrtpReceiver implements AutoCloseable {
  private final SrtpProfile profile;
  private final CipherSet ciphers;
  private final CryptoContext rtp;
  private final CryptoContext rtcp;

  /** A receiver under the remote half of {@code keys}, by the JDK's ciphers. */
  public SrtpReceiver(SrtpKeys keys) {
    this(keys, SrtpCiphers.JDK);
  }

  /** A receiver under the remote half of {@code keys}. */
  public SrtpReceiver(SrtpKeys keys, SrtpCiphers ciphers) {
    this(
        keys.profile(),
        SessionKeys.forRtp(keys.profile(), keys.remoteKey(), keys.remoteSalt()),
        SessionKeys.forRtcp(keys.profile(), keys.remoteKey(), keys.remoteSalt()),
        ciphers);
  }

  SrtpReceiver(
      SrtpProfile profile, SessionKeys rtpKeys, SessionKeys rtcpKeys, SrtpCiphers ciphers) {
    this.ciphers = ciphers.open();
    this.profile = profile;
    this.rtp = new CryptoContext(this.ciphers.cipher(profile, rtpKeys), RtpIndex.LAST);
    this.rtcp = new CryptoContext(this.ciphers.cipher(profile, rtcpKeys), RtcpIndex.LAST);
  }

  /**
   * Checks and decrypts an SRTP packet; its length shrinks by the tag.
   *
   * @return {@code OK}, or why the packet must be dropped; then packet and state are unchanged
   */
  public SrtpStatus unprotectRtp(Span packet) {
    int length = packet.length() - profile.rtpOverhead();
    int header = PacketParser.rtpHeaderLength(packet, length);
    if (header < 0 || packet.length() > PacketLayout.MAX_PACKET_BYTES) {
      return SrtpStatus.MALFORMED;
    }
    PacketLayout layout = rtp.layout;
    rtp.place(packet, header, length);
    layout.ssrc = PacketParser.rtpSsrc(packet);
    layout.index = RtpIndex.estimate(rtp.highest(layout.ssrc), PacketParser.sequenceNumber(packet));
    layout.trailer = (int) (layout.index >>> 16);
    layout.tagAt = packet.offset() + length;
    return open(rtp, packet, length);
  }

  /**
   * Checks and decrypts an SRTCP packet; its length shrinks by tag and index.
   *
   * @return {@code OK}, or why the packet must be dropped; then packet and state are unchanged
   */
  public SrtpStatus unprotectRtcp(Span packet) {
    int length = packet.length() - profile.rtcpOverhead();
    if (!PacketParser.isRtcp(packet, length) || packet.length() > PacketLayout.MAX_PACKET_BYTES) {
      return SrtpStatus.MALFORMED;
    }
    PacketLayout layout = rtcp.layout;
    layout.control = true;
    layout.ssrc = PacketParser.rtcpSsrc(packet);
    layout.tagAt = PacketLayout.rtcpTagAt(profile, packet.offset() + length);
    layout.trailer =
        Wire.s32(packet.memory(), PacketLayout.rtcpIndexAt(profile, packet.offset() + length));
    layout.index = RtcpIndex.index(layout.trailer);
    // Clear SRTCP is legal, and authenticated all the same (RFC 3711 section 3.4).
    boolean encrypted = RtcpIndex.encrypted(layout.trailer);
    rtcp.place(packet, encrypted ? PacketParser.RTCP_HEADER : length, length);
    return open(rtcp, packet, length);
  }

  /** Whether an authentic packet of {@code ssrc} has come, of RTP or else of RTCP. */
  public boolean knows(int ssrc, boolean ofRtp) {
    return (ofRtp ? rtp : rtcp).highest(ssrc) >= 0;
  }

  /** SSRCs remembered, RTP and RTCP together. */
  int sources() {
    return rtp.sources() + rtcp.sources();
  }

  /** Frees the keys outside the heap, on the owner's thread; it must not be used any more. */
  @Override
  public void close() {
    ciphers.close();
  }

  private static SrtpStatus open(CryptoContext context, Span packet, int length) {
    SrtpStatus status = context.open();
    if (status == SrtpStatus.OK) {
      packet.length(length);
    }
    return status;
  }
}
