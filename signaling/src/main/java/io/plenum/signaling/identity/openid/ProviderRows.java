package io.plenum.signaling.identity.openid;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rows of providers. Every method runs inside a transaction of its caller. */
final class ProviderRows {
  private ProviderRows() {}

  static Optional<Provider> ofAccount(Handle handle, String accountId) {
    return handle
        .createQuery(
            "SELECT account_id, name, issuer, client_id, client_secret, trusts_email FROM"
                + " sign_on_provider WHERE account_id = ?")
        .bind(0, accountId)
        .map(
            (row, context) ->
                new Provider(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    Optional.ofNullable(row.getString(5)),
                    row.getInt(6) == 1))
        .findOne();
  }

  static void put(Handle handle, Provider provider, long nowMs) {
    handle.execute(
        "INSERT INTO sign_on_provider (account_id, name, issuer, client_id, client_secret,"
            + " trusts_email, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account_id) DO"
            + " UPDATE SET name = excluded.name, issuer = excluded.issuer, client_id ="
            + " excluded.client_id, client_secret = excluded.client_secret, trusts_email ="
            + " excluded.trusts_email, changed_at = excluded.changed_at",
        provider.accountId(),
        provider.name(),
        provider.issuer(),
        provider.clientId(),
        provider.clientSecret().orElse(null),
        provider.trustsEmail() ? 1 : 0,
        nowMs);
  }

  static void delete(Handle handle, String accountId) {
    handle.execute("DELETE FROM sign_on_provider WHERE account_id = ?", accountId);
  }
}
