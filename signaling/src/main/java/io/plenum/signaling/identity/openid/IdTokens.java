package io.plenum.signaling.identity.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.plenum.signaling.identity.openid.SignOnRefused.Reason;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks ID tokens (OpenID Connect Core 1.0 section 3.1.3.7): signature by a key of the provider
 * with an algorithm that we allow, issuer, audience, authorized party, time, nonce. Any thread may
 * call; calls may block on the provider, whose keys change.
 */
final class IdTokens {
  /**
   * Signatures by a key pair. No `none`, and no HMAC: there the public key or the client secret
   * would be the key (RFC 8725 sections 2.1 and 3.1).
   */
  static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  /** Clocks of providers and ours may differ by this. */
  static final int SKEW_SECONDS = 60;

  private static final Set<String> REQUIRED = Set.of("iss", "sub", "aud", "exp", "iat", "nonce");

  private final Discovery discovery;
  private final InstantSource clock;

  IdTokens(Discovery discovery, InstantSource clock) {
    this.discovery = discovery;
    this.clock = clock;
  }

  /**
   * What a genuine token says.
   *
   * @throws SignOnRefused when it is not one
   */
  JWTClaimsSet verified(JWT token, Provider provider, String nonce) {
    if (!(token instanceof SignedJWT signed)) {
      throw refused("The ID token is not signed.");
    }
    try {
      JWTClaimsSet claims =
          processor(keysFor(signed, provider), provider, nonce).process(signed, null);
      checkParty(claims, provider.clientId());
      return claims;
    } catch (BadJOSEException | JOSEException e) {
      throw refused("The ID token is refused: " + e.getMessage());
    } catch (ParseException e) {
      throw refused("The ID token cannot be read.");
    }
  }

  /** A key that we do not know is asked for: the provider may have changed its keys. */
  private JWKSet keysFor(SignedJWT token, Provider provider) throws JOSEException {
    JWKSet keys = discovery.of(provider.issuer()).keys();
    boolean known = !selector(keys).selectJWSKeys(token.getHeader(), null).isEmpty();
    return known ? keys : discovery.again(provider.issuer()).keys();
  }

  private static JWSVerificationKeySelector<SecurityContext> selector(JWKSet keys) {
    return new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys));
  }

  private DefaultJWTProcessor<SecurityContext> processor(
      JWKSet keys, Provider provider, String nonce) {
    JWTClaimsSet exactly =
        new JWTClaimsSet.Builder().issuer(provider.issuer()).claim("nonce", nonce).build();
    DefaultJWTClaimsVerifier<SecurityContext> verifier =
        new DefaultJWTClaimsVerifier<>(provider.clientId(), exactly, REQUIRED) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    verifier.setMaxClockSkew(SKEW_SECONDS);
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(selector(keys));
    processor.setJWTClaimsSetVerifier(verifier);
    return processor;
  }

  /** A token for several audiences names the one that it was made for; it must be us. */
  private static void checkParty(JWTClaimsSet claims, String clientId) throws ParseException {
    List<String> audience = claims.getAudience();
    String party = claims.getStringClaim("azp");
    if ((audience.size() > 1 || party != null) && !clientId.equals(party)) {
      throw refused("The ID token was made for another party.");
    }
  }

  /** Who the claims are about. */
  static Arrival arrival(JWTClaimsSet claims) {
    Optional<String> email = text(claims, "email").map(PersonText::email);
    Object verified = claims.getClaim("email_verified");
    return new Arrival(
        claims.getIssuer(),
        claims.getSubject(),
        email,
        Boolean.TRUE.equals(verified) || "true".equals(verified),
        text(claims, "name")
            .map(PersonText::name)
            .filter(name -> !name.isEmpty())
            .or(() -> email.map(address -> PersonText.name(address.split("@", 2)[0])))
            .orElse(claims.getSubject()));
  }

  private static Optional<String> text(JWTClaimsSet claims, String name) {
    return claims.getClaim(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static SignOnRefused refused(String message) {
    return new SignOnRefused(Reason.PROVIDER_AT_FAULT, message);
  }
}
