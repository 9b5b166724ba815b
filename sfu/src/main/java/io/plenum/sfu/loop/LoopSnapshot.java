package io.plenum.sfu.loop;

import java.util.Map;

/**
 * Figures of one loop, made by it once a second while it has rooms.
 *
 * @param loop index of the loop, from 0
 * @param atNs when, in the loop's monotonic time
 * @param rooms rooms with somebody in them
 * @param participants transports, connected or on the way
 * @param tcpConnections open, those that are nobody's yet too
 * @param datagramsIn received since the start
 * @param bytesIn payload received since the start
 * @param datagramsOut sent since the start
 * @param bytesOut payload sent since the start
 * @param rejected datagrams dropped, and TCP connections ended ({@code tcp_}), since the start, by
 *     reason
 */
public record LoopSnapshot(
    int loop,
    long atNs,
    int rooms,
    int participants,
    int tcpConnections,
    long datagramsIn,
    long bytesIn,
    long datagramsOut,
    long bytesOut,
    Map<String, Long> rejected) {

  static LoopSnapshot empty(int loop) {
    return new LoopSnapshot(loop, Long.MIN_VALUE / 2, 0, 0, 0, 0, 0, 0, 0, Map.of());
  }
}
