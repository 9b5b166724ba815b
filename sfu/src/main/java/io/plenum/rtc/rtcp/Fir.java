package io.plenum.rtc.rtcp;

import java.util.List;

/**
 * A keyframe asked for because a receiver joins (RFC 5104, section 4.3.1).
 *
 * @param senderSsrc who asks
 * @param requests one per stream
 */
public record Fir(int senderSsrc, List<Request> requests) implements RtcpPacket {
  public Fir {
    requests = List.copyOf(requests);
  }

  /**
   * One stream's request.
   *
   * @param ssrc the stream
   * @param sequenceNumber 0 to 255; a repeated request keeps its number
   */
  public record Request(int ssrc, int sequenceNumber) {
    public Request {
      Limits.unsigned("sequenceNumber", sequenceNumber, 8);
    }
  }
}
