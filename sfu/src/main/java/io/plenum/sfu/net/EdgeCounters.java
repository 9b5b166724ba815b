package io.plenum.sfu.net;

import io.plenum.rtc.count.Tally;
import java.util.ArrayList;
import java.util.List;

/** What one edge has done since it was opened. Confined to the polling thread. */
public final class EdgeCounters {
  /** Bounds of {@link #sends}, as a histogram has them; the last is the most that there can be. */
  public static final List<Integer> SEND_SIZES =
      List.of(1, 2, 4, 8, 16, 32, SendBatch.MAX_SEGMENTS);

  private final Tally<StreamEnd> streamEnds = new Tally<>(StreamEnd.class);
  private long datagramsIn;
  private long bytesIn;
  private long datagramsOut;
  private long bytesOut;
  private long oversized;
  private final Tally<SendFailure> unsent = new Tally<>(SendFailure.class);
  private final long[] sends = new long[SEND_SIZES.size()];
  private long offloadsRefused;

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

  void notSent(SendFailure why) {
    unsent.add(why);
  }

  /** The kernel took one message of {@code datagrams}. */
  void send(int datagrams) {
    int size = 0;
    while (SEND_SIZES.get(size) < datagrams) {
      size++;
    }
    sends[size]++;
  }

  void offloadRefused() {
    offloadsRefused++;
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

  /** Packets dropped on their way out for {@code why}. */
  public long unsent(SendFailure why) {
    return unsent.count(why);
  }

  /** Packets dropped on their way out. */
  public long unsent() {
    long sum = 0;
    for (SendFailure why : SendFailure.values()) {
      sum += unsent.count(why);
    }
    return sum;
  }

  /**
   * Messages of datagrams that the kernel took, for each of {@link #SEND_SIZES} those of at most so
   * many datagrams.
   */
  public List<Long> sends() {
    List<Long> cumulative = new ArrayList<>();
    long sum = 0;
    for (long some : sends) {
      sum += some;
      cumulative.add(sum);
    }
    return List.copyOf(cumulative);
  }

  /** Messages of several datagrams that were refused; each was sent one by one instead. */
  public long offloadsRefused() {
    return offloadsRefused;
  }

  /** TCP connections that we closed for {@code why}. */
  public long streamsEnded(StreamEnd why) {
    return streamEnds.count(why);
  }
}
