/**
 * DTLS-SRTP handshakes (RFC 5764) by BouncyCastle: the one place in {@code io.plenum.rtc} that
 * blocks, on a virtual thread each. Datagrams come in through a bounded queue and leave through
 * {@link io.plenum.rtc.dtls.DtlsListener}.
 */
package io.plenum.rtc.dtls;
