package io.plenum.sfu.subscribe;

import io.plenum.rtc.codec.DescriptorRewriter;
import io.plenum.rtc.codec.FrameInfo;
import io.plenum.rtc.codec.PacketRewrite;
import io.plenum.rtc.codec.PayloadRewriter;
import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.rtp.Rtx;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.pacing.Downlink;
import io.plenum.sfu.pacing.PacketKind;
import io.plenum.sfu.pacing.Unwanted;

/**
 * Writes published packets straight into one receiver's send memory, under the slot's numbers, and
 * gives them to its {@link Downlink}. Shared by all slots of a receiver; nothing is allocated.
 * Confined to the room's loop.
 */
final class PacketWriter {
  private final Peer peer;
  private final Downlink downlink;
  private final SoundWriter sound;
  private final Runnable sent;
  private final ExtensionWriter extensions = new ExtensionWriter();
  private final PayloadRewriter payloads = new PayloadRewriter();
  private final DescriptorRewriter descriptors = new DescriptorRewriter();
  private long packets;
  private long retransmissions;

  /**
   * A writer of packets that leave to {@code peer} through {@code downlink}.
   *
   * @param sent is run with each one
   */
  PacketWriter(Peer peer, Downlink downlink, Runnable sent) {
    this.peer = peer;
    this.downlink = downlink;
    this.sent = sent;
    this.sound = new SoundWriter(peer, downlink, sent);
  }

  /** Writes what is sound. */
  SoundWriter sound() {
    return sound;
  }

  /** Whether the receiver can be sent to. */
  boolean sendable() {
    return peer.sendable();
  }

  /**
   * Sends {@code packet} with a new header.
   *
   * @param frame what was read of it
   * @return payload bytes sent
   */
  int forward(
      RtpView packet, FrameInfo frame, SlotFormat format, SlotHead head, int ssrc, long nowNs) {
    Span out = peer.reserve();
    extensions(packet, frame, format, head.rewrite());
    RtpWriter.writeHeader(
        out,
        format.payloadType(packet.payloadType()),
        PacketRewrite.marker(head.rewrite()),
        (int) head.sequence(),
        head.timestamp(),
        ssrc,
        extensions);
    int bytes = payload(out, packet, frame, head.rewrite());
    if (format.kind() == PacketKind.VIDEO) {
      EvenSizes.pad(out);
    }
    packets++;
    sent.run();
    downlink.send(format.kind(), out, nowNs);
    return bytes;
  }

  /**
   * Sends {@code packet} once more on {@code stream}, as RFC 4588 says.
   *
   * @param head that it went out with
   */
  void retransmit(
      RtpView packet,
      FrameInfo frame,
      SlotFormat format,
      SlotHead head,
      RtxStream stream,
      long nowNs) {
    Span out = peer.reserve();
    extensions(packet, frame, format, head.rewrite());
    RtpWriter.writeHeader(
        out,
        format.rtxPayloadType(packet.payloadType()),
        PacketRewrite.marker(head.rewrite()),
        stream.next(),
        head.timestamp(),
        stream.ssrc(),
        extensions);
    Rtx.appendOriginalSequence(out, (int) head.sequence());
    payload(out, packet, frame, head.rewrite());
    retransmissions++;
    sent.run();
    downlink.send(PacketKind.RETRANSMISSION, out, nowNs);
  }

  private void extensions(RtpView packet, FrameInfo frame, SlotFormat format, long rewrite) {
    format.begin(extensions);
    if (!PacketRewrite.isEmpty(rewrite)) {
      extensions.copy(packet, format.extensions());
      if (format.describes()) {
        descriptors.write(
            extensions,
            format.descriptorTarget(),
            packet,
            format.descriptorSource(),
            frame,
            rewrite);
      }
    }
  }

  /** Appends the payload as the receiver is to have it; its bytes. */
  private int payload(Span out, RtpView packet, FrameInfo frame, long rewrite) {
    if (PacketRewrite.isEmpty(rewrite)) {
      return 0;
    }
    long at = RtpWriter.appendPayload(out, packet);
    if (frame.known()) {
      payloads.rewrite(frame.codec(), out.memory(), at, packet.payloadLength(), rewrite);
    }
    return packet.payloadLength();
  }

  /** The newest number that left under {@code ssrc}, 16 bits; -1 if none has. */
  int newestSent(int ssrc) {
    return peer.newestSent(ssrc);
  }

  /** Throws away packets that wait; see {@link Downlink#discard}. */
  int discard(PacketKind kind, Unwanted unwanted, long nowNs) {
    return downlink.discard(kind, unwanted, nowNs);
  }

  /** Packets forwarded. */
  long packets() {
    return packets + sound.packets();
  }

  /** Packets sent once more. */
  long retransmissions() {
    return retransmissions;
  }
}
