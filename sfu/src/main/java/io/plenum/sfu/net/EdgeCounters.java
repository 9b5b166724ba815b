package io.plenum.sfu.net;

import io.plenum.rtc.count.Tally;

/** What one edge has done since it was opened. Confined to the polling thread. */
public final class EdgeCounters {
  private final Tally<StreamEnd> streamEnds = new Tally<>(StreamEnd.class);
  private long datagramsIn;
  private long bytesIn;
  private long datagramsOut;
  private long bytesOut;
  private long oversized;
  private long unsent;

  EdgeCounters() {}

  void in(int bytes) {
    datagramsIn++;
    bytesIn += bytes;
  }

  void out(int bytes) {
    datagramsOut++;
    bytesOut += bytes;
  }

  void tooLong() {
    oversized++;
  }

  void notSent() {
    unsent++;
  }

  void streamEnded(StreamEnd why) {
    streamEnds.add(why);
  }

  /** Datagrams, and packets of TCP connections, received. */
  public long datagramsIn() {
    return datagramsIn;
  }

  /** Bytes received, without the headers of UDP, TCP and framing. */
  public long bytesIn() {
    return bytesIn;
  }

  /** Datagrams handed to the kernel, and packets to TCP connections. */
  public long datagramsOut() {
    return datagramsOut;
  }

  /** Bytes handed on, without the headers of UDP, TCP and framing. */
  public long bytesOut() {
    return bytesOut;
  }

  /** Datagrams dropped because they were longer than {@link DatagramEdge#MAX_DATAGRAM_BYTES}. */
  public long oversized() {
    return oversized;
  }

  /**
   * Packets dropped because the kernel took none (full buffer, unreachable or forbidden peer), or
   * because too much waits for a TCP connection.
   */
  public long unsent() {
    return unsent;
  }

  /** TCP connections that we closed for {@code why}. */
  public long streamsEnded(StreamEnd why) {
    return streamEnds.count(why);
  }
}
