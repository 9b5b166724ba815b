package io.plenum.rtc.ice;

import io.plenum.rtc.stun.StunMessageType;
import io.plenum.rtc.stun.StunView;
import io.plenum.rtc.stun.StunWriter;
import io.plenum.rtc.wire.Span;
import java.util.List;

/**
 * The server's ICE agent for one peer: lite, always controlled, one component (RFC 8445, sections
 * 2.5 and 7.3). It begins no checks; it answers those of the client and takes them for consent to
 * send (RFC 7675). Only where authentic media comes from an address that has passed none, it asks.
 * Confined to the peer's loop.
 *
 * <p>The client may restart (RFC 8445, section 9). From then on both the new credentials and the
 * former are good, and media stays where it is; the first valid check under the new ones moves it,
 * and ends the former. Flows proven before are good for what is on its way until they are silent
 * for {@link #CONSENT_NS}.
 *
 * <p>Only who knows our password gets more than an error, and who sends no valid FINGERPRINT gets
 * nothing. Errors are never larger than twice a request and are limited in number, so that the
 * agent is no use as a reflector.
 */
public final class IceLiteAgent {

  /** RFC 7675, section 5.1: consent expires 30 seconds after the last valid check. */
  public static final long CONSENT_NS = 30_000_000_000L;

  /** Enough for a confused client; a flood of forged requests gets no more answers. */
  static final int MAX_ERRORS_PER_SECOND = 10;

  private static final long SECOND_NS = 1_000_000_000;

  private final StunView request = new StunView();
  private final StunWriter writer = new StunWriter();
  private final RemoteFlows flows = new RemoteFlows();
  private IceGeneration current;
  private IceGeneration former;
  private IceGeneration askedUnder;
  private long consentUntilNs;
  private long checkByNs;
  private long errorsSinceNs;
  private int errors;

  /**
   * An agent that has not been checked yet.
   *
   * @param nowNs the first valid check must come within {@link #CONSENT_NS} from here
   */
  public IceLiteAgent(IceCredentials local, IceCredentials remote, long nowNs) {
    current = new IceGeneration(local, remote);
    consentUntilNs = nowNs + CONSENT_NS;
    checkByNs = consentUntilNs;
    errorsSinceNs = nowNs;
  }

  /**
   * The client restarts: takes other credentials. Those under which nobody was proven yet are
   * dropped at once, so that there are never more than two.
   *
   * @param nowNs a valid check, old or new, must come within {@link #CONSENT_NS} from here
   */
  public void restart(IceCredentials local, IceCredentials remote, long nowNs) {
    if (current.proven()) {
      former = current;
    }
    current = new IceGeneration(local, remote);
    checkByNs = nowNs + CONSENT_NS;
  }

  /** Fragments of ours that checks may name: one, two while the client restarts. */
  public List<String> localUfrags() {
    return former == null
        ? List.of(current.localUfrag())
        : List.of(former.localUfrag(), current.localUfrag());
  }

  /**
   * Handles one STUN datagram.
   *
   * @param reply gets the answer, length 0 if there is none; its capacity is at least {@link
   *     StunWriter#MAX_ANSWER_BYTES}
   */
  public IceOutcome receive(Span stun, Flow from, Span reply, long nowNs) {
    reply.length(0);
    // RFC 8445, section 7.2.2: checks carry FINGERPRINT. Indications are keep-alives: no answer.
    if (!request.wrap(stun) || !request.fingerprintHolds()) {
      return IceOutcome.IGNORED;
    }
    if (!request.bindingRequest()) {
      return answered(from, nowNs);
    }
    IceOutcome refused = authenticate();
    if (refused != null) {
      return refuse(refused, reply, nowNs);
    }
    if (request.unknownCount() > 0) { // RFC 8489, section 6.3.1: after authentication
      begin(reply, StunMessageType.BINDING_ERROR).errorCode(420).unknownAttributes(request);
      writer.integrity(askedUnder.integrity()).fingerprint();
      return IceOutcome.UNKNOWN_ATTRIBUTES;
    }
    if (request.controlled()) { // a lite agent never becomes controlling: the other side must
      begin(reply, StunMessageType.BINDING_ERROR).errorCode(487);
      writer.integrity(askedUnder.integrity()).fingerprint();
      return IceOutcome.ROLE_CONFLICT;
    }
    begin(reply, StunMessageType.BINDING_SUCCESS).xorMappedAddress(from.remote());
    writer.integrity(askedUnder.integrity()).fingerprint();
    return accept(from, nowNs);
  }

