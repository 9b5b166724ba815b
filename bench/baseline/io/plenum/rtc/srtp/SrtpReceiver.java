package io.plenum.rtc.srtp;

import io.plenum.rtc.wire.Span;

/** The product's receiver, but by jitsi-srtp: part of the baseline only. */
public final class SrtpReceiver implements AutoCloseable {
  private final JitsiContexts contexts;

  public SrtpReceiver(SrtpKeys keys) {
    contexts = new JitsiContexts(false, keys);
  }

  public SrtpReceiver(SrtpKeys keys, SrtpCiphers ignored) {
    this(keys);
  }

  public SrtpStatus unprotectRtp(Span packet) {
    return PacketParser.rtpHeaderLength(packet, packet.length()) < 0
        ? SrtpStatus.MALFORMED
        : contexts.rtp(packet, false);
  }

  public SrtpStatus unprotectRtcp(Span packet) {
    return PacketParser.isRtcp(packet, packet.length())
        ? contexts.rtcp(packet, false)
        : SrtpStatus.MALFORMED;
  }

  public boolean knows(int ssrc, boolean ofRtp) {
    return contexts.knows(ssrc, ofRtp);
  }

  int sources() {
    return contexts.sources();
  }

  @Override
  public void close() {
    // Nothing off the heap.
  }
}
