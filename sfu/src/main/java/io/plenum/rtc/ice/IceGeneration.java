package io.plenum.rtc.ice;

import io.plenum.rtc.stun.StunIntegrity;
import io.plenum.rtc.stun.StunView;

/**
 * What checks go by between two restarts: one pair of credentials (RFC 8445, section 9). Confined
 * to its agent.
 */
final class IceGeneration {
  private final String localUfrag;
  private final String username;
  private final StunIntegrity integrity;
  private final PathProbe probe;
  private boolean proven;

  IceGeneration(IceCredentials local, IceCredentials remote) {
    localUfrag = local.ufrag();
    username = local.ufrag() + ':' + remote.ufrag();
    integrity = StunIntegrity.shortTerm(local.password());
    probe = new PathProbe(local, remote);
  }

  /** Whether who sent {@code request}, which has both attributes, knows these credentials. */
  boolean authentic(StunView request) {
    return request.usernameIs(username) && integrity.holds(request);
  }

  String localUfrag() {
    return localUfrag;
  }

  /** The key of answers. */
  StunIntegrity integrity() {
    return integrity;
  }

  /** Questions of ours under these credentials. */
  PathProbe probe() {
    return probe;
  }

  /** A valid check came under these credentials. */
  void prove() {
    proven = true;
  }

  boolean proven() {
    return proven;
  }
}
