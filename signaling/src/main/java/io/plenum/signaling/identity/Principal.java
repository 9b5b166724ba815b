package io.plenum.signaling.identity;

import io.plenum.signaling.access.Role;
import io.plenum.signaling.audit.Actor;

/**
 * A registered user behind one sign-in: whom an access token stands for.
 *
 * @param signInId one device's sign-in; it ends with {@link Identity#onRevoked}
 */
public record Principal(String userId, String accountId, String name, Role role, String signInId) {

  /**
   * The same, as the audit log names them.
   *
   * @param source address and port
   */
  public Actor actor(String source) {
    return Actor.of(userId, name, source);
  }
}
