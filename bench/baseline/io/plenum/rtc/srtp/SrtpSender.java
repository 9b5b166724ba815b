package io.plenum.rtc.srtp;

import io.plenum.rtc.wire.Span;

/** The product's sender, but by jitsi-srtp: part of the baseline only. */
public final class SrtpSender implements AutoCloseable {
  private final SrtpProfile profile;
  private final JitsiContexts contexts;

  public SrtpSender(SrtpKeys keys) {
    profile = keys.profile();
    contexts = new JitsiContexts(true, keys);
  }

  public SrtpSender(SrtpKeys keys, SrtpCiphers ignored) {
    this(keys);
  }

  public SrtpStatus protectRtp(Span packet) {
    boolean fits = packet.length() + profile.rtpOverhead() <= packet.capacity();
    return fits ? contexts.rtp(packet, true) : SrtpStatus.MALFORMED;
  }

  public SrtpStatus protectRtcp(Span packet) {
    boolean fits = packet.length() + profile.rtcpOverhead() <= packet.capacity();
    return fits ? contexts.rtcp(packet, true) : SrtpStatus.MALFORMED;
  }

  /** Not known: nothing that waits is thrown away. */
  public int newestSequence(int ssrc) {
    return -1;
  }

  @Override
  public void close() {
    // Nothing off the heap.
  }
}
