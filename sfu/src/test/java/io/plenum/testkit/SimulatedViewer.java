package io.plenum.testkit;

import io.plenum.rtc.rtcp.Nack;
import io.plenum.rtc.rtcp.Pli;
import io.plenum.rtc.rtcp.RtcpPacket;
import io.plenum.rtc.rtcp.RtcpWriter;
import io.plenum.rtc.rtcp.TransportFeedback;
import io.plenum.rtc.rtcp.TransportFeedbackRecorder;
import io.plenum.rtc.seq.Wrapping;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.publish.NackGenerator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The far end of a simulated downlink: reports arrivals, asks for what is lost, puts frames
 * together and notices when a picture stands still.
 */
final class SimulatedViewer {
  private static final long FEEDBACK_NS = 80_000_000L;
  private static final long MS = 1_000_000L;
  private static final long FREEZE_NS = 150 * MS;
  private static final long USUAL_NS = 33_333_333L;

  /** Delay of the jitter buffer beside two round trips: one to be lost, one to be repaired. */
  private static final long BUFFER_NS = 80 * MS;

  /** A frame that is incomplete for so long is given up, and a keyframe asked for. */
  private static final long GIVE_UP_NS = 600 * MS;

  private final VirtualClock clock;
  private final DownlinkFigures figures;
  private final Consumer<byte[]> uplink;
  private final TransportFeedbackRecorder recorder = new TransportFeedbackRecorder();
  private final Map<Integer, Picture> pictures = new HashMap<>();
  private final Set<Integer> paused = new HashSet<>();
  private final long[] ask = new long[NackGenerator.MAX_MISSING];
  private final long roundTripNs;
  private long transport = 1L << 16;
  private int heard;

  SimulatedViewer(
      VirtualClock clock, DownlinkFigures figures, long roundTripNs, Consumer<byte[]> uplink) {
    this.clock = clock;
    this.figures = figures;
    this.uplink = uplink;
    this.roundTripNs = roundTripNs;
    clock.every(FEEDBACK_NS, this::report);
    clock.every(10 * MS, () -> pictures.forEach((slot, picture) -> picture.look(slot)));
  }

  void receive(byte[] datagram) {
    SimulatedPacket packet = SimulatedPacket.of(datagram);
    transport = Wrapping.BITS_16.extend(transport, SimulatedPacket.transport(datagram));
    recorder.record(transport, clock.nowNs());
    if (packet.kind() == SimulatedPacket.SOUND) {
      heard++;
    } else if (packet.kind() != SimulatedPacket.PADDING && !paused.contains(packet.slot())) {
      pictures.computeIfAbsent(packet.slot(), _ -> new Picture()).packet(packet);
    }
  }

  /** The server tells that a slot shows nothing from now on. */
  void paused(int slot) {
    pictures.remove(slot);
    paused.add(slot);
  }

  /** The server tells that a slot shows something from now on. */
  void resumed(int slot) {
    paused.remove(slot);
  }

  /** Packets of sound that arrived. */
  int heard() {
    return heard;
  }

  private void report() {
    for (TransportFeedback feedback : recorder.report(1, 2)) {
      send(feedback);
    }
  }

  private void send(RtcpPacket packet) {
    Span span = Span.of(new byte[2_048]);
    span.length(0);
    RtcpWriter.write(List.of(packet), span);
    uplink.accept(span.toBytes());
  }

  /** One slot's frames. */
  private final class Picture {
    private final NackGenerator nack = new NackGenerator();
    private final TreeMap<Long, Frame> frames = new TreeMap<>();
    private long highest = -1;
    private long decoded = -1;
    private long shownNs = -1;
    private double usualNs = USUAL_NS;
    private long stuckSinceNs = -1;

    private void packet(SimulatedPacket packet) {
      long reference = highest < 0 ? (1L << 16) + packet.sequence() : highest;
      long sequence = Wrapping.BITS_16.extend(reference, packet.sequence());
      if (highest >= 0 || packet.kind() == SimulatedPacket.PICTURE) {
        highest = Math.max(highest, sequence);
        nack.received(sequence, clock.nowNs());
      }
      if (packet.frame() > decoded) {
        frames.computeIfAbsent(packet.frame(), _ -> new Frame(packet)).parts.add(packet.index());
      }
      decode();
    }

    /** In order; a complete keyframe may be begun with whatever is missing before it. */
    private void decode() {
      for (long number : List.copyOf(frames.keySet())) {
        Frame frame = frames.get(number);
        boolean next = decoded >= 0 && number == decoded + 1;
        if (frame.complete() && (next || frame.keyframe)) {
          decoded = number;
          stuckSinceNs = -1;
          show(frame);
        }
      }
      frames.headMap(decoded, true).clear();
      if (stuckSinceNs < 0 && !frames.isEmpty()) {
        stuckSinceNs = clock.nowNs();
      }
    }

    /** Frames are shown evenly, late by what a repair takes, as jitter buffers do under NACK. */
    private void show(Frame frame) {
      long nowNs = Math.max(clock.nowNs(), frame.capturedNs + roundTripNs * 2 + BUFFER_NS);
      if (shownNs >= 0) {
        long gapNs = nowNs - shownNs;
        if (gapNs > Math.max(3 * usualNs, usualNs + FREEZE_NS)) {
          figures.frozen(gapNs);
        }
        usualNs += (Math.min(gapNs, 4 * USUAL_NS) - usualNs) / 30;
      }
      shownNs = nowNs;
    }

    private void look(int slot) {
      NackGenerator.Due due = nack.due(clock.nowNs(), roundTripNs, ask);
      List<Integer> numbers = new ArrayList<>();
      for (int i = 0; i < Math.min(due.asked(), 200); i++) {
        numbers.add((int) (ask[i] & 0xFFFF));
      }
      if (!numbers.isEmpty()) {
        send(new Nack(1, slot, numbers));
      }
      if (stuckSinceNs >= 0 && clock.nowNs() - stuckSinceNs > GIVE_UP_NS + roundTripNs) {
        stuckSinceNs = clock.nowNs();
        send(new Pli(1, slot));
      }
    }
  }

  private static final class Frame {
    private final int count;
    private final boolean keyframe;
    private final long capturedNs;
    private final Set<Integer> parts = new HashSet<>();

    Frame(SimulatedPacket packet) {
      this.count = packet.count();
      this.keyframe = packet.keyframe();
      this.capturedNs = packet.capturedNs();
    }

    private boolean complete() {
      return parts.size() == count;
    }
  }
}
