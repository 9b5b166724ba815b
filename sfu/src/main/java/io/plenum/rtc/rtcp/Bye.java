package io.plenum.rtc.rtcp;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Sources that have ended (RFC 3550, section 6.6).
 *
 * @param ssrcs at most 31
 * @param reason at most 255 bytes of UTF-8; empty: none
 */
public record Bye(List<Integer> ssrcs, String reason) implements RtcpPacket {
  public Bye {
    Limits.atMost("sources", ssrcs.size(), Limits.MAX_COUNT);
    Limits.atMost("bytes of reason", reason.getBytes(StandardCharsets.UTF_8).length, 255);
    ssrcs = List.copyOf(ssrcs);
  }
}
