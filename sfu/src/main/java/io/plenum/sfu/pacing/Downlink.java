package io.plenum.sfu.pacing;

import io.plenum.rtc.count.Tally;
import io.plenum.rtc.rtcp.TransportFeedback;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.bandwidth.BandwidthEstimator;
import io.plenum.sfu.bandwidth.Feedback;
import io.plenum.sfu.bandwidth.ProbeCluster;
import io.plenum.sfu.state.State;
import io.plenum.sfu.state.StateReader;
import io.plenum.sfu.trace.Trail;
import java.util.BitSet;

/**
 * One receiver's way out: every RTP packet to it passes here, is paced, numbered for transport-wide
 * feedback, and counted by the estimator; probes are added (docs/bandwidth.md).
 *
 * <p>Pure: time in, packets and the next deadline out. Nothing is allocated per packet. Confined to
 * the room's loop.
 */
public final class Downlink implements AutoCloseable {
  /** What SRTP (a tag of 16 bytes), UDP and IPv4 add to a packet on the wire. */
  public static final int OVERHEAD_BYTES = 44;

  /** In place of a transport-wide number: the packet has none. */
  public static final long UNNUMBERED = -1;

  private final Runnable waiting;
  private final Trail trail;
  private BandwidthEstimator estimator;
  private final Pacer pacer;
  private final Exit exit;
  private final WaitingPackets held = new WaitingPackets();
  private ProbeCluster probe;
  private final Tally<PacketKind> packets = new Tally<>(PacketKind.class);
  private final Tally<PacketKind> bytes = new Tally<>(PacketKind.class);

  /**
   * A way out through {@code exit}.
   *
   * @param feedback by which the link becomes known
   * @param waiting is run when a packet, or a probe, begins to wait for its turn: from then on
   *     {@link #nextReleaseNs} is to be heeded
   * @param trail where every call and what comes of it is noted, so that it can be replayed
   */
  public Downlink(Feedback feedback, Exit exit, Runnable waiting, Trail trail, long nowNs) {
    this.trail = trail;
    this.estimator = new BandwidthEstimator(feedback);
    this.pacer = new Pacer(estimator.estimateBps(), nowNs);
    this.exit = exit;
    this.waiting = waiting;
  }

  /** Sends a packet now, or keeps a copy until its turn. */
  public void send(PacketKind kind, Span packet, long nowNs) {
    int cluster = cluster();
    int size = packet.length() + OVERHEAD_BYTES;
    boolean idle = pacer.idle();
    boolean atOnce = pacer.offer(kind, size, nowNs);
    trail.sent(kind, atOnce, size, nowNs);
    if (atOnce) {
      exit.send(packet, number(kind, size, cluster, nowNs), nowNs);
      probed(nowNs);
      return;
    }
    held.put(kind, packet);
    if (idle) {
      waiting.run();
    }
  }

  private long number(PacketKind kind, int size, int cluster, long nowNs) {
    packets.add(kind);
    bytes.add(kind, size);
    if (exit.numbers(kind)) {
      return estimator.sent(size, cluster, kind == PacketKind.RETRANSMISSION, nowNs);
    }
    estimator.unnumbered(size, nowNs);
    return UNNUMBERED;
  }

  /** Lets time pass: feedback may be missing. */
  public void onDeadline(long nowNs) {
    trail.deadline(nowNs);
    estimator.onDeadline(nowNs);
    pacer.estimate(estimator.estimateBps(), nowNs);
  }

  /** When {@link #onDeadline} is to be called; some milliseconds later do no harm. */
  public long nextDeadlineNs() {
    return estimator.nextDeadlineNs();
  }

  /** When {@link #release} has something to send; {@link Long#MAX_VALUE} if nothing waits. */
  public long nextReleaseNs() {
    return pacer.nextDeadlineNs();
  }

  /** Sends what waits and is due. */
  public void release(long nowNs) {
    int cluster = cluster();
    int videos = 0;
    int paddings = 0;
    int all = 0;
    for (PacketKind kind = pacer.next(nowNs); kind != null; kind = pacer.next(nowNs)) {
      if (kind == PacketKind.PADDING) {
        pad(cluster, nowNs);
        paddings++;
      } else {
        release(kind, cluster, nowNs);
        videos += kind == PacketKind.VIDEO ? 1 : 0;
      }
      all++;
      probed(nowNs);
      cluster = cluster();
    }
    trail.released(videos, all - videos - paddings, paddings, nowNs);
  }

  /**
   * Throws away packets of {@code kind} that wait, because nobody needs them any more: they never
   * leave, have no transport-wide number and are not counted.
   *
   * @param unwanted says which; it is asked about each that waits, first in first
   * @return how many
   */
  public int discard(PacketKind kind, Unwanted unwanted, long nowNs) {
    int waited = pacer.queue(kind).count();
    if (waited == 0) {
      return 0;
    }
    BitSet places = held.discard(kind, unwanted);
    if (places.isEmpty()) {
      return 0;
    }
    pacer.discard(kind, places, nowNs);
    trail.discarded(kind, waited, places, nowNs);
    return places.cardinality();
  }

