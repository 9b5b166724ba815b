package io.plenum.testkit;

import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.stun.StunIntegrity;
import io.plenum.rtc.stun.StunMessageType;
import io.plenum.rtc.stun.StunWriter;
import io.plenum.rtc.wire.Span;

/** What a controlling client asks an ICE-lite server (RFC 8445, section 7.1.1). */
public final class ConnectivityCheck {
  private static final int ROOM_BYTES = 256;

  private ConnectivityCheck() {}

  /** A sound check. */
  public static Span of(IceCredentials server, IceCredentials client, byte[] transaction) {
    return of(server.ufrag(), client.ufrag(), server.password(), transaction, false);
  }

  /**
   * Any check.
   *
   * @param transaction 12 bytes
   * @param nominates whether it chooses this pair
   */
  public static Span of(
      String serverUfrag,
      String clientUfrag,
      String password,
      byte[] transaction,
      boolean nominates) {
    Span span = Span.of(new byte[ROOM_BYTES]);
    StunWriter writer =
        new StunWriter()
            .begin(span, StunMessageType.BINDING_REQUEST, transaction)
            .username(serverUfrag + ':' + clientUfrag)
            .priority(1)
            .role(true, 1);
    if (nominates) {
      writer.useCandidate();
    }
    writer.integrity(StunIntegrity.shortTerm(password)).fingerprint();
    return span;
  }
}
