package io.plenum.bench.load;

import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/** What all clients of a load have met since {@link #begin}. Confined to the load's thread. */
final class Tally {
  /** Longer delays count as this. */
  private static final long LONGEST_NS = 10_000_000_000L;

  private static final int DIGITS = 3;

  final SplittableRandom random = new SplittableRandom(5);
  final Histogram delaysNs = new Histogram(LONGEST_NS, DIGITS);
  final Histogram sendLateNs = new Histogram(LONGEST_NS, DIGITS);
  final Histogram readLateNs = new Histogram(LONGEST_NS, DIGITS);
  long wrong;
  long undecryptable;
  long malformed;
  long dropped;
  long retransmitted;
  long repaired;
  long notSent;
  long busyNs;
  private long begunNs;
  private long sentByThoseGone;
  private long owedByThoseGone;
  private LoadFigures.Sum gone = new LoadFigures.Sum();

  /** A packet was read that took so long. */
  void read(long delayNs) {
    if (delayNs < 0) {
      wrong++; // nobody receives before it was sent
    } else {
      delaysNs.recordValue(Math.min(delayNs, LONGEST_NS));
    }
  }

  /** A packet left so long after its time. */
  void sent(long lateNs) {
    sendLateNs.recordValue(Math.clamp(lateNs, 0, LONGEST_NS));
  }

  /** Packets were read so long after they had come. */
  void readLate(long lateNs) {
    readLateNs.recordValue(Math.clamp(lateNs, 0, LONGEST_NS));
  }

  /** Forgets everything. */
  void begin(long nowNs) {
    delaysNs.reset();
    sendLateNs.reset();
    readLateNs.reset();
    wrong = undecryptable = malformed = dropped = retransmitted = repaired = notSent = busyNs = 0;
    sentByThoseGone = owedByThoseGone = 0;
    gone = new LoadFigures.Sum();
    begunNs = nowNs;
  }

  /** Keeps what somebody has sent and received who goes. */
  void leaves(LoadPeer peer) {
    peer.addTo(gone);
    for (SentTrack track : peer.tracks()) {
      sentByThoseGone += track.packets();
      owedByThoseGone += track.packets() * track.audience();
    }
  }

  /** What has been since {@link #begin}; {@code peers} are those who are there. */
  LoadFigures figures(long nowNs, List<LoadPeer> peers) {
    LoadFigures.Sum sum = new LoadFigures.Sum();
    sum.received = gone.received; // their streams have ended
    sum.lost = gone.lost;
    long sent = sentByThoseGone;
    long owed = owedByThoseGone;
    for (LoadPeer peer : peers) {
      if (!peer.closed()) {
        peer.addTo(sum);
        sent += peer.tracks().stream().mapToLong(SentTrack::packets).sum();
        owed += peer.tracks().stream().mapToLong(t -> t.packets() * t.audience()).sum();
      }
    }
    long elapsedNs = nowNs - begunNs;
    return new LoadFigures(
        elapsedNs,
        sent,
        owed,
        delaysNs.copy(),
        sum.received(),
        wrong,
        undecryptable + malformed,
        retransmitted,
        dropped,
        repaired,
        notSent,
        sendLateNs.copy(),
        readLateNs.copy(),
        (double) busyNs / elapsedNs);
  }
}
