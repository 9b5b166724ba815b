package io.plenum.signaling.identity.openid;

import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.audit.AuditKind;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.identity.RandomId;
import io.plenum.signaling.identity.openid.SignOnRefused.Reason;
import io.plenum.signaling.identity.remote.DomainRecords;
import io.plenum.signaling.identity.remote.RemoteRefused;
import io.plenum.storage.database.Database;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * Which domains of e-mail addresses an account has. Several may claim one; only who publishes the
 * proof has it, so no account can take in, or lead away, another company's people. Where there is
 * one account only, its word will do. Any thread may call; calls block on the database and the name
 * service. Nothing here asks who may: callers do.
 */
public final class Domains {
  /** Domains of one account; a large company has some dozens. */
  public static final int LIMIT = 200;

  private static final String PREFIX = "plenum-domain=";

  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final DomainRecords records;
  private final AuditLog audit;

  /** `random` must be a secure source. */
  public Domains(
      Database database,
      InstantSource clock,
      RandomGenerator random,
      DomainRecords records,
      AuditLog audit) {
    this.database = database;
    this.clock = clock;
    this.random = random;
    this.records = records;
    this.audit = audit;
  }

  /** The domains of an account by name, proven or not. */
  public List<Domain> of(String accountId) {
    return database.read(handle -> DomainRows.ofAccount(handle, accountId));
  }

  /**
   * Says that a domain is the account's; the same again changes nothing.
   *
   * @param name lower case, ASCII
   * @throws SignOnRefused when the account has too many
   */
  public Domain claim(Principal by, String source, String name) {
    String proof = PREFIX + RandomId.secret(random);
    return database.write(
        handle -> {
          Optional<Domain> known = DomainRows.ofAccount(handle, by.accountId(), name);
          if (known.isPresent()) {
            return known.get();
          }
          if (DomainRows.ofAccount(handle, by.accountId()).size() >= LIMIT) {
            throw new SignOnRefused(Reason.TOO_MANY, "The account has " + LIMIT + " domains.");
          }
          boolean alone = isAlone(handle);
          Domain domain = new Domain(name, proof, alone);
          DomainRows.insert(handle, by.accountId(), domain);
          if (alone) {
            DomainRows.prove(handle, by.accountId(), name, clock.millis());
          }
          tell(handle, AuditKind.SIGN_ON_DOMAIN_CLAIMED, by, source, name);
          return domain;
        });
  }

  private static boolean isAlone(Handle handle) {
    return handle.createQuery("SELECT count(*) FROM account").mapTo(Long.class).one() == 1;
  }

  /**
   * Looks for the proof that the owner of a domain publishes.
   *
   * @return the domain, proven or still not; empty when the account does not claim it
   * @throws SignOnRefused when the name service does not answer
   */
  public Optional<Domain> prove(Principal by, String source, String name) {
    Optional<Domain> claimed =
        database.read(handle -> DomainRows.ofAccount(handle, by.accountId(), name));
    if (claimed.isEmpty() || claimed.get().proven() || !isPublished(claimed.get())) {
      return claimed;
    }
    return database.write(
        handle -> {
          if (DomainRows.ofAccount(handle, by.accountId(), name).isEmpty()) {
            return Optional.empty();
          }
          DomainRows.prove(handle, by.accountId(), name, clock.millis());
          tell(handle, AuditKind.SIGN_ON_DOMAIN_PROVEN, by, source, name);
          return DomainRows.ofAccount(handle, by.accountId(), name);
        });
  }

  private boolean isPublished(Domain domain) {
    try {
      return records.texts(domain.record()).stream().anyMatch(domain.proof()::equals);
    } catch (RemoteRefused e) {
      throw new SignOnRefused(Reason.UNUSABLE, e.getMessage());
    }
  }

  /** Gives a domain up. False: the account did not claim it. */
  public boolean remove(Principal by, String source, String name) {
    return database.write(
        handle -> {
          boolean removed = DomainRows.delete(handle, by.accountId(), name);
          if (removed) {
            tell(handle, AuditKind.SIGN_ON_DOMAIN_REMOVED, by, source, name);
          }
          return removed;
        });
  }

  private void tell(Handle handle, AuditKind kind, Principal by, String source, String name) {
    audit.append(
        handle,
        new AuditEvent(
            by.accountId(),
            kind,
            by.actor(source),
            Optional.empty(),
            Map.of("domain", name),
            Map.of()));
  }
}
