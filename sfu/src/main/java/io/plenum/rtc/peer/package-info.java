/**
 * One peer's protocol stack behind one input and one outbox: demultiplexing, ICE, DTLS's place,
 * SRTP, RTP and RTCP parsing. Pure: bytes and {@code nowNs} in; bytes, events and the next deadline
 * out.
 */
package io.plenum.rtc.peer;
