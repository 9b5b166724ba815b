package io.plenum.signaling.identity;

import io.plenum.storage.database.Database;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The key pair that access tokens are signed with (P-256), made once and kept in the encrypted
 * database.
 */
final class SigningKey {
  private final String id;
  private final byte[] privateKey;
  private final byte[] publicKey;

  private SigningKey(String id, byte[] privateKey, byte[] publicKey) {
    this.id = id;
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  static SigningKey readOrCreate(Database database, InstantSource clock) {
    return database.write(handle -> newest(handle).orElseGet(() -> create(handle, clock)));
  }

  private static Optional<SigningKey> newest(Handle handle) {
    return handle
        .createQuery(
            "SELECT id, private_key, public_key FROM signing_key ORDER BY created_at DESC LIMIT 1")
        .map((row, context) -> new SigningKey(row.getString(1), row.getBytes(2), row.getBytes(3)))
        .findOne();
  }

  private static SigningKey create(Handle handle, InstantSource clock) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      SigningKey key =
          new SigningKey("1", pair.getPrivate().getEncoded(), pair.getPublic().getEncoded());
      handle.execute(
          "INSERT INTO signing_key (id, private_key, public_key, created_at) VALUES (?, ?, ?, ?)",
          key.id,
          key.privateKey,
          key.publicKey,
          clock.millis());
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("P-256 is part of every Java runtime", e);
    }
  }

  String id() {
    return id;
  }

  String privatePem() {
    return pem("PRIVATE KEY", privateKey);
  }

  String publicPem() {
    return pem("PUBLIC KEY", publicKey);
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  /** Does not show the private key. */
  @Override
  public String toString() {
    return "SigningKey[" + id + "]";
  }
}
