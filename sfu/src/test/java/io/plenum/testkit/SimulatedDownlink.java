package io.plenum.testkit;

import io.plenum.rtc.rtcp.Nack;
import io.plenum.rtc.rtcp.Pli;
import io.plenum.rtc.rtcp.RtcpPacket;
import io.plenum.rtc.rtcp.RtcpParse;
import io.plenum.rtc.rtcp.RtcpReader;
import io.plenum.rtc.rtcp.TransportFeedback;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.allocation.Allotment;
import io.plenum.sfu.allocation.Layer;
import io.plenum.sfu.allocation.PictureWish;
import io.plenum.sfu.allocation.Priority;
import io.plenum.sfu.bandwidth.Feedback;
import io.plenum.sfu.layer.LayerTarget;
import io.plenum.sfu.pacing.Downlink;
import io.plenum.sfu.pacing.PacketKind;
import io.plenum.sfu.subscribe.LinkShare;
import io.plenum.sfu.subscribe.Steadiness;
import io.plenum.sfu.trace.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * One receiver of a {@link Stage}, from the server's decisions to the pictures on its screen: the
 * product's allocation, pacer, estimator and probes, over two links. Slots are played: they ask for
 * keyframes, and end or throw away larger pictures, as the product's do.
 */
public final class SimulatedDownlink implements Stage.Watcher {
  private static final long MS = 1_000_000L;
  private static final long ALLOT_NS = 200 * MS;
  private static final long SOUND_NS = 20 * MS;
  private static final int SOUND_BYTES = 60;

  private final VirtualClock clock;
  private final Stage stage;
  private final Link link;
  private final Downlink downlink;
  private final SimulatedViewer viewer;
  private final DownlinkFigures figures;
  private final List<Shown> shown = new ArrayList<>();
  private final long[] sentNs = new long[1 << 16];
  private LinkConditions conditions;
  private GreedyFlow competitor;
  private final VirtualClock.Alarm alarm;
  private final VirtualClock.Alarm allotting;
  private final LinkShare share;
  private long sharedBps;
  private int soundSequence;
  private Allotment allotment;

  /** A receiver of all cameras of {@code stage} behind {@code conditions}, and the same back. */
  public SimulatedDownlink(
      VirtualClock clock, RandomGenerator random, Stage stage, LinkConditions conditions) {
    this.clock = clock;
    this.alarm = clock.alarm(this::settle);
    this.allotting = clock.alarm(this::allot);
    this.stage = stage;
    this.conditions = conditions;
    this.figures = new DownlinkFigures(clock);
    this.downlink =
        new Downlink(Feedback.TRANSPORT_WIDE, new ToLink(), () -> {}, Trail.none(), clock.nowNs());
    this.share = new LinkShare(downlink, Trail.none());
    this.link = new Link(clock, new SplittableRandom(random.nextLong()), conditions, this::passed);
    LinkConditions back =
        new LinkConditions(
            conditions.latencyNs(),
            0,
            conditions.lossShare(),
            conditions.burstPackets(),
            0,
            0,
            0,
            0,
            0);
    Link uplink = new Link(clock, new SplittableRandom(random.nextLong()), back, this::feedback);
    this.viewer = new SimulatedViewer(clock, figures, 2 * conditions.latencyNs(), uplink::send);
    for (int i = 0; i < stage.cameras(); i++) {
      shown.add(new Shown(i));
    }
    stage.watch(this);
    clock.every(SOUND_NS, this::sound);
    allotting.set(clock.nowNs() + ALLOT_NS);
  }

  /** Changes the link to the receiver. */
  public void conditions(LinkConditions next) {
    conditions = next;
    link.conditions(next);
  }

  /** A bulk transfer over the same link. */
  public GreedyFlow compete() {
    competitor = new GreedyFlow(clock, link, conditions.latencyNs());
    competitor.start();
    return competitor;
  }

  /** What was achieved. */
  public DownlinkFigures figures() {
    return figures;
  }

  /** The server's side. */
  public Downlink downlink() {
    return downlink;
  }

  /** What is shown now. */
  public Allotment allotment() {
    return allotment;
  }

  /** What arrived of the sound, in packets. */
  public int heard() {
    return viewer.heard();
  }

