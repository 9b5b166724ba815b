package io.plenum.rtc.rtcp;

import java.util.List;

/**
 * Packets asked for again (generic NACK, RFC 4585, section 6.2.1).
 *
 * @param senderSsrc who asks
 * @param mediaSsrc the stream
 * @param sequenceNumbers each 0 to 65,535, oldest first so that they pack well
 */
public record Nack(int senderSsrc, int mediaSsrc, List<Integer> sequenceNumbers)
    implements RtcpPacket {
  public Nack {
    sequenceNumbers = List.copyOf(sequenceNumbers);
    for (int sequenceNumber : sequenceNumbers) {
      Limits.unsigned("sequence number", sequenceNumber, 16);
    }
  }
}
