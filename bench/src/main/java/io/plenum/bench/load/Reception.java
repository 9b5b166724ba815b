package io.plenum.bench.load;

import io.plenum.rtc.rtcp.ReceiverReport;
import io.plenum.rtc.rtcp.ReportBlock;
import io.plenum.rtc.rtcp.RtcpPacket;
import io.plenum.rtc.rtcp.TransportFeedbackRecorder;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.TransportSequence;
import io.plenum.rtc.seq.Wrapping;
import io.plenum.rtc.srtp.SrtpReceiver;
import io.plenum.rtc.srtp.SrtpStatus;
import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;
import io.plenum.testkit.Piece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one client receives: every packet is counted by its header, a share is decrypted, compared
 * with what was sent, and timed. Confined to the load's thread.
 */
final class Reception {
  private static final int MAX_BLOCKS = 31;
  private static final int PADDING_BIT = 0x20;

  private final Tally tally;
  private final LoadSettings settings;
  private final Terms terms;
  private final SrtpReceiver keys;
  private final RtpView view = new RtpView();
  private final Content content = new Content();
  private final Map<Integer, ReceivedTrack> tracks = new HashMap<>();
  private final Map<Integer, Missing> missing = new HashMap<>();
  private final TransportFeedbackRecorder arrivals = new TransportFeedbackRecorder();
  private ReceivedTrack last = new ReceivedTrack(0);
  private long newestArrival = 1L << 16;

  Reception(Tally tally, LoadSettings settings, Terms terms, SrtpReceiver keys) {
    this.tally = tally;
    this.settings = settings;
    this.terms = terms;
    this.keys = keys;
  }

  /** A packet of RTP came, still encrypted. */
  void rtp(Span packet, long arrivedWallNs, long nowNs) {
    if (!wrapHeader(packet)) {
      tally.malformed++;
      return;
    }
    if (settings.loss() > 0 && tally.random.nextDouble() < settings.loss()) {
      tally.dropped++;
      return;
    }
    noteArrival(nowNs);
    if (view.payloadType() == terms.rtxPayloadType()) {
      repaired(packet);
      return;
    }
    ReceivedTrack track = track(view.ssrc());
    boolean fresh = track.fresh();
    long before = track.highest();
    long number = track.add(view.sequenceNumber());
    boolean video = view.payloadType() != terms.voicePayloadType();
    if (settings.loss() > 0 && video && !fresh) {
      missing(track.ssrc()).arrived(before, number);
    }
    if (fresh || tally.random.nextDouble() < settings.decryptedShare()) {
      look(packet, video, arrivedWallNs);
    }
  }

  /** Looks at a header only: the count of padding is encrypted still. */
  private boolean wrapHeader(Span packet) {
    int first = Wire.u8(packet.memory(), packet.offset());
    Wire.putU8(packet.memory(), packet.offset(), first & ~PADDING_BIT);
    boolean good = view.wrap(packet);
    Wire.putU8(packet.memory(), packet.offset(), first);
    return good;
  }

  /** The stream; of several packets in a row mostly the same. */
  private ReceivedTrack track(int ssrc) {
    if (last.ssrc() != ssrc) {
      last = tracks.computeIfAbsent(ssrc, ReceivedTrack::new);
    }
    return last;
  }

  private void look(Span packet, boolean video, long arrivedWallNs) {
    if (keys.unprotectRtp(packet) != SrtpStatus.OK || !view.wrap(packet)) {
      tally.undecryptable++;
      return;
    }
    if (view.payloadLength() == 0) {
      return; // padding, to find out what a link carries
    }
    Piece piece = content.read(view, video);
    if (piece == null) {
      tally.wrong++;
    } else {
      tally.read(arrivedWallNs - piece.capturedNs());
    }
  }

  private void repaired(Span packet) {
    tally.retransmitted++;
    Integer ssrc = terms.repairs().get(view.ssrc());
    if (settings.loss() > 0
        && ssrc != null
        && keys.unprotectRtp(packet) == SrtpStatus.OK
        && view.wrap(packet)
        && view.payloadLength() > Short.BYTES) {
      // RFC 4588, section 4: the number comes first.
      boolean wanted = missing(ssrc).repaired(Wire.u16(view.memory(), view.payloadOffset()));
      tally.repaired += wanted ? 1 : 0;
    }
  }

  private Missing missing(int ssrc) {
    return missing.computeIfAbsent(ssrc, Missing::new);
  }

  private void noteArrival(long nowNs) {
    if (terms.transportSequenceId() > 0) {
      int sequence = TransportSequence.read(view, terms.transportSequenceId());
      if (sequence >= 0) {
        long extended = Wrapping.BITS_16.extend(newestArrival, sequence);
        newestArrival = Math.max(newestArrival, extended);
        arrivals.record(extended, nowNs);
      }
    }
  }

  /** Feedback that is due, none where the server gave no transport-wide numbers. */
  List<RtcpPacket> feedback() {
    List<RtcpPacket> feedback = new ArrayList<>(arrivals.report(1, 2));
    missing.values().forEach(m -> m.ask().ifPresent(feedback::add));
    return feedback;
  }

  /** What a browser tells each second. */
  List<RtcpPacket> reports() {
    List<RtcpPacket> reports = new ArrayList<>();
    List<ReportBlock> blocks = new ArrayList<>();
    for (ReceivedTrack track : tracks.values()) {
      blocks.add(track.report());
      if (blocks.size() == MAX_BLOCKS) {
        reports.add(new ReceiverReport(1, blocks));
        blocks.clear();
      }
    }
    if (!blocks.isEmpty()) {
      reports.add(new ReceiverReport(1, blocks));
    }
    return reports;
  }

  /** Counts anew from here. */
  void begin() {
    tracks.values().forEach(ReceivedTrack::begin);
  }

  /** Adds what came since {@link #begin}. */
  void addTo(LoadFigures.Sum sum) {
    for (ReceivedTrack track : tracks.values()) {
      sum.streams += track.received() > 0 ? 1 : 0;
      sum.received += track.received();
      sum.lost += track.lost();
    }
  }
}
