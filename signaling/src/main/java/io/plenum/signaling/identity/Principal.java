package io.plenum.signaling.identity;

import io.plenum.signaling.access.Role;
import io.plenum.signaling.audit.Actor;
import java.util.Optional;
import java.util.Set;

/**
 * Whom an access token stands for: somebody of an account, behind one sign-in.
 *
 * @param role what they may do there; under an assumed role, that role
 * @param signInId one device's sign-in; it ends with {@link Identity#onRevoked}
 * @param assumedBy the partner admin (a user of another account) who acts here; empty: nobody but
 *     the user
 * @param mustChangePassword the password was made by somebody else: nothing goes but changing it
 * @param scopes what a token was narrowed to; empty: everything that the role may
 */
public record Principal(
    String userId,
    String accountId,
    String name,
    Role role,
    String signInId,
    Optional<String> assumedBy,
    boolean mustChangePassword,
    Set<String> scopes) {
  public Principal {
    scopes = Set.copyOf(scopes);
  }

  /**
   * The same, as the audit log names them.
   *
   * @param source address and port
   */
  public Actor actor(String source) {
    return new Actor(Optional.of(userId), Optional.of(name), assumedBy, Optional.of(source));
  }
}
