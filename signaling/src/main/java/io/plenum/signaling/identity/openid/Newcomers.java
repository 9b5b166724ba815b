package io.plenum.signaling.identity.openid;

import io.plenum.signaling.access.Role;
import io.plenum.signaling.identity.OutsideSignIns;
import io.plenum.signaling.identity.User;
import io.plenum.signaling.identity.openid.SignOnRefused.Reason;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Finds or makes the user whom an arrival is. Issuer and subject decide; an e-mail address only
 * ever leads to a first link, and only one that the provider vouches for, of a domain that the
 * account proved. Runs in its caller's transaction.
 */
final class Newcomers {
  private final OutsideSignIns outsideSignIns;
  private final InstantSource clock;

  Newcomers(OutsideSignIns outsideSignIns, InstantSource clock) {
    this.outsideSignIns = outsideSignIns;
    this.clock = clock;
  }

  /**
   * A user of the account.
   *
   * @param added whether they were made just now
   */
  record Found(User user, boolean added) {}

  /**
   * The user of the account whom the arrival is.
   *
   * @throws SignOnRefused when it is nobody and may not become somebody
   */
  Found find(Handle handle, Provider provider, Arrival arrival) {
    Optional<String> linked = linked(handle, provider.accountId(), arrival);
    if (linked.isPresent()) {
      return new Found(welcome(handle, provider.accountId(), linked.get()), false);
    }
    String email = acceptedEmail(handle, provider, arrival);
    Optional<User> owner = outsideSignIns.userByEmail(handle, email);
    Found found =
        owner.isPresent()
            ? new Found(welcome(handle, provider.accountId(), owner.get().id()), false)
            : new Found(add(handle, provider.accountId(), arrival.name(), email), true);
    handle.execute(
        "INSERT INTO sign_on_link (account_id, issuer, subject, user_id, created_at) VALUES (?, ?,"
            + " ?, ?, ?)",
        provider.accountId(),
        arrival.issuer(),
        arrival.subject(),
        found.user().id(),
        clock.millis());
    return found;
  }

  private Optional<String> linked(Handle handle, String accountId, Arrival arrival) {
    return handle
        .createQuery(
            "SELECT user_id FROM sign_on_link WHERE account_id = ? AND issuer = ? AND subject = ?")
        .bind(0, accountId)
        .bind(1, arrival.issuer())
        .bind(2, arrival.subject())
        .mapTo(String.class)
        .findOne();
  }

  /**
   * Somebody of another account stays there, and who was shut out here is not let in by way of
   * their provider. A customer admin runs it, so it must not lead to a partner admin's powers.
   */
  private User welcome(Handle handle, String accountId, String userId) {
    return outsideSignIns
        .user(handle, userId)
        .filter(user -> user.accountId().equals(accountId))
        .filter(user -> user.role() != Role.PARTNER_ADMIN)
        .orElseThrow(
            () -> new SignOnRefused(Reason.NOT_LINKABLE, "The user may not come this way."));
  }

  private static String acceptedEmail(Handle handle, Provider provider, Arrival arrival) {
    boolean verified = arrival.emailVerified() || provider.trustsEmail();
    return arrival
        .email()
        .filter(email -> verified)
        .filter(
            email ->
                PersonText.domain(email)
                    .flatMap(domain -> DomainRows.owner(handle, domain))
                    .equals(Optional.of(provider.accountId())))
        .orElseThrow(
            () ->
                new SignOnRefused(
                    Reason.EMAIL_NOT_ACCEPTED,
                    "The provider tells no verified e-mail address of one of the account's"
                        + " domains."));
  }

  private User add(Handle handle, String accountId, String name, String email) {
    return outsideSignIns
        .add(handle, accountId, name, email)
        .orElseThrow(() -> new SignOnRefused(Reason.NOT_LINKABLE, "The e-mail address is taken."));
  }
}
