package io.plenum.signaling.identity.openid;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.plenum.signaling.identity.openid.SignOnRefused.Reason;
import io.plenum.signaling.identity.remote.RemoteAnswer;
import io.plenum.signaling.identity.remote.RemoteHttp;
import io.plenum.signaling.identity.remote.RemoteRefused;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What providers publish about themselves (OpenID Connect Discovery 1.0) and their keys, kept a
 * while. Any thread may call; calls may block on the provider.
 */
final class Discovery {
  /** Providers kept in memory; the others are asked again. */
  private static final int CACHED = 1_000;

  /** What a provider changes is seen after this at the latest. */
  static final Duration KEPT_FOR = Duration.ofHours(1);

  /** A key that is not known makes us ask again, but no flood of tokens does so more often. */
  static final Duration ASK_AGAIN_EVERY = Duration.ofSeconds(10);

  private static final String PATH = "/.well-known/openid-configuration";

  private final RemoteHttp http;
  private final InstantSource clock;
  private final Cache<String, Published> known = Caffeine.newBuilder().maximumSize(CACHED).build();

  Discovery(RemoteHttp http, InstantSource clock) {
    this.http = http;
    this.clock = clock;
  }

  /** What a provider publishes, as of a time. */
  record Published(OIDCProviderMetadata metadata, JWKSet keys, Instant readAt) {}

  /**
   * What the provider with this issuer publishes.
   *
   * @throws SignOnRefused when it cannot be reached or is no such provider
   */
  Published of(String issuer) {
    Published published = known.getIfPresent(issuer);
    return isYounger(published, KEPT_FOR) ? published : fresh(issuer);
  }

  /** The same, not older than a moment: something in what was known did not fit. */
  Published again(String issuer) {
    Published published = known.getIfPresent(issuer);
    return isYounger(published, ASK_AGAIN_EVERY) ? published : fresh(issuer);
  }

  private boolean isYounger(Published published, Duration age) {
    return published != null && clock.instant().isBefore(published.readAt.plus(age));
  }

  /** The same, asked now: what is set up must be right at this moment. */
  Published fresh(String issuer) {
    try {
      OIDCProviderMetadata metadata =
          OIDCProviderMetadata.parse(body(URI.create(withoutSlash(issuer) + PATH)));
      check(metadata, issuer);
      JWKSet keys = JWKSet.parse(body(metadata.getJWKSetURI()));
      Published published = new Published(metadata, keys, clock.instant());
      known.put(issuer, published);
      return published;
    } catch (RemoteRefused e) {
      throw new SignOnRefused(Reason.UNUSABLE, e.getMessage());
    } catch (ParseException | java.text.ParseException | IllegalArgumentException e) {
      throw new SignOnRefused(
          Reason.UNUSABLE, "What the provider publishes cannot be read: " + e.getMessage());
    }
  }

  private static String withoutSlash(String issuer) {
    return issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
  }

  private String body(URI uri) throws RemoteRefused {
    RemoteAnswer answer = http.get(uri);
    if (answer.status() != 200) {
      throw new RemoteRefused(uri + " answers " + answer.status() + ".");
    }
    return answer.body();
  }

  /** Discovery section 4.3: who answers for another's name is no provider. */
  private static void check(OIDCProviderMetadata metadata, String issuer) {
    if (!metadata.getIssuer().getValue().equals(issuer)) {
      throw new SignOnRefused(
          Reason.UNUSABLE,
          "The provider calls itself " + metadata.getIssuer() + ", not " + issuer + ".");
    }
    if (metadata.getAuthorizationEndpointURI() == null
        || metadata.getTokenEndpointURI() == null
        || metadata.getJWKSetURI() == null
        || !RemoteHttp.isWeb(metadata.getAuthorizationEndpointURI())) {
      throw new SignOnRefused(Reason.UNUSABLE, "The provider does not name its endpoints.");
    }
  }
}
