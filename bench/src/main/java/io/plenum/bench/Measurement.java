package io.plenum.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;

/**
 * What was seen of one room between two samples of its server.
 *
 * @param participants in the room, each sending {@link Load#PACKETS_PER_SECOND}
 * @param before taken right before the receivers began to count
 * @param after taken right before they ended
 * @param received by all of them
 * @param loadCpuNs CPU time that the load itself took
 */
record Measurement(
    int participants, ServerSample before, ServerSample after, Received received, long loadCpuNs) {
  /** Below this share of the packets that it should send, the load is too slow to measure with. */
  private static final double ENOUGH_LOAD = 0.95;

  /**
   * Refuses figures of something else than what was to be measured.
   *
   * @throws IOException if somebody's picture or sound did not reach everybody else, or the load
   *     could not keep its pace
   */
  void check() throws IOException {
    int streams = Load.streams(participants);
    if (received.streams() != streams) {
      throw new IOException(received.streams() + " of " + streams + " streams were forwarded");
    }
    int wanted = participants * Load.PACKETS_PER_SECOND;
    long came = Math.round(after.packetsInPerSecond(before));
    if (came < wanted * ENOUGH_LOAD) {
      throw new IOException(
          "the load is too slow: " + came + " packets/s of " + wanted + " reached the server");
    }
  }

  /** The result's row (bench/README.md). */
  JsonObject row() {
    return new JsonObject()
        .put("system", "plenum")
        .put("rooms", 1)
        .put("participants", participants)
        .put("packetsOutPerSecond", Math.round(after.packetsOutPerSecond(before)))
        .put("cpuNsPerPacket", Math.round(after.cpuNsPerPacket(before)))
        .put("datagramsPerSend", hundredths(after.datagramsPerSend(before)))
        .put("sends", after.sendSizes(before))
        .put("delayMsP50", received.delayMs(50))
        .put("delayMsP99", received.delayMs(99))
        .put("delayMsP999", received.delayMs(99.9))
        .put("lossRate", received.lossRate())
        .put("rssMb", Math.round(after.rssBytes() / 1e6));
  }

  /** How the load fared: what tells whether the delay is the server's or the load's own. */
  JsonObject load() {
    double elapsedNs = after.atNs() - before.atNs();
    return new JsonObject()
        .put("measuredSeconds", Math.round(elapsedNs / 1e7) / 1e2)
        .put("packetsInPerSecond", Math.round(after.packetsInPerSecond(before)))
        .put("packetsChecked", received.packets())
        .put("coresBusyWithServer", hundredths((after.cpuNs() - before.cpuNs()) / elapsedNs))
        .put("coresBusyWithLoad", hundredths(loadCpuNs / elapsedNs));
  }

  private static double hundredths(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
