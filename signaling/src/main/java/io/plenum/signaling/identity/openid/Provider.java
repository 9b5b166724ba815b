package io.plenum.signaling.identity.openid;

import java.util.Optional;

/**
 * The OpenID provider of an account, as its admin set it up.
 *
 * @param name as its people know it
 * @param issuer exactly as the provider writes it
 * @param clientId whom the provider knows this server as
 * @param clientSecret empty: a public client, which PKCE alone protects
 * @param trustsEmail every address that the provider tells counts as verified, whatever it says of
 *     it; for providers that never say so
 */
public record Provider(
    String accountId,
    String name,
    String issuer,
    String clientId,
    Optional<String> clientSecret,
    boolean trustsEmail) {
  /** Does not show the secret. */
  @Override
  public String toString() {
    return "Provider[" + accountId + ", " + issuer + ", " + clientId + "]";
  }
}
