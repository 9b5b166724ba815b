package io.plenum.rtc.ice;

import io.plenum.rtc.stun.StunIntegrity;
import io.plenum.rtc.stun.StunMessageType;
import io.plenum.rtc.stun.StunView;
import io.plenum.rtc.stun.StunWriter;
import io.plenum.rtc.wire.Span;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Asks the other side whether it is where its media suddenly comes from, as a translator may give
 * it another port at any time. Its own next check would say so too, but browsers send one in 2.5 s
 * only; and to send media to an address that has agreed to nothing would make us a weapon against
 * it (RFC 7675, section 5.1). A lite agent need not ask (RFC 8445, section 2.5), but any full one
 * answers.
 *
 * <p>One flow is asked at a time, {@value #MAX_TRIES} times at most, and only after an authentic
 * packet came from there. Confined to its agent.
 */
final class PathProbe {
  /** Enough for 10 % loss each way; then the client's own check has to do. */
  static final int MAX_TRIES = 5;

  /** About a round trip, so that no second request leaves before the first can be answered. */
  static final long PACE_NS = 100_000_000;

  /** What a prflx candidate would have (RFC 8445, section 5.1.2); nobody chooses by it. */
  private static final long PRIORITY = 110L << 24;

  private static final int TRANSACTION_ID_BYTES = 12;

  private final String username;
  private final StunIntegrity key;
  private final StunWriter writer = new StunWriter();
  private Flow asked;
  private byte[] transaction = {};
  private long askedAtNs;
  private long requests;
  private int tries;

  PathProbe(IceCredentials local, IceCredentials remote) {
    username = remote.ufrag() + ':' + local.ufrag();
    key = StunIntegrity.shortTerm(remote.password());
  }

  /**
   * Writes a question to {@code flow}.
   *
   * @return false if none is due: one was asked just now, or this flow often enough
   */
  boolean ask(Flow flow, Span request, long nowNs) {
    boolean again = flow.equals(asked);
    boolean tooSoon = asked != null && nowNs - askedAtNs < PACE_NS;
    if (tooSoon || (again && tries == MAX_TRIES)) {
      return false;
    }
    asked = flow;
    tries = again ? tries + 1 : 1;
    askedAtNs = nowNs;
    // Counted, not drawn: who can forge an answer's integrity needs to guess nothing else.
    transaction = ByteBuffer.allocate(TRANSACTION_ID_BYTES).putLong(++requests).array();
    writer
        .begin(request, StunMessageType.BINDING_REQUEST, transaction)
        .username(username)
        .priority(PRIORITY)
        .role(false, requests)
        .integrity(key)
        .fingerprint();
    return true;
  }

  /** Whether {@code answer} is the other side's to the question asked last, from there. */
  boolean answers(StunView answer, Flow from) {
    boolean right =
        from.equals(asked)
            && Arrays.equals(transaction, answer.transactionId())
            && answer.hasIntegrity()
            && key.holds(answer);
    if (right) {
      asked = null;
    }
    return right;
  }
}
