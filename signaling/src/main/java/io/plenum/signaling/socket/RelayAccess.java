package io.plenum.signaling.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The TURN servers that a seat may use, with credentials that end by themselves: the scheme that
 * coturn calls {@code use-auth-secret} (draft-uberti-behave-turn-rest-00, section 2.2). Nobody has
 * to tell the TURN server of seats; it shares a secret with us. Any thread.
 *
 * <pre>
 *  username    seconds since 1970 at the end, a colon, the seat
 *  credential  Base64 of HMAC-SHA1 of the username under the secret
 * </pre>
 */
public final class RelayAccess {
  /** Of a machine without TURN servers. */
  public static final RelayAccess NONE = new RelayAccess(List.of(), "", InstantSource.system());

  /**
   * A day of meetings: a relay asks for the credentials again every ten minutes (RFC 8656, section
   * 7), and a socket that comes back gets fresh ones.
   */
  static final Duration LIFE = Duration.ofHours(24);

  private static final String ALGORITHM = "HmacSHA1";

  private final List<String> urls;
  private final String secret;
  private final InstantSource clock;

  /**
   * Access to the servers at {@code urls}.
   *
   * @param secret which they share with us
   */
  public RelayAccess(List<String> urls, String secret, InstantSource clock) {
    this.urls = List.copyOf(urls);
    this.secret = secret;
    this.clock = clock;
  }

  /** As {@code RTCConfiguration.iceServers} of W3C webrtc wants it; empty without servers. */
  JsonArray of(String seat) {
    if (urls.isEmpty()) {
      return new JsonArray();
    }
    String username = username(seat);
    return new JsonArray()
        .add(
            new JsonObject()
                .put("urls", new JsonArray(urls))
                .put("username", username)
                .put("credential", credential(username)));
  }

  /**
   * The same as values of the header field Link, one for each server (RFC 9725, section 4.6).
   *
   * @param seat what the user name ends with
   */
  public List<String> links(String seat) {
    String username = username(seat);
    return urls.stream()
        .map(
            url ->
                url.startsWith("stun")
                    ? "<" + url + ">; rel=\"ice-server\""
                    : "<"
                        + url
                        + ">; rel=\"ice-server\"; username=\""
                        + username
                        + "\"; credential=\""
                        + credential(username)
                        + "\"; credential-type=\"password\"")
        .toList();
  }

  /** It begins with when it ends: coturn reads that. */
  private String username(String seat) {
    return clock.instant().plus(LIFE).getEpochSecond() + ":" + seat;
  }

  private String credential(String username) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
      return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
    }
  }
}
