package io.plenum.bench.load;

import io.plenum.rtc.rtcp.RtcpPacket;
import io.plenum.rtc.rtcp.RtcpWriter;
import io.plenum.rtc.rtp.AudioLevel;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.rtp.SdesText;
import io.plenum.rtc.rtp.TransportSequence;
import io.plenum.rtc.srtp.SrtpKeys;
import io.plenum.rtc.srtp.SrtpSender;
import io.plenum.rtc.srtp.SrtpStatus;
import io.plenum.rtc.wire.Span;
import java.util.List;

/** What one peer sends under its keys. Confined to the load's thread. */
final class PeerSender {
  private static final int LOUDNESS = 20;

  private final LoadLoop loop;
  private final LoadPeer peer;
  private final SrtpSender srtp;
  private final ExtensionWriter extensions = new ExtensionWriter();
  private int transportSequence;

  PeerSender(LoadLoop loop, LoadPeer peer, SrtpKeys keys) {
    this.loop = loop;
    this.peer = peer;
    this.srtp = new SrtpSender(keys);
  }

  /** A packet's header, in memory that is good until {@link #send}. */
  Span begin(
      TrackFormat format, boolean retransmission, boolean marker, int number, long timestamp) {
    extensions.clear();
    if (format.midId() > 0) {
      SdesText.write(extensions, format.midId(), format.mid());
    }
    if (format.transportSequenceId() > 0) {
      TransportSequence.write(extensions, format.transportSequenceId(), transportSequence++);
    }
    if (format.levelId() > 0) {
      AudioLevel.write(extensions, format.levelId(), LOUDNESS, true);
    }
    Span packet = loop.outgoing();
    int payloadType = retransmission ? format.rtxPayloadType() : format.payloadType();
    int ssrc = retransmission ? format.rtxSsrc() : format.ssrc();
    RtpWriter.writeHeader(packet, payloadType, marker, number, timestamp, ssrc, extensions);
    return packet;
  }

  /** Protects and sends what was begun, {@code lateNs} after its time. */
  void send(Span packet, long lateNs) {
    if (srtp.protectRtp(packet) != SrtpStatus.OK) {
      throw new IllegalStateException("a packet of the load's own cannot be protected");
    }
    loop.send(peer, packet);
    loop.tally().sent(lateNs);
  }

  /** Protects and sends each packet by itself. */
  void tell(List<RtcpPacket> packets) {
    for (RtcpPacket one : packets) {
      Span packet = loop.outgoing();
      RtcpWriter.write(List.of(one), packet);
      if (srtp.protectRtcp(packet) == SrtpStatus.OK) {
        loop.send(peer, packet);
      }
    }
  }
}
