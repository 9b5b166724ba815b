package io.plenum.rtc.sdp;

import java.util.List;

/**
 * One RTP payload format.
 *
 * @param payloadType 0 to 127
 * @param name as in {@code a=rtpmap}, for example {@code VP8} or {@code opus}; case-insensitive
 * @param clockRate RTP timestamp units per second
 * @param channels 1 if not said
 * @param fmtp the format parameters as offered; empty if none
 * @param rtxPayloadType the payload type of its retransmissions (RFC 4588), or -1
 * @param feedback values of {@code a=rtcp-fb}, for example {@code nack pli}: in a {@link
 *     MediaSection} those offered, in a {@link NegotiatedMedia} those agreed
 */
public record Codec(
    int payloadType,
    String name,
    int clockRate,
    int channels,
    String fmtp,
    int rtxPayloadType,
    List<String> feedback) {}