  private void sound() {
    byte[] bytes =
        new SimulatedPacket(SimulatedPacket.SOUND, 0, soundSequence++ & 0xFFFF, 0, 0, 1, false, 0)
            .bytes(SOUND_BYTES);
    figures.soundOffered();
    downlink.send(PacketKind.AUDIO, Span.of(bytes), clock.nowNs());
    settle();
  }

  private static long soundBps() {
    return (SOUND_BYTES + Downlink.OVERHEAD_BYTES) * 8L * 1_000 / 20;
  }

  private void allot() {
    figures.estimate(downlink.estimator().estimateBps());
    allotting.set(clock.nowNs() + ALLOT_NS);
    sharedBps = downlink.estimator().estimateBps();
    List<PictureWish> wishes = shown.stream().map(Shown::wish).toList();
    allotment = share.allot(wishes, soundBps(), clock.nowNs());
    for (Allotment.Picture picture : allotment.pictures()) {
      shown.get(picture.slot()).allot(picture);
    }
    settle();
  }

  @Override
  public void frame(
      int camera, int size, int temporal, boolean keyframe, int packets, int packetBytes) {
    shown.get(camera).frame(size, temporal, keyframe, packets, packetBytes);
    settle();
  }

  private void feedback(byte[] datagram) {
    if (RtcpReader.parse(Span.of(datagram)) instanceof RtcpParse.Parsed(List<RtcpPacket> all)) {
      for (RtcpPacket packet : all) {
        switch (packet) {
          case TransportFeedback feedback -> reported(feedback);
          case Nack nack -> shown.get(nack.mediaSsrc()).again(nack.sequenceNumbers());
          case Pli pli -> shown.get(pli.mediaSsrc()).wantKeyframe();
          default -> throw new AssertionError(packet);
        }
      }
    }
    settle();
  }

  private void reported(TransportFeedback feedback) {
    downlink.feedback(feedback, clock.nowNs());
    if (allotment != null && share.shrunk(sharedBps)) {
      allot();
    }
  }

  private void passed(byte[] datagram) {
    if (datagram[0] == SimulatedPacket.FOREIGN) {
      figures.foreign(datagram.length);
      competitor.arrived(datagram);
      return;
    }
    long wireNs =
        conditions.rateBps() == 0 ? 0 : datagram.length * 8_000_000_000L / conditions.rateBps();
    long queuedNs =
        clock.nowNs()
            - sentNs[SimulatedPacket.transport(datagram)]
            - conditions.latencyNs()
            - wireNs;
    figures.arrived(datagram.length, datagram[0] != SimulatedPacket.PADDING, Math.max(0, queuedNs));
    viewer.receive(datagram);
  }

  private void settle() {
    long nowNs = clock.nowNs();
    if (downlink.nextDeadlineNs() <= nowNs) {
      downlink.onDeadline(nowNs);
    }
    if (downlink.nextReleaseNs() <= nowNs) {
      downlink.release(nowNs);
    }
    alarm.set(Math.min(downlink.nextDeadlineNs(), downlink.nextReleaseNs()));
  }

  /** One slot at the server: what is forwarded of one camera, and what was. */
  private final class Shown {
    private static final int KEPT = 1 << 11;

    private final int camera;
    private final byte[][] kept = new byte[KEPT][];
    private final Steadiness steadiness = new Steadiness();
    private List<Layer> layers = List.of();
    private LayerTarget target;
    private int current = PictureWish.NONE;
    private int wantedSize = -1;
    private int wantedTemporal;
    private int size = -1;
    private int sequence;
    private long frames;

    Shown(int camera) {
      this.camera = camera;
    }

    private PictureWish wish() {
      layers = stage.layers(camera);
      current = Layer.indexOf(layers, target);
      long linkBps = downlink.estimator().estimateBps();
      int highest = steadiness.highest(layers, current, linkBps, clock.nowNs());
      Priority priority = camera == 0 ? Priority.SPEAKER : Priority.OTHER;
      return new PictureWish(camera, priority, 0, layers, current, highest);
    }

