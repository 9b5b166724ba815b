package io.plenum.bench;

/**
 * What a server process has done until a moment.
 *
 * @param atNs when, in monotonic time, which all processes of a Linux machine share
 * @param datagramsIn received since its start
 * @param datagramsOut sent since its start
 * @param cpuNs user and system time since its start; the kernel counts in steps of 10 ms
 * @param rssBytes memory resident now
 */
record ServerSample(long atNs, long datagramsIn, long datagramsOut, long cpuNs, long rssBytes) {
  double packetsInPerSecond(ServerSample earlier) {
    return (datagramsIn - earlier.datagramsIn) * 1e9 / (atNs - earlier.atNs);
  }

  double packetsOutPerSecond(ServerSample earlier) {
    return (datagramsOut - earlier.datagramsOut) * 1e9 / (atNs - earlier.atNs);
  }

  /** CPU time of the whole process for each datagram sent since {@code earlier}. */
  double cpuNsPerPacket(ServerSample earlier) {
    return (double) (cpuNs - earlier.cpuNs) / (datagramsOut - earlier.datagramsOut);
  }
}
