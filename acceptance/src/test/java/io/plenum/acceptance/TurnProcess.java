package io.plenum.acceptance;

import io.plenum.signaling.api.DevelopmentCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Debian's coturn on free ports of loopback, set up as docs/connectivity.md says. Its log is kept
 * in {@code target/logs}. Not thread-safe.
 */
final class TurnProcess implements AutoCloseable {
  /** What it shares with the server. */
  static final String SECRET = "a-secret-shared-with-the-relay";

  private static final Duration READY_LIMIT = Duration.ofSeconds(20);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final Path home = Files.createTempDirectory("plenum-coturn");
  private final Path log = Files.createDirectories(Path.of("target", "logs")).resolve("coturn.log");
  private final DevelopmentCertificate certificate =
      new DevelopmentCertificate(home.resolve("tls"), "localhost");
  private final int port = FreePorts.media(1);
  private final int tlsPort = FreePorts.tcp();
  private final Process process;

  /** Starts it and waits until it listens. */
  TurnProcess() throws IOException {
    certificate.prepare(new SecureRandom(), Instant.now());
    process =
        new ProcessBuilder(
                Tool.COTURN.executable().orElseThrow().toString(),
                "-n", // no file of settings
                "--use-auth-secret",
                "--static-auth-secret=" + SECRET,
                "--realm=plenum.test",
                "--listening-ip=127.0.0.1",
                "--relay-ip=127.0.0.1",
                "--listening-port=" + port,
                "--tls-listening-port=" + tlsPort,
                "--cert=" + certificate.certificate(),
                "--pkey=" + certificate.key(),
                "--allow-loopback-peers", // the server's media is there
                "--no-cli",
                "--no-dtls",
                "--userdb=" + home.resolve("users"),
                "--pidfile=" + home.resolve("pid"),
                "--simple-log",
                "--log-file=stdout",
                "--verbose")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      Eventually.holds("coturn listens, see " + log.toAbsolutePath(), READY_LIMIT, this::listens);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private boolean listens() {
    if (!process.isAlive()) {
      throw new AssertionError("coturn ended by itself, see " + log.toAbsolutePath());
    }
    try {
      new Socket(InetAddress.getLoopbackAddress(), port).close();
      new Socket(InetAddress.getLoopbackAddress(), tlsPort).close();
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Over UDP. */
  String udp() {
    return "turn:127.0.0.1:" + port + "?transport=udp";
  }

  /** Over TCP. */
  String tcp() {
    return "turn:127.0.0.1:" + port + "?transport=tcp";
  }

  /** Over TLS. */
  String tls() {
    return "turns:localhost:" + tlsPort + "?transport=tcp";
  }

  /** What a server needs to send people here. */
  Map<String, String> settings() {
    return Map.of(
        "PLENUM_TURN_URLS",
        String.join(",", List.of(udp(), tcp(), tls())),
        "PLENUM_TURN_SECRET",
        SECRET);
  }

  /** Base64 of SHA-256 of the certificate's public key, by which Chromium can be told to trust. */
  String publicKeyHash() throws IOException {
    try (var file = Files.newInputStream(certificate.certificate())) {
      byte[] key =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(file)
              .getPublicKey()
              .getEncoded();
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Folders.delete(home);
  }
}
