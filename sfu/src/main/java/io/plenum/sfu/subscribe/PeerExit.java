package io.plenum.sfu.subscribe;

import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.rtp.AbsSendTime;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.rtp.TransportSequence;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.bandwidth.Feedback;
import io.plenum.sfu.pacing.Downlink;
import io.plenum.sfu.pacing.PacketKind;
import java.lang.foreign.MemorySegment;

/**
 * Where a receiver's packets leave its {@link Downlink}: numbers them for transport-wide feedback,
 * or says when they leave where the receiver estimates by that, and hands them to the peer. Packets
 * have the number, or the time, as their first header extension, whatever its value. Padding goes
 * out on a retransmission stream (RFC 4588), where it disturbs no media.
 *
 * <p>Nothing is allocated per packet. Confined to the room's loop.
 */
final class PeerExit implements Downlink.Exit {
  private final Peer peer;
  private final CongestionTerms terms;
  private final ExtensionWriter extensions = new ExtensionWriter();
  private RtxStream padded;
  private int paddedSequenceId;
  private int paddedTimeId;

  /** An exit through {@code peer} under {@code terms}. */
  PeerExit(Peer peer, CongestionTerms terms) {
    this.peer = peer;
    this.terms = terms;
  }

  /**
   * Pads {@code stream} from now on.
   *
   * @param transportSequenceId of the header extension there; 0 if it was not agreed on
   * @param sendTimeId of the time of sending there; 0 if it was not agreed on
   */
  void pad(RtxStream stream, int transportSequenceId, int sendTimeId) {
    padded = stream;
    paddedSequenceId = transportSequenceId;
    paddedTimeId = sendTimeId;
  }

  @Override
  public boolean numbers(PacketKind kind) {
    return terms.feedback() == Feedback.TRANSPORT_WIDE
        && (kind != PacketKind.AUDIO || terms.soundNumbered());
  }

  @Override
  public void send(Span packet, long transportSequence, long nowNs) {
    if (transportSequence != Downlink.UNNUMBERED) {
      TransportSequence.replaceFirst(packet, transportSequence);
    } else if (terms.sendTimeId() != 0) {
      AbsSendTime.replaceFirst(packet, terms.sendTimeId(), nowNs);
    }
    peer.sendRtp(packet);
  }

  @Override
  public void sendHeld(Span packet, long transportSequence, long nowNs) {
    Span out = peer.reserve();
    out.length(packet.length());
    MemorySegment.copy(
        packet.memory(), packet.offset(), out.memory(), out.offset(), packet.length());
    send(out, transportSequence, nowNs);
  }

  @Override
  public boolean pads() {
    return switch (terms.feedback()) {
      case TRANSPORT_WIDE -> padded != null && paddedSequenceId != 0;
      case RECEIVER_ESTIMATE -> padded != null;
      case NONE -> false;
    };
  }

  @Override
  public void padding(int bytes, long transportSequence, long nowNs) {
    Span out = peer.reserve();
    extensions.clear();
    if (transportSequence != Downlink.UNNUMBERED) {
      TransportSequence.write(extensions, paddedSequenceId, transportSequence);
    } else if (paddedTimeId != 0) {
      AbsSendTime.write(extensions, paddedTimeId, nowNs);
    }
    RtpWriter.writeHeader(
        out, padded.payloadType(), false, padded.next(), 0, padded.ssrc(), extensions);
    RtpWriter.appendPadding(out, Math.clamp(bytes - out.length(), 1, RtpWriter.MAX_PADDING_BYTES));
    peer.sendRtp(out);
  }
}
