/** Tells STUN, DTLS, RTP and RTCP apart on one port (RFC 7983, RFC 5761). */
package io.plenum.rtc.demux;
