package io.plenum.storage.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.plenum.storage.StorageRefused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/**
 * A key pair for signatures (Ed25519, RFC 8032) in a PEM file of its own (RFC 7468: the private
 * key, then the public one), readable by its owner only. Used at start, by one thread.
 */
public final class SigningKeyFile {
  private static final String ALGORITHM = "Ed25519";
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";

  /** RFC 7468 section 2. */
  private static final int PEM_LINE = 64;

  private SigningKeyFile() {}

  /**
   * Reads the pair, or makes one if the file is missing.
   *
   * @throws StorageRefused when it cannot be read or written, or holds no such pair
   */
  public static KeyPair readOrCreate(Path path, SecureRandom random) {
    try {
      return Files.exists(path) ? read(path) : create(path, random);
    } catch (IOException e) {
      throw new StorageRefused(
          "The signing key file " + path + " cannot be read or written: " + e.getMessage(), e);
    }
  }

  private static KeyPair read(Path path) throws IOException {
    String text = Files.readString(path, US_ASCII);
    try {
      PrivateKey secret =
          KeyFactory.getInstance(ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(block(text, PRIVATE)));
      return new KeyPair(publicKey(text), secret);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new StorageRefused("The file " + path + " holds no Ed25519 key pair in PEM.", e);
    }
  }

  /**
   * The public key of a PEM text.
   *
   * @throws IllegalArgumentException when it holds none of this kind
   */
  public static PublicKey publicKey(String pem) {
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePublic(new X509EncodedKeySpec(block(pem, PUBLIC)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no Ed25519 public key", e);
    }
  }

  /** A public key as PEM. */
  public static String pem(PublicKey key) {
    return pem(PUBLIC, key.getEncoded());
  }

  private static KeyPair create(Path path, SecureRandom random) throws IOException {
    KeyPair pair = generate(random);
    String text = pem(PRIVATE, pair.getPrivate().getEncoded()) + pem(pair.getPublic());
    Files.createDirectories(path.toAbsolutePath().getParent());
    try (FileChannel channel =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OwnerOnly.file(path))) {
      channel.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
      channel.force(true);
    }
    return pair;
  }

  /** A fresh pair. */
  public static KeyPair generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
      generator.initialize(NamedParameterSpec.ED25519, random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 is part of every Java runtime", e);
    }
  }

  private static byte[] block(String text, String label) {
    String begin = "-----BEGIN " + label + "-----";
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END " + label + "-----");
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no " + label);
    }
    return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
  }

  private static String pem(String label, byte[] der) {
    String base64 = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
  }
}
