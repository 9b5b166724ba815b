package io.plenum.rtc.dtls;

/**
 * How long a handshake may take and when it repeats itself.
 *
 * @param handshakeTimeoutMs from the start to the last message
 * @param resendMs until a flight is first sent again; doubled each time (RFC 6347 section 4.2.4.1)
 */
record DtlsTiming(int handshakeTimeoutMs, int resendMs) {
  /**
   * A browser gives up after 15 to 30 s of connecting. RFC 6347 section 4.2.4.1 starts resending at
   * 1 s, but lets applications that know their delays start sooner: 200 ms is above the round trip
   * of almost all calls, and a lost hello should not be heard.
   */
  static final DtlsTiming STANDARD = new DtlsTiming(15_000, 200);
}
