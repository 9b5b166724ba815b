/**
 * Secure RTP and RTCP (RFC 3711, RFC 7714) in place on packet memory. Pure: no clock, thread,
 * socket or random source. One {@link io.plenum.rtc.srtp.SrtpReceiver} and one {@link
 * io.plenum.rtc.srtp.SrtpSender} serve all SSRCs of a peer.
 */
package io.plenum.rtc.srtp;
