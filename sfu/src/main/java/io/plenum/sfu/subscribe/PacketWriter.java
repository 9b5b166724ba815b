package io.plenum.sfu.subscribe;

import io.plenum.rtc.codec.Vp8Rewriter;
import io.plenum.rtc.codec.Vp8Shift;
import io.plenum.rtc.codec.Vp8View;
import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.rtp.Rtx;
import io.plenum.rtc.wire.Span;

/**
 * Writes published packets straight into one receiver's send memory, under the slot's numbers.
 * Shared by all slots of a receiver; nothing is allocated. Confined to the room's loop.
 */
final class PacketWriter {
  private final Peer peer;
  private final ExtensionWriter extensions = new ExtensionWriter();
  private final Vp8View vp8 = new Vp8View();
  private long packets;
  private long retransmissions;

  PacketWriter(Peer peer) {
    this.peer = peer;
  }

  /** Whether the receiver can be sent to. */
  boolean sendable() {
    return peer.sendable();
  }

  /**
   * Sends {@code packet} with a new header.
   *
   * @param rewriter of the slot's picture ids; null for sound
   * @return payload bytes sent, or -1 if the packet belongs to a frame that is not wanted
   */
  int forward(
      RtpView packet,
      SlotFormat format,
      int sequence,
      long timestamp,
      int ssrc,
      Vp8Rewriter rewriter) {
    Span out = peer.reserve();
    int payloadType = format.payloadType(packet.payloadType());
    extensions.clear().copy(packet, format.extensions());
    RtpWriter.writeHeader(out, payloadType, packet.marker(), sequence, timestamp, ssrc, extensions);
    long at = RtpWriter.appendPayload(out, packet);
    if (rewriter != null
        && vp8.wrap(out.memory(), at, packet.payloadLength())
        && !rewriter.rewrite(vp8)) {
      return -1;
    }
    packets++;
    peer.sendRtp(out);
    return packet.payloadLength();
  }

  /**
   * Sends {@code packet} once more, as RFC 4588 says.
   *
   * @param original the number it went out under
   * @param shift of the picture ids as it went out
   */
  void retransmit(
      RtpView packet,
      SlotFormat format,
      int original,
      int sequence,
      long timestamp,
      int rtxSsrc,
      Vp8Shift shift) {
    Span out = peer.reserve();
    int payloadType = format.rtxPayloadType(packet.payloadType());
    extensions.clear().copy(packet, format.extensions());
    RtpWriter.writeHeader(
        out, payloadType, packet.marker(), sequence, timestamp, rtxSsrc, extensions);
    Rtx.appendOriginalSequence(out, original);
    long at = RtpWriter.appendPayload(out, packet);
    if (vp8.wrap(out.memory(), at, packet.payloadLength())) {
      shift.apply(vp8);
    }
    retransmissions++;
    peer.sendRtp(out);
  }

  /** Packets forwarded. */
  long packets() {
    return packets;
  }

  /** Packets sent once more. */
  long retransmissions() {
    return retransmissions;
  }
}
