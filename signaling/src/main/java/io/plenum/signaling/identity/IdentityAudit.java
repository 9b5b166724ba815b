package io.plenum.signaling.identity;

import io.plenum.signaling.audit.Actor;
import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.audit.AuditKind;
import io.plenum.signaling.audit.AuditLog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What identity tells the audit log. Every method runs inside the transaction that makes it true,
 * last in it; {@code source} is an address and port.
 */
final class IdentityAudit {
  private final AuditLog log;

  IdentityAudit(AuditLog log) {
    this.log = log;
  }

  void setUp(Handle handle, Account account, User first, String source) {
    Actor actor = Actor.of(first.id(), first.name(), source);
    accountAdded(handle, account, actor);
    userAdded(handle, first, actor);
  }

  void accountAdded(Handle handle, Account account, Actor by) {
    Map<String, Object> facts = Map.of("name", account.name(), "region", account.region().text());
    about(handle, account.id(), AuditKind.ACCOUNT_CREATED, by, facts);
  }

  void accountChanged(Handle handle, Account before, Account after, Actor by) {
    Map<String, Object> facts =
        Map.of("before", facts(before), "after", facts(after), "version", after.version());
    about(handle, after.id(), AuditKind.ACCOUNT_CHANGED, by, facts);
  }

  private static Map<String, Object> facts(Account account) {
    Map<String, Object> facts = new LinkedHashMap<>(account.settings().toJson().getMap());
    facts.put("name", account.name());
    return facts;
  }

  void accountEnded(Handle handle, Account account, Actor by) {
    about(handle, account.id(), AuditKind.ACCOUNT_ENDED, by, Map.of("name", account.name()));
  }

  void userAdded(Handle handle, User user, Actor by) {
    to(handle, user, AuditKind.USER_ADDED, by, Map.of("role", user.role().text()));
  }

  void userChanged(Handle handle, User before, User after, Actor by) {
    Map<String, Object> facts = Map.of("before", facts(before), "after", facts(after));
    to(handle, after, AuditKind.USER_CHANGED, by, facts);
  }

  private static Map<String, Object> facts(User user) {
    return Map.of(
        "role", user.role().text(),
        "disabled", user.disabled(),
        "muteOnEntry", user.muteOnEntry());
  }

  void userRemoved(Handle handle, User user, Actor by, Optional<String> heir) {
    Map<String, Object> facts =
        heir.<Map<String, Object>>map(id -> Map.of("meetings", "handed-over", "heir", id))
            .orElse(Map.of("meetings", "deleted"));
    to(handle, user, AuditKind.USER_REMOVED, by, facts);
  }

  void passwordChanged(Handle handle, User user, String source) {
    by(handle, user, AuditKind.PASSWORD_CHANGED, source);
  }

  void passwordReset(Handle handle, User user, Actor by) {
    to(handle, user, AuditKind.PASSWORD_RESET, by, Map.of());
  }

  void signedIn(Handle handle, User user, String source) {
    by(handle, user, AuditKind.SIGN_IN, source);
  }

  void signedOut(Handle handle, User user, String source) {
    by(handle, user, AuditKind.SIGN_OUT, source);
  }

  void stolen(Handle handle, User owner, String source) {
    to(handle, owner, AuditKind.REFRESH_TOKEN_REUSED, Actor.unknown(source), Map.of());
  }

  /**
   * A wrong password, or an address that nobody has, which is written too: else the time that the
   * answer takes would tell who has an account. What was typed is not kept: it may be a password.
   */
  void failed(Handle handle, Optional<User> user, String source) {
    Actor actor = Actor.unknown(source);
    if (user.isPresent()) {
      to(handle, user.get(), AuditKind.SIGN_IN_FAILED, actor, Map.of());
    } else {
      about(handle, AuditLog.SERVER, AuditKind.SIGN_IN_FAILED, actor, Map.of());
    }
  }

  /** In the log of the customer's account, under both identities. */
  void assumed(Handle handle, User acting, User partner, String source) {
    Actor actor = acting(acting, partner.id(), source);
    Map<String, Object> facts =
        Map.of("role", acting.role().text(), "partnerAccount", partner.accountId());
    Map<String, String> personal = Map.of("partnerEmail", partner.email());
    log.append(
        handle,
        new AuditEvent(
            acting.accountId(), AuditKind.ROLE_ASSUMED, actor, Optional.empty(), facts, personal));
  }

  void givenBack(Handle handle, Principal acting, String source) {
    about(handle, acting.accountId(), AuditKind.ROLE_GIVEN_BACK, acting.actor(source), Map.of());
  }

  private static Actor acting(User user, String partnerAdmin, String source) {
    return new Actor(
        Optional.of(user.id()),
        Optional.of(user.name()),
        Optional.of(partnerAdmin),
        Optional.of(source));
  }

  /** Done by a user to themselves. */
  private void by(Handle handle, User user, AuditKind kind, String source) {
    Actor actor = Actor.of(user.id(), user.name(), source);
    Map<String, String> personal = Map.of("email", user.email());
    log.append(
        handle,
        new AuditEvent(user.accountId(), kind, actor, Optional.empty(), Map.of(), personal));
  }

  /** Done to a user. */
  private void to(Handle handle, User user, AuditKind kind, Actor by, Map<String, Object> facts) {
    Map<String, String> personal = Map.of("name", user.name(), "email", user.email());
    log.append(
        handle,
        new AuditEvent(user.accountId(), kind, by, Optional.empty(), facts, personal)
            .to(user.id()));
  }

  private void about(
      Handle handle, String accountId, AuditKind kind, Actor by, Map<String, Object> facts) {
    log.append(handle, new AuditEvent(accountId, kind, by, Optional.empty(), facts, Map.of()));
  }
}
