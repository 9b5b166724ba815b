package io.plenum.testkit;

import io.plenum.rtc.codec.Vp8View;
import io.plenum.rtc.rtcp.NtpTime;
import io.plenum.rtc.rtcp.SenderReport;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.seq.Wrapping;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What arrived in one slot of a scripted peer, checked as a suspicious decoder would: sequence
 * numbers, timestamps, picture ids, completeness of frames, and the line of sender reports.
 */
public final class ReceivedSlot {
  private static final long ASK_AFTER_NS = 20_000_000L;
  private static final long ASK_AGAIN_NS = 200_000_000L;
  private static final int MAX_ASKS = 15;

  private final boolean video;
  private final int clockRate;
  private final Map<Long, Frame> frames = new TreeMap<>();
  private final Map<Long, Hole> holes = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private final List<Long> skewsNs = new ArrayList<>();
  private final Vp8View vp8 = new Vp8View();
  private final ReceivedSound sound;
  private long highest = -1;
  private long latestTimestamp;
  private SenderReport report;
  private int reports;
  private boolean waiting;
  private int packets;
  private int repaired;

  ReceivedSlot() {
    this(true, -1);
  }

  /** A slot with sound, which may come with redundancy under this payload type. */
  ReceivedSlot(int redundantPayloadType) {
    this(false, redundantPayloadType);
  }

  private ReceivedSlot(boolean video, int redundantPayloadType) {
    this.video = video;
    this.sound = new ReceivedSound(redundantPayloadType);
    this.clockRate = video ? 90_000 : 48_000;
  }

  /** Takes a packet of the slot, or one unpacked from a retransmission. */
  void packet(RtpView packet, boolean retransmitted, long nowNs) {
    packets++;
    if (video && frames.isEmpty() && !opensKeyframe(packet)) {
      waiting = true; // as a decoder does, which asks for a keyframe then
      return;
    }
    waiting = false;
    repaired += retransmitted ? 1 : 0;
    number(packet.sequenceNumber(), nowNs);
    long timestamp =
        frames.isEmpty()
            ? packet.timestamp()
            : Wrapping.BITS_32.extend(latestTimestamp, packet.timestamp());
    latestTimestamp = frames.isEmpty() ? timestamp : Math.max(latestTimestamp, timestamp);
    int silences = sound.silences();
    Piece piece = video ? Piece.inVideo(packet, vp8) : sound.take(packet, nowNs);
    if (piece == null && sound.silences() > silences) {
      return; // there is nothing to hear in it
    }
    if (video && packet.payloadLength() == 0) {
      return; // goes out under a number that was kept free for what is not wanted any more
    }
    if (piece == null) {
      faults.add("a packet that cannot be read: " + packet.sequenceNumber());
      return;
    }
    Frame frame = frames.computeIfAbsent(timestamp, _ -> new Frame(piece));
    frame.add(piece, video ? vp8.pictureId() : -1, video && vp8.keyframe(), faults);
    if (frame.complete() && frame.completedNs == 0) {
      frame.completedNs = nowNs;
    }
    if (report != null && !retransmitted) {
      long sinceReport = Wrapping.BITS_32.distance(report.rtpTime(), packet.timestamp());
      long serverNs = NtpTime.toNs(report.ntpTime()) + sinceReport * 1_000_000 / clockRate * 1_000;
      skewsNs.add(serverNs - piece.capturedNs());
    }
  }

  private boolean opensKeyframe(RtpView packet) {
    return vp8.wrap(packet.memory(), packet.payloadOffset(), packet.payloadLength())
        && vp8.keyframe();
  }

  /** Whether packets came, but nothing that a decoder could begin with. */
  boolean waiting() {
    return waiting;
  }

  private void number(int sequenceNumber, long nowNs) {
    if (highest < 0) {
      highest = (1L << 16) + sequenceNumber;
      return;
    }
    long sequence = Wrapping.BITS_16.extend(highest, sequenceNumber);
    for (long hole = highest + 1; hole < sequence; hole++) {
      holes.put(hole, new Hole(nowNs + ASK_AFTER_NS, 0));
    }
    holes.remove(sequence);
    highest = Math.max(highest, sequence);
  }

  /** The 16-bit numbers to ask for now. */
  List<Integer> asks(long nowNs) {
    List<Integer> due = new ArrayList<>();
    for (Map.Entry<Long, Hole> hole : holes.entrySet()) {
      if (hole.getValue().dueNs() <= nowNs && hole.getValue().asks() < MAX_ASKS) {
        due.add((int) (hole.getKey() & 0xFFFF));
        hole.setValue(new Hole(nowNs + ASK_AGAIN_NS, hole.getValue().asks() + 1));
      }
    }
    return due;
  }

