package io.plenum.signaling.identity.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;

/**
 * One key pair (P-256, for ES256). Its id is its thumbprint (RFC 7638). Immutable.
 *
 * @param signsFrom from then on tokens are signed with it, until a newer key's time has come
 */
record SigningKey(ECKey pair, Instant signsFrom) {
  static SigningKey generate(Instant signsFrom) {
    try {
      ECKey pair =
          new ECKeyGenerator(Curve.P_256)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .keyIDFromThumbprint(true)
              .generate();
      return new SigningKey(pair, signsFrom);
    } catch (JOSEException e) {
      throw new IllegalStateException("P-256 is part of every Java runtime", e);
    }
  }

  /** From its row: PKCS #8 and SubjectPublicKeyInfo. */
  static SigningKey read(String id, byte[] privateKey, byte[] publicKey, Instant signsFrom) {
    try {
      KeyFactory factory = KeyFactory.getInstance("EC");
      var publicPart = (ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(publicKey));
      var privatePart = (ECPrivateKey) factory.generatePrivate(new PKCS8EncodedKeySpec(privateKey));
      ECKey pair =
          new ECKey.Builder(Curve.P_256, publicPart)
              .privateKey(privatePart)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .keyID(id)
              .build();
      return new SigningKey(pair, signsFrom);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the signing key " + id + " cannot be read", e);
    }
  }

  String id() {
    return pair.getKeyID();
  }

  byte[] privateBytes() {
    try {
      return pair.toECPrivateKey().getEncoded();
    } catch (JOSEException e) {
      throw new IllegalStateException("the key pair was made here", e);
    }
  }

  byte[] publicBytes() {
    try {
      return pair.toECPublicKey().getEncoded();
    } catch (JOSEException e) {
      throw new IllegalStateException("the key pair was made here", e);
    }
  }

  /** Does not show the private key. */
  @Override
  public String toString() {
    return "SigningKey[" + id() + "]";
  }
}
