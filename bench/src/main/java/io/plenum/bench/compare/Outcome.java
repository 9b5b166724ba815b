package io.plenum.bench.compare;

import io.plenum.bench.load.LoadFigures;
import io.plenum.sfu.net.EdgeCounters;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * What one trial has shown.
 *
 * @param serverCpuNs user and system time of the server's process in the measured time
 * @param loadCpuNs of the load's
 * @param drops of full sockets in the measured time
 * @param sends messages that the kernel took from the server, of at most as many datagrams as
 *     {@link EdgeCounters#SEND_SIZES} says; empty where each datagram is a message
 * @param emptyRssBytes memory of the server before anybody was there
 * @param rssBytes at the end
 */
record Outcome(
    String system,
    List<RoomPlan> rooms,
    LoadFigures figures,
    long serverCpuNs,
    long loadCpuNs,
    UdpDrops drops,
    List<Long> sends,
    long emptyRssBytes,
    long rssBytes,
    String cipher,
    JsonObject settings) {
  /** A load busier than this share of its core is late by itself. */
  static final double MOST_BUSY = 0.85;

  /** A load later than this is no longer a browser's pacer, ms. */
  static final double MOST_LATE_MS = 10;

  /** A knee is where more than this share is lost. */
  static final double MOST_LOST = 0.001;

  /** Or where the 99th percentile of delay is above this, ms. */
  static final double MOST_DELAY_MS = 10;

  /** Received of what was owed; the rest is what is on its way when counting begins and ends. */
  static final double LEAST_FORWARDED = 0.998;

  static List<Long> difference(List<Long> after, List<Long> before) {
    return IntStream.range(0, after.size()).mapToObj(i -> after.get(i) - before.get(i)).toList();
  }

  int people() {
    return rooms.stream().mapToInt(RoomPlan::people).sum();
  }

  /** Those that clients are to receive. */
  private int streams() {
    return rooms.stream().mapToInt(RoomPlan::streams).sum();
  }

  long packetsPerSecond() {
    return Math.round(figures.packetsPerSecond());
  }

  /** CPU of the whole server for each packet that a client received. */
  long cpuNsPerPacket() {
    return figures.sum().packets() == 0 ? 0 : serverCpuNs / figures.sum().packets();
  }

  double serverCores() {
    return (double) serverCpuNs / figures.elapsedNs();
  }

  double delayMs(double percentile) {
    return ms(figures.delaysNs(), percentile);
  }

  /** Why this says nothing of the server; empty if it does. */
  Optional<String> refusal() {
    double busy = Math.max(figures.busyShare(), (double) loadCpuNs / figures.elapsedNs());
    if (busy > MOST_BUSY) {
      return Optional.of("the load was busy for " + hundredths(busy) + " of its core");
    }
    if (ms(figures.sendLateNs(), 99) > MOST_LATE_MS) {
      return Optional.of("the load sent up to " + ms(figures.sendLateNs(), 99) + " ms late (p99)");
    }
    if (drops.load() > 0 || figures.notSent() > 0) {
      return Optional.of("the load lost " + (drops.load() + figures.notSent()) + " datagrams");
    }
    if (figures.wrong() + figures.undecryptable() > 0) {
      return Optional.of(
          figures.wrong()
              + " packets did not hold what was sent, and "
              + figures.undecryptable()
              + " were not authentic");
    }
    if (streams() > 0 && figures.delaysNs().getTotalCount() == 0) {
      return Optional.of("no packet was decrypted: nothing is known of the delay");
    }
    return Optional.empty();
  }

  /** Why the server did not carry this load; empty if it did. */
  Optional<String> failure() {
    if (figures.sum().streams() != streams()) {
      return Optional.of(figures.sum().streams() + " of " + streams() + " streams were forwarded");
    }
    Optional<String> late = failureUnderChurn();
    return late.isEmpty() && figures.forwardedShare() < LEAST_FORWARDED
        ? Optional.of("forwarded " + figures.forwardedShare() + " of what was sent")
        : late;
  }

  /**
   * The same where people come and go: what was sent to somebody on the way in or out is owed to
   * nobody, so only what is missing within a stream, and what is late, counts.
   */
  Optional<String> failureUnderChurn() {
    if (figures.lossRate() >= MOST_LOST) {
      return Optional.of("loss " + figures.lossRate());
    }
    return delayMs(99) >= MOST_DELAY_MS
        ? Optional.of("delay p99 " + delayMs(99) + " ms")
        : Optional.empty();
  }

  /** The result's row (bench/README.md). */
  JsonObject row() {
    return row(failure());
  }

  /** The same with this {@code failure}. */
  JsonObject row(Optional<String> failure) {
    JsonObject row =
        new JsonObject()
            .put("system", system)
            .put("rooms", rooms.size())
            .put("participants", people())
            .put("packetsOutPerSecond", packetsPerSecond())
            .put("cpuNsPerPacket", cpuNsPerPacket())
            .put("delayMsP50", delayMs(50))
            .put("delayMsP99", delayMs(99))
            .put("delayMsP999", delayMs(99.9))
            .put("lossRate", figures.lossRate())
            .put("rssMb", Math.round(rssBytes / 1e6))
            .put("forwardedShare", Math.round(figures.forwardedShare() * 1e4) / 1e4)
            .put("serverCores", hundredths(serverCores()))
            .put("kbPerParticipant", Math.round((rssBytes - emptyRssBytes) / 1e3 / people()))
            .put("srtp", cipher)
            .put("settings", settings);
    if (!sends.isEmpty()) {
      row.put("sends", sendSizes());
    }
    failure.ifPresent(why -> row.put("failure", why));
    refusal().ifPresent(why -> row.put("refused", why));
    return row.put("load", load());
  }

  /** Messages by their number of datagrams, and how many there were on average. */
  private JsonObject sendSizes() {
    JsonObject sizes = new JsonObject();
    for (int i = 0; i < sends.size(); i++) {
      sizes.put("upTo" + EdgeCounters.SEND_SIZES.get(i), sends.get(i));
    }
    long messages = sends.getLast();
    double each = messages == 0 ? 0 : (double) figures.sum().packets() / messages;
    return sizes.put("packetsEach", hundredths(each));
  }

  private JsonObject load() {
    return new JsonObject()
        .put("seconds", Math.round(figures.elapsedNs() / 1e7) / 1e2)
        .put("packetsInPerSecond", Math.round(figures.sentPerSecond()))
        .put("coresBusy", hundredths((double) loadCpuNs / figures.elapsedNs()))
        .put("threadBusyShare", hundredths(figures.busyShare()))
        .put("sendLateMsP50", ms(figures.sendLateNs(), 50))
        .put("sendLateMsP99", ms(figures.sendLateNs(), 99))
        .put("readLateMsP99", ms(figures.readLateNs(), 99))
        .put("packetsCompared", figures.delaysNs().getTotalCount())
        .put("packetsWrong", figures.wrong())
        .put("packetsUndecryptable", figures.undecryptable())
        .put("packetsSentAgainByServer", figures.retransmitted())
        .put("droppedHere", figures.dropped())
        .put("repairedHere", figures.repaired())
        .put("socketDropsHere", drops.load())
        .put("socketDropsElsewhere", drops.others());
  }

  private static double ms(Histogram ns, double percentile) {
    return Math.round(ns.getValueAtPercentile(percentile) / 1e3) / 1e3;
  }

  private static double hundredths(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
