package io.plenum.rtc.rtcp;

import java.util.List;

/** What became of a datagram that should be RTCP. */
public sealed interface RtcpParse {
  /**
   * All its packets in order.
   *
   * @param packets at least one
   */
  record Parsed(List<RtcpPacket> packets) implements RtcpParse {
    public Parsed {
      packets = List.copyOf(packets);
    }
  }

  /**
   * Not RTCP; none of it counts.
   *
   * @param reason one of a fixed set of texts, fit for a counter
   */
  record Rejected(String reason) implements RtcpParse {}
}
