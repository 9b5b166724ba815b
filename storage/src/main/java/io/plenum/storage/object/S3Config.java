package io.plenum.storage.object;

import io.plenum.storage.crypto.MasterKey;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * An S3 store and how to use it.
 *
 * @param credentials empty: of the location's profile, else what the SDK finds (environment, file,
 *     the machine's role)
 * @param encryption how objects shall be encrypted; empty: by the service if it can, else by us
 * @param kmsKey the key of SSE-KMS; empty: the service's default one
 * @param masterKey for what we encrypt ourselves
 * @param random a secure source
 */
public record S3Config(
    S3Location location,
    Optional<Credentials> credentials,
    Optional<ObjectStore.Encryption> encryption,
    Optional<String> kmsKey,
    MasterKey masterKey,
    SecureRandom random,
    InstantSource clock) {

  /** An access key. */
  public record Credentials(String accessKey, String secretKey) {
    @Override
    public String toString() {
      return "Credentials[hidden]";
    }
  }
}
