package io.plenum.sfu.pacing;

import io.plenum.rtc.rtcp.TransportFeedback;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.bandwidth.BandwidthEstimator;
import io.plenum.sfu.bandwidth.ProbeCluster;

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

  private final BandwidthEstimator estimator;
  private final Pacer pacer;
  private final Exit exit;
  private final HeldPackets retransmissions = new HeldPackets();
  private final HeldPackets video = new HeldPackets();
  private final Span held = new Span();
  private ProbeCluster probe;
  private long padded;

  /**
   * A way out through {@code exit}.
   *
   * @param transportCc whether transport-wide feedback was agreed on
   */
  public Downlink(boolean transportCc, Exit exit, long nowNs) {
    this.estimator = new BandwidthEstimator(transportCc);
    this.pacer = new Pacer(estimator.estimateBps(), nowNs);
    this.exit = exit;
  }

  /** Sends a packet now, or keeps a copy until its turn. */
  public void send(PacketKind kind, Span packet, long nowNs) {
    int cluster = cluster();
    int bytes = packet.length() + OVERHEAD_BYTES;
    if (pacer.offer(kind, bytes, nowNs)) {
      boolean repeated = kind == PacketKind.RETRANSMISSION;
      exit.send(packet, estimator.sent(bytes, cluster, repeated, nowNs));
      probed(nowNs);
    } else if (!(kind == PacketKind.VIDEO ? video : retransmissions).put(packet)) {
      throw new IllegalStateException("the pacer held more than there is room for");
    }
  }

  /** Sends what is due; probes begin here. */
  public void onDeadline(long nowNs) {
    estimator.onDeadline(nowNs);
    pacer.estimate(estimator.estimateBps(), nowNs);
    release(nowNs);
  }

  private void release(long nowNs) {
    int cluster = cluster();
    for (PacketKind kind = pacer.next(nowNs); kind != null; kind = pacer.next(nowNs)) {
      if (kind == PacketKind.PADDING) {
        pad(cluster, nowNs);
      } else {
        release(kind, cluster, nowNs);
      }
      probed(nowNs);
      cluster = cluster();
    }
  }

  private void pad(int cluster, long nowNs) {
    int bytes = Pacer.PADDING_BYTES;
    padded += bytes;
    exit.padding(bytes - OVERHEAD_BYTES, estimator.sent(bytes, cluster, false, nowNs));
  }

  private void release(PacketKind kind, int cluster, long nowNs) {
    boolean repeated = kind == PacketKind.RETRANSMISSION;
    if ((repeated ? retransmissions : video).take(held)) {
      int bytes = held.length() + OVERHEAD_BYTES;
      exit.sendHeld(held, estimator.sent(bytes, cluster, repeated, nowNs));
    }
  }

  /** When {@link #onDeadline} is to be called; {@link Long#MAX_VALUE} if nothing waits. */
  public long nextDeadlineNs() {
    return Math.min(pacer.nextDeadlineNs(), estimator.nextDeadlineNs());
  }

  /** The receiver reports arrivals. */
  public void feedback(TransportFeedback feedback, long nowNs) {
    estimator.feedback(feedback, nowNs);
    pacer.estimate(estimator.estimateBps(), nowNs);
    beginProbe(nowNs);
  }

  /** The receiver says what it can take. */
  public void remb(long bps, long nowNs) {
    estimator.remb(bps);
    pacer.estimate(estimator.estimateBps(), nowNs);
  }

  /**
   * Says what could be used if the link took it, everything included; 0 if the present is enough.
   * To be called once the receiver can be sent to, and when it changes.
   */
  public void want(long bps, long nowNs) {
    estimator.want(bps);
    beginProbe(nowNs);
  }

  private void beginProbe(long nowNs) {
    boolean possible = exit.pads() && !pacer.probing();
    ProbeCluster next = possible ? estimator.probe(nowNs) : null;
    if (next != null) {
      probe = next;
      pacer.probe(next.bps(), next.bytes(), nowNs);
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
    return padded;
  }

  /** Frees the memory of what waits; that is never sent. */
  @Override
  public void close() {
    retransmissions.close();
    video.close();
  }

  /** Where packets leave to the receiver, in the order of the transport-wide numbers. */
  public interface Exit {
    /**
     * Writes the low 16 bits of {@code transportSequence} into {@code packet}, which is the one
     * just given to {@link Downlink#send}, and sends it.
     */
    void send(Span packet, long transportSequence);

    /** The same for a packet that was held: its memory is not the peer's. */
    void sendHeld(Span packet, long transportSequence);

    /** Whether there is a stream to pad; without one nothing is probed. */
    boolean pads();

    /** Makes and sends a packet of {@code bytes} that carries nothing, without the overhead. */
    void padding(int bytes, long transportSequence);
  }
}
