package io.plenum.signaling.identity.openid;

import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.audit.AuditKind;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.identity.Principal;
import io.plenum.storage.database.Database;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Which provider an account has. Any thread may call; calls block on the database and the provider.
 * Nothing here asks who may: callers do.
 */
public final class Providers {
  private final Database database;
  private final InstantSource clock;
  private final Discovery discovery;
  private final AuditLog audit;

  Providers(Database database, InstantSource clock, Discovery discovery, AuditLog audit) {
    this.database = database;
    this.clock = clock;
    this.discovery = discovery;
    this.audit = audit;
  }

  /** The provider of an account. */
  public Optional<Provider> of(String accountId) {
    return database.read(handle -> ProviderRows.ofAccount(handle, accountId));
  }

  /**
   * Sets an account's provider, after asking it what it publishes. Without a secret the one until
   * now stays, if issuer and client are the same.
   *
   * @param source where the caller is, for the audit log
   * @throws SignOnRefused when the provider cannot be reached or is none
   */
  public Provider put(Principal by, String source, Provider wanted) {
    discovery.fresh(wanted.issuer());
    return database.write(
        handle -> {
          Optional<Provider> before = ProviderRows.ofAccount(handle, by.accountId());
          Provider provider = withSecret(wanted, before);
          ProviderRows.put(handle, provider, clock.millis());
          tell(handle, AuditKind.SIGN_ON_PROVIDER_CHANGED, by, source, provider);
          return provider;
        });
  }

  /** The secret of one provider is never sent to another. */
  private static Provider withSecret(Provider wanted, Optional<Provider> before) {
    Optional<String> secret =
        wanted
            .clientSecret()
            .or(
                () ->
                    before
                        .filter(
                            old ->
                                old.issuer().equals(wanted.issuer())
                                    && old.clientId().equals(wanted.clientId()))
                        .flatMap(Provider::clientSecret));
    return new Provider(
        wanted.accountId(),
        wanted.name(),
        wanted.issuer(),
        wanted.clientId(),
        secret,
        wanted.trustsEmail());
  }

  /** Takes an account's provider away; who is signed in stays so. False: there was none. */
  public boolean remove(Principal by, String source) {
    return database.write(
        handle -> {
          Optional<Provider> before = ProviderRows.ofAccount(handle, by.accountId());
          before.ifPresent(
              provider -> {
                ProviderRows.delete(handle, by.accountId());
                tell(handle, AuditKind.SIGN_ON_PROVIDER_REMOVED, by, source, provider);
              });
          return before.isPresent();
        });
  }

  private void tell(Handle handle, AuditKind kind, Principal by, String source, Provider provider) {
    Map<String, Object> facts =
        Map.of(
            "issuer",
            provider.issuer(),
            "client",
            provider.clientId(),
            "trustsEmail",
            provider.trustsEmail(),
            "hasSecret",
            provider.clientSecret().isPresent());
    audit.append(
        handle,
        new AuditEvent(by.accountId(), kind, by.actor(source), Optional.empty(), facts, Map.of()));
  }
}
