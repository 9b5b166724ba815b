package io.plenum.sfu.loop;

import io.plenum.rtc.demux.DatagramKind;
import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;
import java.util.List;

/**
 * Finds out whose media it may be that comes from an address which nobody proved: a translator has
 * given somebody another port. Only a guess, by the sender's SSRC; the packet's authenticity
 * decides.
 *
 * <p>Bounded: looks {@value #SEARCHES_PER_SECOND} times a second at all connections of the loop. A
 * flood of forged packets can use that up; then people who move are found by their next check.
 * Confined to the loop.
 */
final class Movers {
  /** 25 people who move in the same second, with a few packets each. */
  static final int SEARCHES_PER_SECOND = 100;

  /** SSRCs are drawn at random, but browsers that only receive call themselves 1. */
  static final int MAX_CANDIDATES = 8;

  private static final long SECOND_NS = 1_000_000_000;

  /** RFC 3550, section 5.1 and section 6.4.1. */
  private static final int RTP_SSRC_AT = 8;

  private static final int RTCP_SSRC_AT = 4;

  private final LoopRooms rooms;
  private long sinceNs;
  private int searches;

  Movers(LoopRooms rooms) {
    this.rooms = rooms;
  }

  /** Whose {@code media} it may be; empty: nobody's, or too many were searched for lately. */
  List<Connection> candidates(Span media, DatagramKind kind, long nowNs) {
    boolean rtp = kind == DatagramKind.RTP;
    if ((!rtp && kind != DatagramKind.RTCP) || exhausted(nowNs)) {
      return List.of();
    }
    int ssrc = Wire.s32(media.memory(), media.offset() + (rtp ? RTP_SSRC_AT : RTCP_SSRC_AT));
    return rooms.connections().stream()
        .filter(connection -> connection.peer().sends(ssrc, rtp))
        .limit(MAX_CANDIDATES)
        .toList();
  }

  private boolean exhausted(long nowNs) {
    if (nowNs - sinceNs >= SECOND_NS) {
      sinceNs = nowNs;
      searches = 0;
    }
    return ++searches > SEARCHES_PER_SECOND;
  }
}