  void report(SenderReport next) {
    report = next;
    reports++;
  }

  /** Everything found wrong so far: pieces that contradict each other. */
  public List<String> faults() {
    return faults;
  }

  /** Numbers never received, of those older than the newest. */
  public int holes() {
    return holes.size();
  }

  /** Frames of which a packet came but not all, captured before {@code capturedNs}. */
  public List<Piece> incomplete(long capturedNs) {
    return frames.values().stream()
        .filter(frame -> !frame.complete() && frame.first.capturedNs() < capturedNs)
        .map(frame -> frame.first)
        .toList();
  }

  /** Complete frames (or audio packets) of {@code sender}. */
  public int complete(int sender) {
    return (int)
        frames.values().stream().filter(f -> f.complete() && f.first.sender() == sender).count();
  }

  /** What was there to be played, of a slot with sound. */
  public ReceivedSound sound() {
    return sound;
  }

  /** Frames of {@code sender} skipped between the first and the last seen. */
  public int skipped(int sender) {
    List<Integer> seen =
        frames.values().stream()
            .filter(f -> f.first.sender() == sender)
            .map(f -> f.first.frame())
            .sorted()
            .toList();
    return seen.isEmpty() ? 0 : seen.getLast() - seen.getFirst() + 1 - seen.size();
  }

  /**
   * Picture ids that do not follow their predecessor's, and frames of a source without a keyframe.
   */
  public List<String> discontinuities() {
    List<String> found = new ArrayList<>();
    Frame previous = null;
    for (Frame frame : frames.values()) {
      if (video && previous != null && frame.pictureId != ((previous.pictureId + 1) & 0x7FFF)) {
        found.add(previous + " then " + frame);
      }
      boolean changed = previous == null || previous.first.sender() != frame.first.sender();
      if (video && changed && !frame.keyframe) {
        found.add("no keyframe at the change to " + frame);
      }
      previous = frame;
    }
    return found;
  }

  /** The frames that can be decoded, in order, each when it can. */
  public List<Picture> pictures() {
    List<Picture> pictures = new ArrayList<>();
    int next = -1;
    long nowNs = 0;
    for (Frame frame : frames.values()) {
      boolean decodable = frame.complete() && (frame.keyframe || frame.pictureId == next);
      next = decodable ? (frame.pictureId + 1) & 0x7FFF : -1;
      if (decodable) {
        nowNs = Math.max(nowNs, frame.completedNs);
        pictures.add(new Picture(frame.first.sender(), frame.first.capturedNs(), nowNs));
      }
    }
    return pictures;
  }

  /**
   * A frame that can be shown.
   *
   * @param sender number that its pieces carry
   * @param capturedNs true time of capture
   * @param decodableNs when it and all before it were there
   */
  public record Picture(int sender, long capturedNs, long decodableNs) {}

  /** Server time by the sender reports minus true time of capture, for every packet. */
  public List<Long> skewsNs() {
    return skewsNs;
  }

  /** Forgets skews, as when a scene ends. */
  public void forgetSkews() {
    skewsNs.clear();
  }

  /** Packets received. */
  public int packets() {
    return packets;
  }

  /** Packets received as retransmissions. */
  public int repaired() {
    return repaired;
  }

  /** Sender reports received. */
  public int reports() {
    return reports;
  }

  private record Hole(long dueNs, int asks) {}

  private static final class Frame {
    private final Piece first;
    private final BitSet pieces = new BitSet();
    private int pictureId = -1;
    private boolean keyframe;
    private long completedNs;

    Frame(Piece first) {
      this.first = first;
    }

    void add(Piece piece, int id, boolean opensKeyframe, List<String> faults) {
      boolean same = piece.sender() == first.sender() && piece.frame() == first.frame();
      if (!same || (pictureId >= 0 && id != pictureId)) {
        faults.add(piece + " (picture " + id + ") among " + this);
      }
      pieces.set(piece.index());
      pictureId = id;
      keyframe |= opensKeyframe;
    }

    boolean complete() {
      return pieces.cardinality() == first.count();
    }

    @Override
    public String toString() {
      return "frame " + first.frame() + " of " + first.sender() + " (picture " + pictureId + ")";
    }
  }
}
