package io.plenum.signaling.api;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTPS with a certificate from PEM files (REQUIREMENTS S-1). When the files change, as at a
 * renewal, the new certificate serves the connections that come after; a pair that does not fit
 * leaves the old one in place.
 *
 * @param port 0: any free one
 * @param certificate the chain, the server's own first
 * @param key its private key, PKCS #8
 */
public record Tls(int port, Path certificate, Path key) {
  private static final Logger log = LoggerFactory.getLogger(Tls.class);

  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  /** Forward secrecy and authenticated encryption only (RFC 9325 section 4.2), AES-256 first. */
  private static final List<String> SUITES =
      List.of(
          "TLS_AES_256_GCM_SHA384",
          "TLS_AES_128_GCM_SHA256",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  /** A handshake that takes longer belongs to somebody who only holds the connection. */
  private static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(10);

  /** Renewals come weeks before the end; nobody waits for this. */
  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

  /**
   * Adds TLS to a server's options.
   *
   * @throws IllegalStateException when a file cannot be read, or the key is another's
   */
  void applyTo(HttpServerOptions options, Vertx vertx) {
    PemKeyCertOptions pair = pair();
    if (!KeyPairs.fit(pair, vertx)) {
      throw new IllegalStateException(
          "The private key " + key + " does not belong to the certificate " + certificate + ".");
    }
    options
        .setSsl(true)
        .setUseAlpn(false)
        .setSslHandshakeTimeout(HANDSHAKE_LIMIT.toSeconds())
        .setEnabledSecureTransportProtocols(new LinkedHashSet<>(PROTOCOLS))
        .setKeyCertOptions(pair);
    SUITES.forEach(options::addEnabledCipherSuite);
  }

  /**
   * The bytes as they are now: a file that changes later changes nothing until it is looked at.
   *
   * @throws IllegalStateException when a file cannot be read
   */
  private PemKeyCertOptions pair() {
    return new PemKeyCertOptions().addCertValue(read(certificate)).addKeyValue(read(key));
  }

  private static Buffer read(Path file) {
    try {
      return Buffer.buffer(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read: " + e, e);
    }
  }

  /** Looks at the files every minute and gives the server what is new, until the answer is run. */
  Runnable keepFresh(Vertx vertx, HttpServer server) {
    return keepFresh(vertx, server, LOOK_EVERY);
  }

  Runnable keepFresh(Vertx vertx, HttpServer server, Duration every) {
    Set<FileTime> seen = new LinkedHashSet<>(changed());
    long timer =
        vertx.setPeriodic(
            every.toMillis(),
            tick ->
                vertx.executeBlocking(
                    () -> {
                      List<FileTime> now = changed();
                      if (!now.isEmpty() && seen.addAll(now)) {
                        renew(vertx, server);
                      }
                      return null;
                    }));
    return () -> vertx.cancelTimer(timer);
  }

  private void renew(Vertx vertx, HttpServer server) {
    PemKeyCertOptions pair;
    try {
      pair = pair();
      if (!KeyPairs.fit(pair, vertx)) {
        // In the middle of a renewal one file is new and the other is not; its turn comes.
        log.warn("The key {} does not belong to the changed {}; not used", key, certificate);
        return;
      }
    } catch (IllegalStateException e) {
      log.error("The changed certificate {} is not used: {}", certificate, e.getMessage());
      return;
    }
    ServerSSLOptions fresh = new ServerSSLOptions().setKeyCertOptions(pair);
    fresh
        .setEnabledSecureTransportProtocols(new LinkedHashSet<>(PROTOCOLS))
        .setSslHandshakeTimeout(HANDSHAKE_LIMIT.toSeconds());
    SUITES.forEach(fresh::addEnabledCipherSuite);
    server
        .updateSSLOptions(fresh)
        .onSuccess(updated -> log.info("The certificate {} is read anew", certificate))
        .onFailure(
            e ->
                log.error("The changed certificate {} is not used: {}", certificate, e.toString()));
  }

  /** When each file was last changed; empty while one is missing, as in the middle of a renewal. */
  private List<FileTime> changed() {
    try {
      return List.of(Files.getLastModifiedTime(certificate), Files.getLastModifiedTime(key));
    } catch (IOException e) {
      return List.of();
    }
  }
}
