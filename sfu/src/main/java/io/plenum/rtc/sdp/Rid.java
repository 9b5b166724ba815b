package io.plenum.rtc.sdp;

import java.util.List;

/**
 * One {@code a=rid} line (RFC 8851).
 *
 * @param id 1 to 16 of {@code A-Z a-z 0-9 - _}
 * @param send whether the writer of the description sends it
 * @param payloadTypes those it is restricted to; empty: all
 */
public record Rid(String id, boolean send, List<Integer> payloadTypes) {}
