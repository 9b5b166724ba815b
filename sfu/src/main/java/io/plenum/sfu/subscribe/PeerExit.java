package io.plenum.sfu.subscribe;

import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.rtp.TransportSequence;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.pacing.Downlink;
import java.lang.foreign.MemorySegment;

/**
 * Where a receiver's packets leave its {@link Downlink}: numbers them for transport-wide feedback
 * and hands them to the peer. Packets have the number as their first header extension, whatever its
 * value. Padding goes out on a retransmission stream (RFC 4588), where it disturbs no media.
 *
 * <p>Nothing is allocated per packet. Confined to the room's loop.
 */
final class PeerExit implements Downlink.Exit {
  private final Peer peer;
  private final int transportSequenceId;
  private final ExtensionWriter extensions = new ExtensionWriter();
  private RtxStream padded;

  /**
   * An exit through {@code peer}.
   *
   * @param transportSequenceId of the header extension on all slots; 0 if it was not agreed on
   */
  PeerExit(Peer peer, int transportSequenceId) {
    this.peer = peer;
    this.transportSequenceId = transportSequenceId;
  }

  /** Pads {@code stream} from now on; null: there is nothing to pad. */
  void pad(RtxStream stream) {
    padded = stream;
  }

  @Override
  public void send(Span packet, long transportSequence) {
    if (transportSequenceId != 0) {
      TransportSequence.replaceFirst(packet, transportSequence);
    }
    peer.sendRtp(packet);
  }

  @Override
  public void sendHeld(Span packet, long transportSequence) {
    Span out = peer.reserve();
    out.length(packet.length());
    MemorySegment.copy(
        packet.memory(), packet.offset(), out.memory(), out.offset(), packet.length());
    send(out, transportSequence);
  }

  @Override
  public boolean pads() {
    return padded != null;
  }

  @Override
  public void padding(int bytes, long transportSequence) {
    if (padded == null) {
      return;
    }
    Span out = peer.reserve();
    extensions.clear();
    if (transportSequenceId != 0) {
      TransportSequence.write(extensions, transportSequenceId, transportSequence);
    }
    RtpWriter.writeHeader(
        out, padded.payloadType(), false, padded.next(), 0, padded.ssrc(), extensions);
    RtpWriter.appendPadding(out, Math.clamp(bytes - out.length(), 1, RtpWriter.MAX_PADDING_BYTES));
    peer.sendRtp(out);
  }
}
