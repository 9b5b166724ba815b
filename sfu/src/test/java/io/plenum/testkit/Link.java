package io.plenum.testkit;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A one-way link of a simulated network: delays, loses, reorders and repeats by its conditions. */
public final class Link {
  private static final long SECOND_NS = 1_000_000_000L;

  private final VirtualClock clock;
  private final RandomGenerator random;
  private final Consumer<byte[]> receiver;
  private LinkConditions conditions;
  private boolean bursting;
  private long lastArrivalNs;
  private long busyUntilNs;
  private long lastQueuedNs;
  private Consumer<Integer> observer = _ -> {};
  private int overheadBytes;
  private long sent;
  private long lost;

  /** A link that hands what arrives to {@code receiver}. */
  public Link(
      VirtualClock clock,
      RandomGenerator random,
      LinkConditions conditions,
      Consumer<byte[]> receiver) {
    this.clock = clock;
    this.random = random;
    this.conditions = conditions;
    this.receiver = receiver;
  }

  /** Counts so many bytes more for each datagram; returns this link. */
  public Link overhead(int bytes) {
    overheadBytes = bytes;
    return this;
  }

  /** Tells {@code next} of each datagram that is not lost, by its size, when it was sent. */
  public void observe(Consumer<Integer> next) {
    observer = next;
  }

  /** How long what was just sent waits for what was sent before. */
  public long queuedNs() {
    return lastQueuedNs;
  }

  /** Changes the conditions for what is sent from now on; what is queued takes the new rate. */
  public void conditions(LinkConditions next) {
    long waitsNs = busyUntilNs - clock.nowNs();
    if (waitsNs > 0 && conditions.rateBps() > 0 && next.rateBps() > 0) {
      busyUntilNs =
          clock.nowNs() + (long) ((double) waitsNs * conditions.rateBps() / next.rateBps());
    }
    conditions = next;
  }

  /** Sends a datagram. */
  public void send(byte[] datagram) {
    sent++;
    if (dropped()) {
      lost++;
      return;
    }
    long leavesNs = transmit(datagram.length + overheadBytes);
    if (leavesNs < 0) {
      lost++;
      return;
    }
    observer.accept(datagram.length + overheadBytes);
    deliver(datagram, leavesNs);
    if (random.nextDouble() < conditions.duplicateShare()) {
      deliver(datagram.clone(), leavesNs);
    }
  }

  /** Datagrams sent. */
  public long sent() {
    return sent;
  }

  /** Datagrams lost, by bad luck or a full queue. */
  public long lost() {
    return lost;
  }

  /** Gilbert–Elliott: in the bad state everything is lost, in the good one nothing. */
  private boolean dropped() {
    double leave = 1 / conditions.burstPackets();
    double enter = leave * conditions.lossShare() / (1 - conditions.lossShare());
    bursting = bursting ? random.nextDouble() >= leave : random.nextDouble() < enter;
    return bursting;
  }

  /** When the last bit is on the way, or -1 if the queue is full. */
  private long transmit(int bytes) {
    if (conditions.rateBps() == 0) {
      return clock.nowNs();
    }
    long startNs = Math.max(clock.nowNs(), busyUntilNs);
    lastQueuedNs = startNs - clock.nowNs();
    long queuedBytes = (startNs - clock.nowNs()) * conditions.rateBps() / (8 * SECOND_NS);
    if (queuedBytes + bytes > conditions.queueBytes()) {
      return -1;
    }
    busyUntilNs = startNs + bytes * 8L * SECOND_NS / conditions.rateBps();
    return busyUntilNs;
  }

  private void deliver(byte[] datagram, long leavesNs) {
    long jitterNs = conditions.jitterNs() == 0 ? 0 : random.nextLong(conditions.jitterNs());
    long arrivalNs = leavesNs + conditions.latencyNs() + jitterNs;
    if (random.nextDouble() < conditions.reorderShare()) {
      arrivalNs += conditions.reorderNs();
    } else {
      arrivalNs = Math.max(arrivalNs, lastArrivalNs);
      lastArrivalNs = arrivalNs;
    }
    clock.at(arrivalNs, () -> receiver.accept(datagram));
  }
}
