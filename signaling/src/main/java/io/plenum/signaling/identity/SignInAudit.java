package io.plenum.signaling.identity;

import io.plenum.signaling.audit.Actor;
import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.audit.AuditKind;
import io.plenum.signaling.audit.AuditLog;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What identity tells the audit log. Every method runs inside the transaction that makes it true;
 * {@code source} is an address and port.
 */
final class SignInAudit {
  private final AuditLog log;

  SignInAudit(AuditLog log) {
    this.log = log;
  }

  void setUp(Handle handle, User first, String source) {
    Actor actor = Actor.of(first.id(), first.name(), source);
    Map<String, Object> facts = Map.of("name", first.accountName());
    append(handle, first.accountId(), AuditKind.ACCOUNT_CREATED, actor, facts);
    added(handle, actor, first);
    signedIn(handle, first, source);
  }

  void added(Handle handle, Actor by, User user) {
    log.append(
        handle,
        new AuditEvent(
                user.accountId(),
                AuditKind.USER_ADDED,
                by,
                Optional.empty(),
                Map.of("role", user.role().text()),
                Map.of("name", user.name(), "email", user.email()))
            .to(user.id()));
  }

  void signedIn(Handle handle, User user, String source) {
    append(handle, user, AuditKind.SIGN_IN, source);
  }

  void signedOut(Handle handle, User user, String source) {
    append(handle, user, AuditKind.SIGN_OUT, source);
  }

  void stolen(Handle handle, User owner, String source) {
    log.append(handle, byStranger(owner, AuditKind.REFRESH_TOKEN_REUSED, source));
  }

  /**
   * A wrong password, or an address that nobody has, which is written too: else the time that the
   * answer takes would tell who has an account. What was typed is not kept: it may be a password.
   */
  void failed(Handle handle, Optional<User> user, String source) {
    if (user.isPresent()) {
      log.append(handle, byStranger(user.get(), AuditKind.SIGN_IN_FAILED, source));
    } else {
      Actor actor = Actor.unknown(source);
      append(handle, AuditLog.SERVER, AuditKind.SIGN_IN_FAILED, actor, Map.of());
    }
  }

  private static AuditEvent byStranger(User victim, AuditKind kind, String source) {
    return new AuditEvent(
            victim.accountId(),
            kind,
            Actor.unknown(source),
            Optional.empty(),
            Map.of(),
            Map.of("name", victim.name(), "email", victim.email()))
        .to(victim.id());
  }

  private void append(Handle handle, User user, AuditKind kind, String source) {
    Actor actor = Actor.of(user.id(), user.name(), source);
    Map<String, String> personal = Map.of("email", user.email());
    log.append(
        handle,
        new AuditEvent(user.accountId(), kind, actor, Optional.empty(), Map.of(), personal));
  }

  private void append(
      Handle handle, String account, AuditKind kind, Actor actor, Map<String, Object> facts) {
    log.append(handle, new AuditEvent(account, kind, actor, Optional.empty(), facts, Map.of()));
  }
}
