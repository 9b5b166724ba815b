package io.plenum.signaling.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plenum.storage.crypto.Sha256;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;

/** Signs statements with this server's key (Ed25519, RFC 8032). Any thread may use it. */
public final class StatementSigner {
  /** 64 bits tell a server's few keys apart; the signature proves which it was. */
  private static final int KEY_ID_BYTES = 8;

  private final KeyPair pair;
  private final String keyId;

  public StatementSigner(KeyPair pair) {
    this.pair = pair;
    this.keyId = keyId(pair.getPublic());
  }

  /** The name of a key: the beginning of the SHA-256 of its SubjectPublicKeyInfo, in hex. */
  public static String keyId(PublicKey key) {
    return HexFormat.of().formatHex(Sha256.of(key.getEncoded()), 0, KEY_ID_BYTES);
  }

  /** The id of our key. */
  public String keyId() {
    return keyId;
  }

  public PublicKey publicKey() {
    return pair.getPublic();
  }

  Statement.Signed sign(Statement statement) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(Statement.Signed.signedText(statement, keyId).getBytes(UTF_8));
      return new Statement.Signed(
          statement, keyId, Base64.getEncoder().encodeToString(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 is part of every Java runtime", e);
    }
  }

  /** Whether this key signed it. */
  static boolean verifies(PublicKey key, Statement.Signed signed) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(key);
      signature.update(
          Statement.Signed.signedText(signed.statement(), signed.key()).getBytes(UTF_8));
      return signature.verify(Base64.getDecoder().decode(signed.signature()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
