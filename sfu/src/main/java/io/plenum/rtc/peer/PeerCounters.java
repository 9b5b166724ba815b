package io.plenum.rtc.peer;

import io.plenum.rtc.count.Tally;

/** What went in and out of one peer, for metrics. Confined to the peer's loop. */
public final class PeerCounters {
  private final Tally<PeerReject> rejected = new Tally<>(PeerReject.class);
  private long datagramsIn;
  private long bytesIn;
  private long datagramsOut;
  private long bytesOut;

  PeerCounters() {}

  void in(int bytes) {
    datagramsIn++;
    bytesIn += bytes;
  }

  void out(int bytes) {
    datagramsOut++;
    bytesOut += bytes;
  }

  void reject(PeerReject reason) {
    rejected.add(reason);
  }

  /** Datagrams received, the rejected ones too. */
  public long datagramsIn() {
    return datagramsIn;
  }

  /** Their bytes, without UDP and IP headers. */
  public long bytesIn() {
    return bytesIn;
  }

  /** Datagrams handed to the outbox. */
  public long datagramsOut() {
    return datagramsOut;
  }

  /** Their bytes, without UDP and IP headers. */
  public long bytesOut() {
    return bytesOut;
  }

  /** Datagrams dropped for {@code reason}. */
  public long rejected(PeerReject reason) {
    return rejected.count(reason);
  }
}
