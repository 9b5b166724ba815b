package io.plenum.bench;

import io.plenum.sfu.net.EdgeCounters;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What a server process has done until a moment.
 *
 * @param atNs when, in monotonic time, which all processes of a Linux machine share
 * @param datagramsIn received since its start
 * @param datagramsOut sent since its start
 * @param sends messages that the kernel took since its start, of at most as many datagrams as
 *     {@link EdgeCounters#SEND_SIZES} says
 * @param cpuNs user and system time since its start; the kernel counts in steps of 10 ms
 * @param rssBytes memory resident now
 */
public record ServerSample(
    long atNs, long datagramsIn, long datagramsOut, List<Long> sends, long cpuNs, long rssBytes) {
  double packetsInPerSecond(ServerSample earlier) {
    return (datagramsIn - earlier.datagramsIn) * 1e9 / (atNs - earlier.atNs);
  }

  double packetsOutPerSecond(ServerSample earlier) {
    return (datagramsOut - earlier.datagramsOut) * 1e9 / (atNs - earlier.atNs);
  }

  /** Datagrams of one message on average, since {@code earlier}. */
  double datagramsPerSend(ServerSample earlier) {
    long messages = sends.getLast() - earlier.sends.getLast();
    return messages == 0 ? 0 : (double) (datagramsOut - earlier.datagramsOut) / messages;
  }

  /** Messages since {@code earlier}, by how many datagrams at most. */
  JsonObject sendSizes(ServerSample earlier) {
    JsonObject sizes = new JsonObject();
    for (int i = 0; i < sends.size(); i++) {
      sizes.put("upTo" + EdgeCounters.SEND_SIZES.get(i), sends.get(i) - earlier.sends.get(i));
    }
    return sizes;
  }

  /** CPU time of the whole process for each datagram sent since {@code earlier}. */
  double cpuNsPerPacket(ServerSample earlier) {
    return (double) (cpuNs - earlier.cpuNs) / (datagramsOut - earlier.datagramsOut);
  }
}
