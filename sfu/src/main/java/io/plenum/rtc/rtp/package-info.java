/**
 * RTP packets in place (RFC 3550): reading, writing, header extensions (RFC 8285) and
 * retransmission (RFC 4588).
 */
package io.plenum.rtc.rtp;
