package io.plenum.rtc.rtcp;

import java.util.List;

/**
 * A receiver's estimate of the bitrate it can take (draft-alvestrand-rmcat-remb-03, section 2.2).
 *
 * @param senderSsrc who estimates
 * @param bitrateBps bits per second over all of {@code ssrcs}, not negative; written with 18
 *     significant bits, the rest cut off
 * @param ssrcs the streams, at most 255
 */
public record Remb(int senderSsrc, long bitrateBps, List<Integer> ssrcs) implements RtcpPacket {
  public Remb {
    Limits.unsigned("bitrateBps", bitrateBps, 63);
    Limits.atMost("streams", ssrcs.size(), 255);
    ssrcs = List.copyOf(ssrcs);
  }
}
