package io.plenum.testkit;

import io.plenum.sfu.publish.NackGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One camera over a link that loses packets and is wide enough for everything: how long its frames
 * are waited for under one way of repair. The receiver asks as the product does; redundancy is
 * ideal, any of it replaces any packet of its frame, which no code beats. The same seed gives the
 * same run.
 *
 * @param seed of everything random
 * @param link one way; the way back is as long and as lossy
 * @param repair what is done against losses
 * @param seconds of virtual time
 */
public record RepairScenario(long seed, LinkConditions link, Repair repair, int seconds) {
  private static final long START_NS = 5_000_000_000_000L;
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long FRAME_NS = SECOND_NS / 30;
  private static final long LOOK_NS = 10_000_000L;
  private static final long BPS = 1_500_000;
  private static final int HEAD_BYTES = 8;

  /** Frames still on their way at the end are not judged. */
  private static final int UNJUDGED = 150;

  /**
   * What is done against losses, beside asking for what is missing.
   *
   * @param redundant packets added to each frame
   * @param copies sent of what is asked for
   */
  public record Repair(int redundant, int copies) {}

  /** Runs it. */
  public Outcome run() {
    return new Run(this).result();
  }

  /** What became of it. */
  public static final class Outcome {
    private final double overhead;
    private final long[] waitsNs;

    private Outcome(double overhead, long[] waitsNs) {
      this.overhead = overhead;
      this.waitsNs = waitsNs;
    }

    /** Bytes sent beside the frames', of theirs. */
    public double overhead() {
      return overhead;
    }

    /** Share of the frames that were waited for longer than {@code ns}, beyond the latency. */
    public double late(long ns) {
      return Arrays.stream(waitsNs).filter(wait -> wait > ns).count() / (double) waitsNs.length;
    }

    /** The wait that {@code share} of the frames did not exceed, ms. */
    public double waitMs(double share) {
      return waitsNs[(int) (share * (waitsNs.length - 1))] / 1e6;
    }
  }

  /** One frame at the receiver. */
  private static final class Frame {
    private final long capturedNs;
    private final long first;
    private final int count;
    private final Set<Integer> parts = new HashSet<>();
    private long completeNs = -1;

    Frame(long capturedNs, long first, int count) {
      this.capturedNs = capturedNs;
      this.first = first;
      this.count = count;
    }
  }

  private static final class Run {
    private final RepairScenario scenario;
    private final VirtualClock clock = new VirtualClock(START_NS);
    private final ScriptedEncoder encoder;
    private final Link down;
    private final Link up;
    private final NackGenerator holes = new NackGenerator();
    private final long[] ask = new long[NackGenerator.MAX_MISSING];
    private final List<Frame> frames = new ArrayList<>();
    private final List<Integer> frameOf = new ArrayList<>();
    private long frameBytes;
    private long otherBytes;

    Run(RepairScenario scenario) {
      this.scenario = scenario;
      SplittableRandom random = new SplittableRandom(scenario.seed());
      this.encoder = new ScriptedEncoder(BPS, random.split());
      this.down = new Link(clock, random.split(), scenario.link(), this::arrived);
      this.up = new Link(clock, random.split(), scenario.link(), this::asked);
    }

    private Outcome result() {
      clock.every(FRAME_NS, this::capture);
      clock.every(LOOK_NS, this::look);
      clock.run(scenario.seconds() * SECOND_NS);
      return new Outcome(otherBytes / (double) frameBytes, waits());
    }

    private void capture() {
      int bytes = encoder.frame(frames.isEmpty(), ScriptedEncoder.temporal(frames.size()));
      int count = Math.ceilDiv(bytes, ScriptedEncoder.PAYLOAD_BYTES);
      Frame frame = new Frame(clock.nowNs(), frameOf.size(), count);
      frames.add(frame);
      for (int part = 0; part < count + scenario.repair().redundant(); part++) {
        int number = part < count ? frameOf.size() : -1;
        if (part < count) {
          frameOf.add(frames.size() - 1);
          frameBytes += bytes / count;
        } else {
          otherBytes += bytes / count;
        }
        down.send(packet(frames.size() - 1, part, number));
      }
    }

    /** Frame, part of it, and number in the stream, or -1: redundancy has a stream of its own. */
    private static byte[] packet(int frame, int part, int number) {
      return new SimulatedPacket(SimulatedPacket.PICTURE, 0, part, frame, 0, 0, false, number)
          .bytes(HEAD_BYTES);
    }

    private void arrived(byte[] datagram) {
      SimulatedPacket packet = SimulatedPacket.of(datagram);
      long number = packet.capturedNs();
      Frame frame = frames.get((int) packet.frame());
      frame.parts.add(packet.sequence());
      if (number >= 0) {
        holes.received(number, clock.nowNs());
      }
      if (frame.completeNs < 0 && frame.parts.size() >= frame.count) {
        complete(frame);
      }
    }

    private void complete(Frame frame) {
      frame.completeNs = clock.nowNs();
      for (int part = 0; part < frame.count; part++) {
        holes.received(frame.first + part, clock.nowNs());
      }
    }

    private void look() {
      NackGenerator.Due due = holes.due(clock.nowNs(), roundTripNs(), ask);
      for (int i = 0; i < due.asked(); i++) {
        up.send(packet(0, 0, (int) ask[i]));
      }
      if (due.abandoned() > 0) {
        int until = frames.size();
        clock.at(clock.nowNs() + roundTripNs(), () -> keyframe(until));
      }
    }

    /** What was before it is not waited for any more. */
    private void keyframe(int until) {
      frames.subList(0, until).stream().filter(f -> f.completeNs < 0).forEach(this::complete);
    }

    private void asked(byte[] datagram) {
      int number = (int) SimulatedPacket.of(datagram).capturedNs();
      int index = frameOf.get(number);
      Frame frame = frames.get(index);
      for (int i = 0; i < scenario.repair().copies(); i++) {
        otherBytes += frameBytes / frameOf.size();
        down.send(packet(index, (int) (number - frame.first), number));
      }
    }

    private long roundTripNs() {
      return 2 * scenario.link().latencyNs();
    }

    /** A frame is of use when what it builds on is: of three temporal layers. */
    private long[] waits() {
      long[] usableNs = new long[frames.size() - UNJUDGED];
      long[] waits = new long[usableNs.length];
      for (int i = 0; i < usableNs.length; i++) {
        int base = i - new int[] {4, 1, 2, 1}[i % 4];
        Frame frame = frames.get(i);
        usableNs[i] = Math.max(frame.completeNs, base < 0 ? 0 : usableNs[base]);
        waits[i] = usableNs[i] - frame.capturedNs - scenario.link().latencyNs();
      }
      Arrays.sort(waits);
      return waits;
    }
  }
}
