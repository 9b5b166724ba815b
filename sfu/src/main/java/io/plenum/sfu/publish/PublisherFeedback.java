package io.plenum.sfu.publish;

import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.rtcp.Nack;
import io.plenum.rtc.rtcp.Pli;
import io.plenum.rtc.rtcp.ReceiverReport;
import io.plenum.rtc.rtcp.ReportBlock;
import io.plenum.rtc.rtcp.RtcpPacket;
import io.plenum.rtc.rtcp.TransportFeedback;
import io.plenum.rtc.rtcp.TransportFeedbackRecorder;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.TransportSequence;
import io.plenum.rtc.seq.Wrapping;
import java.util.ArrayList;
import java.util.List;

/**
 * What the server asks of and reports to one publisher: lost packets (NACK), keyframes (PLI),
 * arrival times for its bandwidth estimate (transport-cc), and the blocks of receiver reports.
 *
 * <p>Confined to the room's loop.
 */
public final class PublisherFeedback {
  /** Within the 50 to 100 ms that senders' estimators expect. */
  static final long TRANSPORT_FEEDBACK_NS = 60_000_000L;

  /** Packets asked for in one message: at worst 4 bytes each (RFC 4585, section 6.2.1). */
  static final int MAX_NACK = 200;

  private static final long MEASURE_NS = 500_000_000L;

  private final List<PublishedTrack> tracks;
  private final int localSsrc;
  private final int transportSequenceId;
  private final RoundTrip roundTrip = new RoundTrip();
  private TransportFeedbackRecorder recorder;
  private long transportSequence;
  private int transportMediaSsrc;
  private long transportDueNs = Long.MAX_VALUE;
  private long measureDueNs = Long.MIN_VALUE;
  private long[] ask;
  private long nacks;
  private long plis;

  PublisherFeedback(List<PublishedTrack> tracks, int localSsrc, int transportSequenceId) {
    this.tracks = tracks;
    this.localSsrc = localSsrc;
    this.transportSequenceId = transportSequenceId;
  }

  /** The round trip to the publisher. */
  public RoundTrip roundTrip() {
    return roundTrip;
  }

  /** Takes note of any packet's arrival. */
  void arrived(RtpView packet, long nowNs) {
    int sequence =
        transportSequenceId == 0 ? -1 : TransportSequence.read(packet, transportSequenceId);
    if (sequence < 0) {
      return;
    }
    if (recorder == null) {
      recorder = new TransportFeedbackRecorder();
      // One cycle up, so that late packets stay positive.
      transportSequence = (1L << 16) + sequence;
    }
    transportSequence = Wrapping.BITS_16.extend(transportSequence, sequence);
    transportMediaSsrc = packet.ssrc();
    recorder.record(transportSequence, nowNs);
    if (transportDueNs == Long.MAX_VALUE) {
      transportDueNs = nowNs + TRANSPORT_FEEDBACK_NS;
    }
  }

  /** Sends what is due. */
  public void onDeadline(Peer peer, long nowNs) {
    if (nowNs >= transportDueNs) {
      transportDueNs = Long.MAX_VALUE;
      for (TransportFeedback report : recorder.report(localSsrc, transportMediaSsrc)) {
        peer.sendRtcp(List.of(report));
      }
    }
    boolean measure = nowNs >= measureDueNs;
    if (measure) {
      measureDueNs = nowNs + MEASURE_NS;
    }
    for (PublishedTrack track : tracks) {
      if (measure) {
        track.measure(nowNs);
      }
      for (PublishedStream stream : track.streams()) {
        repair(stream, peer, nowNs);
        if (stream.keyframes().due(nowNs)) {
          peer.sendRtcp(List.of(new Pli(localSsrc, stream.ssrc())));
          plis++;
        }
      }
    }
  }

  private void repair(PublishedStream stream, Peer peer, long nowNs) {
    NackGenerator nack = stream.nack();
    if (nack == null || nack.nextDeadlineNs() > nowNs) {
      return;
    }
    if (ask == null) {
      ask = new long[NackGenerator.MAX_MISSING];
    }
    NackGenerator.Due due = nack.due(nowNs, roundTrip.ns(), ask);
    if (due.abandoned() > 0) {
      stream.keyframes().want();
    }
    for (int from = 0; from < due.asked(); from += MAX_NACK) {
      List<Integer> numbers = new ArrayList<>();
      for (int i = from; i < Math.min(due.asked(), from + MAX_NACK); i++) {
        numbers.add((int) (ask[i] & 0xFFFF));
      }
      peer.sendRtcp(List.of(new Nack(localSsrc, stream.ssrc(), numbers)));
      nacks++;
    }
  }

  /** When {@link #onDeadline} is to be called next. */
  public long nextDeadlineNs() {
    long next = transportDueNs;
    for (int i = 0; i < tracks.size(); i++) {
      List<PublishedStream> streams = tracks.get(i).streams();
      for (int j = 0; j < streams.size(); j++) {
        PublishedStream stream = streams.get(j);
        next = Math.min(next, stream.keyframes().nextDeadlineNs());
        if (stream.nack() != null) {
          next = Math.min(next, stream.nack().nextDeadlineNs());
        }
      }
    }
    return next;
  }

  /** Messages sent that ask for lost packets. */
  public long nacks() {
    return nacks;
  }

  /** Messages sent that ask for a keyframe. */
  public long plis() {
    return plis;
  }

  /** Appends a report about everything received; nothing if nothing was. */
  public void report(List<RtcpPacket> to, long nowNs) {
    List<ReportBlock> blocks = new ArrayList<>();
    for (PublishedTrack track : tracks) {
      for (PublishedStream stream : track.streams()) {
        ReportBlock block = stream.reportBlock(nowNs);
        if (block != null) {
          blocks.add(block);
        }
      }
    }
    if (!blocks.isEmpty()) {
      to.add(new ReceiverReport(localSsrc, blocks));
    }
  }
}