  private void pad(int cluster, long nowNs) {
    int size = Pacer.PADDING_BYTES;
    exit.padding(size - OVERHEAD_BYTES, number(PacketKind.PADDING, size, cluster, nowNs), nowNs);
  }

  private void release(PacketKind kind, int cluster, long nowNs) {
    Span packet = held.take(kind);
    if (packet != null) {
      int size = packet.length() + OVERHEAD_BYTES;
      exit.sendHeld(packet, number(kind, size, cluster, nowNs), nowNs);
    }
  }

  /**
   * Packets take another path from now on.
   *
   * @param elsewhere whether it leads to another network. If not, what is known still holds; unless
   *     the old path had fallen silent, as then it is known of a path that is gone
   */
  public void pathChanged(boolean elsewhere, long nowNs) {
    trail.pathChanged(elsewhere, nowNs);
    if (elsewhere || estimator.silent()) {
      estimator = estimator.onAnotherPath();
      pacer.estimate(estimator.estimateBps(), nowNs);
      beginProbe(nowNs);
    }
  }

  /** The receiver reports arrivals. */
  public void feedback(TransportFeedback feedback, long nowNs) {
    trail.reported(feedback, nowNs);
    estimator.feedback(feedback, nowNs);
    trail.estimated(estimator, nowNs);
    pacer.estimate(estimator.estimateBps(), nowNs);
    beginProbe(nowNs);
  }

  /** The receiver says what it can take. */
  public void remb(long bps, long nowNs) {
    trail.remb(bps, nowNs);
    estimator.remb(bps);
    pacer.estimate(estimator.estimateBps(), nowNs);
  }

  /**
   * Says what could be used if the link took it, everything included; 0 if the present is enough.
   * To be called once the receiver can be sent to, and when it changes.
   */
  public void want(long bps, long nowNs) {
    trail.wanted(bps, nowNs);
    estimator.want(bps);
    beginProbe(nowNs);
  }

  private void beginProbe(long nowNs) {
    boolean possible = exit.pads() && !pacer.probing();
    ProbeCluster next = possible ? estimator.probe(nowNs) : null;
    if (next != null) {
      boolean idle = pacer.idle();
      probe = next;
      trail.probe(next, nowNs);
      pacer.probe(next.bps(), next.bytes(), nowNs);
      if (idle) {
        waiting.run();
      }
    }
  }

  private int cluster() {
    return pacer.probing() ? probe.id() : 0;
  }

  private void probed(long nowNs) {
    if (probe != null && !pacer.probing()) {
      probe = null;
      estimator.probeSent(nowNs);
    }
  }

  /**
   * Bits per second for pictures, on the wire: the estimate without the sound, and without what is
   * lost and has to be sent once more.
   *
   * @param soundBps what sound takes at present
   */
  public long pictureBudgetBps(long soundBps) {
    return (long) (estimator.estimateBps() * (1 - estimator.lossShare())) - soundBps;
  }

  /** Bytes of sound sent so far, on the wire. */
  public long soundBytes() {
    return bytes(PacketKind.AUDIO);
  }

  /** Packets of {@code kind} that left. */
  public long packets(PacketKind kind) {
    return packets.count(kind);
  }

  /** Their bytes on the wire. */
  public long bytes(PacketKind kind) {
    return bytes.count(kind);
  }

  /** Whether more can be found out than what pictures show: else they have to try. */
  public boolean probes() {
    return exit.pads();
  }

  /** What is known about the link. */
  public BandwidthEstimator estimator() {
    return estimator;
  }

  /** Bytes that wait here. */
  public long heldBytes() {
    return pacer.heldBytes();
  }

  /** Bytes of padding sent, on the wire. */
  public long paddedBytes() {
    return bytes(PacketKind.PADDING);
  }

  /**
   * Takes up what {@link #state} put down; before anything else is called. Packets that wait have
   * their sizes, and no content.
   */
  public void restore(StateReader reader) {
    state(reader);
    held.restore(pacer);
  }

  /** Frees the memory of what waits; that is never sent. */
  @Override
  public void close() {
    held.close();
  }

  /** Where packets leave to the receiver, in the order of the transport-wide numbers. */
  public interface Exit {
    /** Whether packets of {@code kind} have transport-wide numbers. */
    boolean numbers(PacketKind kind);

    /**
     * Writes the low 16 bits of {@code transportSequence} into {@code packet}, which is the one
     * just given to {@link Downlink#send}, and sends it; {@link #UNNUMBERED}: it has no number. It
     * leaves at {@code nowNs}.
     */
    void send(Span packet, long transportSequence, long nowNs);

    /** The same for a packet that was held: its memory is not the peer's. */
    void sendHeld(Span packet, long transportSequence, long nowNs);

    /** Whether there is a stream to pad; without one nothing is probed. */
    boolean pads();

    /** Makes and sends a packet of {@code bytes} that carries nothing, without the overhead. */
    void padding(int bytes, long transportSequence, long nowNs);
  }

  /** Puts down what is known here, or takes it up: then {@link #restore} is to be called. */
  public void state(State state) {
    estimator.state(state);
    pacer.state(state);
    probe = ProbeCluster.state(probe, state);
  }
}
