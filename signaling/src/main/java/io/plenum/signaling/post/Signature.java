package io.plenum.signaling.post;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs webhooks as the Standard Webhooks specification 1.0 says: HMAC-SHA-256 over
 * `id.seconds.body`, one signature for each secret that holds.
 */
public final class Signature {
  /** Headers of a webhook. */
  public static final String ID = "webhook-id";

  /** Seconds since 1970 at which it was sent; a receiver refuses old ones. */
  public static final String TIMESTAMP = "webhook-timestamp";

  /** Signatures, separated by spaces. */
  public static final String SIGNATURE = "webhook-signature";

  /** How a secret begins when it is shown. */
  public static final String SECRET_PREFIX = "whsec_";

  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /** The value of `webhook-signature`. */
  public static String of(List<String> secrets, String id, long seconds, String body) {
    byte[] signed = (id + "." + seconds + "." + body).getBytes(StandardCharsets.UTF_8);
    return secrets.stream()
        .map(secret -> "v1," + Base64.getEncoder().encodeToString(mac(secret, signed)))
        .collect(Collectors.joining(" "));
  }

  private static byte[] mac(String secret, byte[] signed) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), ALGORITHM));
      return mac.doFinal(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is part of every Java runtime", e);
    }
  }
}
