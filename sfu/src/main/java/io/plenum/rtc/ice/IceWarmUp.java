package io.plenum.rtc.ice;

import io.plenum.rtc.stun.StunIntegrity;
import io.plenum.rtc.stun.StunMessageType;
import io.plenum.rtc.stun.StunWriter;
import io.plenum.rtc.wire.Span;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * One check played through at start, so that the first participant does not pay for class loading.
 */
public final class IceWarmUp {
  private static final int CAPACITY_BYTES = 256;
  private static final int TRANSACTION_ID_BYTES = 12;

  private IceWarmUp() {}

  /**
   * Lets a throw-away agent answer a valid check; takes some tens of milliseconds the first time.
   *
   * @return what came of it, {@link IceOutcome#SELECTED} on a healthy platform
   */
  public static IceOutcome run() {
    IceCredentials nobody = new IceCredentials("warm", "warm-up-of-the-ice-agent");
    Span request = span();
    new StunWriter()
        .begin(request, StunMessageType.BINDING_REQUEST, new byte[TRANSACTION_ID_BYTES])
        .username("warm:warm")
        .integrity(StunIntegrity.shortTerm(nobody.password()))
        .fingerprint();
    IceLiteAgent agent = new IceLiteAgent(nobody, nobody, 0);
    return agent.receive(
        request, Flow.udp(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9)), span(), 0);
  }

  private static Span span() {
    return new Span().set(MemorySegment.ofArray(new byte[CAPACITY_BYTES]), 0, 0, CAPACITY_BYTES);
  }
}
