package io.plenum.sfu.net;

/** What one edge has done since it was opened. Confined to the polling thread. */
public final class EdgeCounters {
  long datagramsIn;
  long bytesIn;
  long datagramsOut;
  long bytesOut;
  long oversized;
  long unsent;

  EdgeCounters() {}

  /** Datagrams received. */
  public long datagramsIn() {
    return datagramsIn;
  }

  /** Bytes received, UDP payload only. */
  public long bytesIn() {
    return bytesIn;
  }

  /** Datagrams handed to the kernel. */
  public long datagramsOut() {
    return datagramsOut;
  }

  /** Bytes handed to the kernel, UDP payload only. */
  public long bytesOut() {
    return bytesOut;
  }

  /** Datagrams dropped because they were longer than {@link DatagramEdge#MAX_DATAGRAM_BYTES}. */
  public long oversized() {
    return oversized;
  }

  /** Datagrams dropped because the kernel took none: full buffer, unreachable or forbidden peer. */
  public long unsent() {
    return unsent;
  }
}
