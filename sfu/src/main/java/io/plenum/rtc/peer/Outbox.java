package io.plenum.rtc.peer;

import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.wire.Span;

/**
 * Where datagrams leave: lends the memory that a packet is written into, and sends it. Confined to
 * the loop that owns it.
 */
public interface Outbox {
  /**
   * Lends memory for one datagram. It is given back by {@link #send}, or, if nothing is to be sent,
   * by the next call of this method.
   *
   * @param capacityBytes at most 2,048
   * @return a span of length 0 and at least this capacity
   */
  Span reserve(int capacityBytes);

  /** Sends what {@link #reserve} lent last. A datagram that cannot be sent is dropped. */
  void send(Span datagram, Flow to);
}
