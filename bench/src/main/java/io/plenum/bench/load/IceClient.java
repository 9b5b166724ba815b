package io.plenum.bench.load;

import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.stun.StunIntegrity;
import io.plenum.rtc.stun.StunMessageType;
import io.plenum.rtc.stun.StunView;
import io.plenum.rtc.stun.StunWriter;
import io.plenum.rtc.wire.Span;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A client's ICE agent for one pair (RFC 8445): checks at a browser's pace, each one nominating if
 * it controls, and an answer to every check of the server's. Confined to the load's thread.
 */
final class IceClient {
  /** Until the first answer. */
  static final long FIRST_NS = 50_000_000;

  /** Afterwards: consent (RFC 7675) as browsers renew it. */
  static final long CONSENT_NS = 2_500_000_000L;

  private static final long HOST_PRIORITY = 1_862_270_975;
  private static final int ROOM_BYTES = 256;

  private final IceCredentials local;
  private final IceCredentials remote;
  private final InetSocketAddress server;
  private final boolean controlling;
  private final long tieBreaker = ThreadLocalRandom.current().nextLong();
  private final StunIntegrity ofLocal;
  private final StunIntegrity ofRemote;
  private final StunView view = new StunView();
  private boolean answered;

  IceClient(
      IceCredentials local, IceCredentials remote, InetSocketAddress server, boolean controlling) {
    this.local = local;
    this.remote = remote;
    this.server = server;
    this.controlling = controlling;
    this.ofLocal = StunIntegrity.shortTerm(local.password());
    this.ofRemote = StunIntegrity.shortTerm(remote.password());
  }

  /** A check to send. */
  Span check() {
    byte[] transaction = new byte[12];
    ThreadLocalRandom.current().nextBytes(transaction);
    Span request = Span.of(new byte[ROOM_BYTES]);
    StunWriter writer =
        new StunWriter()
            .begin(request, StunMessageType.BINDING_REQUEST, transaction)
            .username(remote.ufrag() + ':' + local.ufrag())
            .priority(HOST_PRIORITY)
            .role(controlling, tieBreaker);
    if (controlling) {
      writer.useCandidate();
    }
    writer.integrity(ofRemote).fingerprint();
    return request;
  }

  /** Looks at a message; returns what is to be sent, or null. */
  Span received(Span message) {
    if (!view.wrap(message)) {
      return null;
    }
    if (view.bindingRequest()
        && view.usernameIs(local.ufrag() + ':' + remote.ufrag())
        && ofLocal.holds(view)) {
      answered |= !controlling; // who controls has chosen us
      Span reply = Span.of(new byte[ROOM_BYTES]);
      new StunWriter()
          .begin(reply, StunMessageType.BINDING_SUCCESS, view.transactionId())
          .xorMappedAddress(server)
          .integrity(ofLocal)
          .fingerprint();
      return reply;
    }
    answered |= view.type() == StunMessageType.BINDING_SUCCESS && ofRemote.holds(view);
    return null;
  }

  /** Whether the way is known to be good: a check was answered, or came from who controls. */
  boolean answered() {
    return answered;
  }
}