    private void allot(Allotment.Picture allotted) {
      int next = allotted.layer();
      boolean reduced = allotted.state() == Allotment.State.REDUCED;
      long linkBps = downlink.estimator().estimateBps();
      steadiness.changed(layers, current, next, reduced, linkBps, clock.nowNs());
      target = next < 0 ? null : layers.get(next).target();
      if (target == null) {
        if (wantedSize >= 0) {
          viewer.paused(camera);
        }
        wantedSize = -1;
        end();
        return;
      }
      viewer.resumed(camera);
      wantedSize = target.encoding();
      wantedTemporal = target.temporal();
      if (size != wantedSize) {
        stage.wantKeyframe(camera, wantedSize);
      }
      if (reduced
          && size > wantedSize
          && stage.slowestBps(camera, size) > LinkShare.mostBefore(layers.get(next))) {
        end();
      }
    }

    private void end() {
      size = -1;
      takeBack();
    }

    private void frame(int of, int temporal, boolean keyframe, int packets, int packetBytes) {
      if (keyframe && of == wantedSize) {
        if (size > of) {
          takeBack();
        }
        size = of;
      }
      // On the way to a smaller size, the base rate of the larger one has to do.
      int allowed = size == wantedSize ? wantedTemporal : size > wantedSize ? 0 : Stage.RATES;
      if (of != size || temporal > allowed) {
        return;
      }
      long number = frames++;
      for (int i = 0; i < packets; i++) {
        byte[] bytes =
            new SimulatedPacket(
                    SimulatedPacket.PICTURE,
                    camera,
                    sequence & 0xFFFF,
                    number,
                    i,
                    packets,
                    keyframe,
                    clock.nowNs())
                .bytes(packetBytes);
        kept[sequence++ % KEPT] = bytes;
        downlink.send(PacketKind.VIDEO, Span.of(bytes.clone()), clock.nowNs());
      }
    }

    /** What waits is not sent any more, and its numbers are given again, as slots do. */
    private void takeBack() {
      downlink.discard(PacketKind.RETRANSMISSION, (_, packet) -> of(packet), clock.nowNs());
      sequence -= downlink.discard(PacketKind.VIDEO, (_, packet) -> of(packet), clock.nowNs());
    }

    private boolean of(Span packet) {
      return SimulatedPacket.of(packet.toBytes()).slot() == camera;
    }

    private void again(List<Integer> sequences) {
      for (int wanted : sequences) {
        byte[] bytes = kept[wanted % KEPT];
        if (bytes != null && SimulatedPacket.of(bytes).sequence() == wanted && size >= 0) {
          byte[] copy = bytes.clone();
          copy[0] = SimulatedPacket.AGAIN;
          downlink.send(PacketKind.RETRANSMISSION, Span.of(copy), clock.nowNs());
        }
      }
    }

    private void wantKeyframe() {
      if (size >= 0) {
        stage.wantKeyframe(camera, wantedSize);
      }
    }
  }

  /** Puts what leaves onto the link, with the bytes that SRTP, UDP and IP would add. */
  private final class ToLink implements Downlink.Exit {
    @Override
    public boolean numbers(PacketKind kind) {
      return true;
    }

    @Override
    public void send(Span packet, long transportSequence, long nowNs) {
      byte[] datagram = new byte[packet.length() + Downlink.OVERHEAD_BYTES];
      System.arraycopy(packet.toBytes(), 0, datagram, 0, packet.length());
      if (datagram[0] == SimulatedPacket.SOUND) {
        figures.soundSent();
      }
      leave(datagram, transportSequence);
    }

    @Override
    public void sendHeld(Span packet, long transportSequence, long nowNs) {
      send(packet, transportSequence, nowNs);
    }

    @Override
    public boolean pads() {
      return true;
    }

    @Override
    public void padding(int bytes, long transportSequence, long nowNs) {
      byte[] datagram = new byte[bytes + Downlink.OVERHEAD_BYTES];
      datagram[0] = SimulatedPacket.PADDING;
      leave(datagram, transportSequence);
    }

    private void leave(byte[] datagram, long transportSequence) {
      SimulatedPacket.stamp(datagram, transportSequence);
      sentNs[(int) (transportSequence & 0xFFFF)] = clock.nowNs();
      link.send(datagram);
    }
  }
}
