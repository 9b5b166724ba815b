package io.plenum.sfu.net;

/**
 * What one edge has done since it was opened. Written by the polling thread only; {@link #copy} it
 * there to show it elsewhere.
 */
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

  /** The figures as they are now. */
  public EdgeCounters copy() {
    EdgeCounters copy = new EdgeCounters();
    copy.datagramsIn = datagramsIn;
    copy.bytesIn = bytesIn;
    copy.datagramsOut = datagramsOut;
    copy.bytesOut = bytesOut;
    copy.oversized = oversized;
    copy.unsent = unsent;
    return copy;
  }
}
