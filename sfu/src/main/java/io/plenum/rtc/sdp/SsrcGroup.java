package io.plenum.rtc.sdp;

import java.util.List;

/**
 * One {@code a=ssrc-group} line (RFC 5576, section 4.2).
 *
 * @param semantics for example {@code FID}: a stream and its retransmissions
 * @param ssrcs in order
 */
public record SsrcGroup(String semantics, List<Integer> ssrcs) {}