  /** RFC 8489, section 9.1.3, in its order; null if the request is authentic. */
  private IceOutcome authenticate() {
    if (!request.hasUsername() || !request.hasIntegrity()) {
      return IceOutcome.UNAUTHENTICATED;
    }
    boolean old = former != null && former.authentic(request);
    askedUnder = old ? former : current;
    return old || current.authentic(request) ? null : IceOutcome.WRONG_CREDENTIALS;
  }

  private IceOutcome refuse(IceOutcome why, Span reply, long nowNs) {
    if (nowNs - errorsSinceNs >= SECOND_NS) {
      errorsSinceNs = nowNs;
      errors = 0;
    }
    if (errors == MAX_ERRORS_PER_SECOND) {
      return IceOutcome.ERRORS_EXHAUSTED;
    }
    errors++;
    // Without MESSAGE-INTEGRITY, as there is no shared key (RFC 8489, section 9.1.3).
    begin(reply, StunMessageType.BINDING_ERROR)
        .errorCode(why == IceOutcome.UNAUTHENTICATED ? 400 : 401)
        .fingerprint();
    return why;
  }

  private StunWriter begin(Span reply, int type) {
    return writer.begin(reply, type, request.transactionId());
  }

  private IceOutcome accept(Flow from, long nowNs) {
    consentUntilNs = nowNs + CONSENT_NS;
    askedUnder.prove();
    boolean restarted = former != null && askedUnder == current;
    if (restarted) {
      former = null;
      flows.restarted();
    }
    boolean moved = flows.checked(from, request.priority(), request.useCandidate(), nowNs);
    flows.forgetBefore(nowNs - CONSENT_NS);
    if (restarted) {
      return IceOutcome.RESTARTED;
    }
    return moved ? IceOutcome.SELECTED : IceOutcome.CHECKED;
  }

  /** Those that media goes by. */
  private IceGeneration inForce() {
    return former == null ? current : former;
  }

  /** The other side has answered from where its media came: it has moved there. */
  private IceOutcome answered(Flow from, long nowNs) {
    if (request.type() != StunMessageType.BINDING_SUCCESS
        || !inForce().probe().answers(request, from)) {
      return IceOutcome.IGNORED;
    }
    consentUntilNs = nowNs + CONSENT_NS; // RFC 7675, section 5.1: an answer is consent
    flows.moved(from, nowNs);
    return IceOutcome.SELECTED;
  }

  /**
   * An authentic packet came on a flow that has passed no check: writes a question whether the
   * other side is there. A right answer proves the flow, and selects it.
   *
   * @param question to be written into
   * @return whether it is to be sent there; not if one was lately, or often enough
   */
  public boolean probe(Flow flow, Span question, long nowNs) {
    return !flow.tcp() && inForce().probe().ask(flow, question, nowNs);
  }

  /**
   * Where to send: the flow nominated last, before any nomination the first that passed a check.
   *
   * @return null before the first valid check and after consent has expired
   */
  public Flow selected() {
    return flows.selected();
  }

  /**
   * Whether {@code from} has passed a check within {@link #CONSENT_NS} before the latest one: only
   * from such flows are DTLS and SRTP taken.
   */
  public boolean verified(Flow from) {
    return flows.contains(from);
  }

  /** A TCP connection is closed: what it proved holds no more. */
  public void closed(Flow flow) {
    flows.forget(flow);
  }

  /**
   * The client has shown in another way that it is there, at an address that is {@link #verified}:
   * consent is good for {@link #CONSENT_NS} from {@code nowNs} on.
   */
  public void heard(long nowNs) {
    consentUntilNs = Math.max(consentUntilNs, nowNs + CONSENT_NS);
  }

  /** When to ask {@link #expired} again. */
  public long nextDeadlineNs() {
    return flows.selected() == null ? Math.max(consentUntilNs, checkByNs) : consentUntilNs;
  }

  /**
   * Whether consent has run out, and no restart is under way that may still renew it. Without
   * consent nothing is sent (RFC 7675, section 5.1), restart or not.
   */
  public boolean expired(long nowNs) {
    if (nowNs - consentUntilNs < 0) {
      return false;
    }
    flows.forgetBefore(nowNs - CONSENT_NS + 1);
    return nowNs - checkByNs >= 0;
  }
}
