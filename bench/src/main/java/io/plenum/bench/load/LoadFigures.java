package io.plenum.bench.load;

import org.HdrHistogram.Histogram;

/**
 * What a load has done and met in a time.
 *
 * @param elapsedNs the time
 * @param sent packets of media, first transmissions
 * @param owed packets that were to be received: each sent, times those who were to get it
 * @param delaysNs from just before a packet was encrypted and sent, each by itself, until the
 *     kernel put it into its receiver's socket; of the decrypted share
 * @param sum what was received
 * @param wrong packets that were decrypted and are not what was sent
 * @param undecryptable packets that failed authentication, or were no RTP
 * @param retransmitted packets that the server sent again
 * @param dropped thrown away by a client, to be lost
 * @param repaired of those, sent again
 * @param notSent datagrams that the kernel did not take
 * @param sendLateNs how late the load sent
 * @param readLateNs how long packets waited for the load
 * @param busyShare share of the time in which the load's thread did not wait
 */
public record LoadFigures(
    long elapsedNs,
    long sent,
    long owed,
    Histogram delaysNs,
    Received sum,
    long wrong,
    long undecryptable,
    long retransmitted,
    long dropped,
    long repaired,
    long notSent,
    Histogram sendLateNs,
    Histogram readLateNs,
    double busyShare) {
  /**
   * What was received.
   *
   * @param streams that brought something
   * @param packets of media, retransmissions not counted
   * @param lost numbers that are missing
   */
  public record Received(int streams, long packets, long lost) {}

  /** Adds up {@link Received}. */
  static final class Sum {
    int streams;
    long received;
    long lost;

    Received received() {
      return new Received(streams, received, lost);
    }
  }

  /** Packets received in a second. */
  public double packetsPerSecond() {
    return sum.packets() * 1e9 / elapsedNs;
  }

  /** Packets sent in a second. */
  public double sentPerSecond() {
    return sent * 1e9 / elapsedNs;
  }

  /** Missing numbers, 0 to 1. What was dropped here was not lost by the server. */
  public double lossRate() {
    long lost = Math.max(0, sum.lost() - dropped);
    return sum.packets() + lost == 0 ? 0 : (double) lost / (sum.packets() + lost);
  }

  /**
   * Received of what was owed. A server that leaves packets out and counts on without them loses
   * none by number, but here.
   */
  public double forwardedShare() {
    return owed == 0 ? 1 : (double) (sum.packets() + dropped) / owed;
  }
}
