package io.plenum.rtc.rtcp;

/**
 * A keyframe asked for because a picture was lost (RFC 4585, section 6.3.1).
 *
 * @param senderSsrc who asks
 * @param mediaSsrc the stream
 */
public record Pli(int senderSsrc, int mediaSsrc) implements RtcpPacket {}
