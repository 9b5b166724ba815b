package io.plenum.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.storage.StorageRefused;
import io.plenum.storage.testkit.PostgresMissing;
import io.plenum.storage.testkit.PostgresServer;
import io.plenum.storage.testkit.TestAuthority;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL at the other end of a network that others may listen on, or sit in. */
@Tag("S-1a")
class PostgresTlsTest {
  private static final TestAuthority OURS = new TestAuthority("Ours");

  @TempDir private static Path folder;
  private static PostgresServer server;
  private static Path ours;

  @BeforeAll
  static void start() {
    ours = OURS.write(folder.resolve("ours.pem"));
    server = started(OURS.issue("localhost"));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static PostgresServer started(TestAuthority.Issued certificate) {
    return PostgresServer.withTls(certificate).orElseThrow(PostgresMissing::here);
  }

  private static PostgresConfig verified(PostgresServer at, String host, Optional<Path> trusted) {
    PostgresConfig plain = at.createDatabase();
    return new PostgresConfig(
        host,
        plain.port(),
        plain.database(),
        plain.user(),
        plain.password(),
        PostgresConfig.Tls.VERIFIED,
        trusted,
        1,
        1);
  }

  @Test
  void everyConnectionIsEncrypted_whereTheAuthorityIsTrustedAndTheNameIsRight() {
    PostgresConfig config = verified(server, "localhost", Optional.of(ours));
    try (Database database = Database.open(config);
        Database reading = Database.openToRead(config)) {
      String ask =
          "SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
              + " WHERE datname = current_database() AND usename = current_user";
      assertThat(
              database.read(handle -> handle.createQuery(ask).mapTo(Boolean.class).one())
                  && reading.read(handle -> handle.createQuery(ask).mapTo(Boolean.class).one()))
          .isTrue();
    }
    assertThat(PostgresProbe.of(config).version()).isNotEmpty();
  }

  @Test
  void refusesAServer_whoseAuthorityNobodyTrusts() {
    assertThatThrownBy(() -> Database.open(verified(server, "localhost", Optional.empty())))
        .isInstanceOf(StorageRefused.class)
        .hasMessageContaining("cannot be used: SSL error: ")
        .hasMessageEndingWith(
            ". It must offer TLS with a certificate that is valid, names localhost and comes from"
                + " an authority that Java trusts, or from one in the file that"
                + " PLENUM_DATABASE_TLS_AUTHORITIES names.");
  }

  @Test
  void refusesAServer_ofAnotherAuthorityOfTheSameName() {
    Path others = new TestAuthority("Ours").write(folder.resolve("others.pem"));
    PostgresConfig config = verified(server, "localhost", Optional.of(others));
    for (Runnable open :
        new Runnable[] {
          () -> Database.open(config),
          () -> Database.openToRead(config),
          () -> PostgresProbe.of(config)
        }) {
      assertThatThrownBy(open::run)
          .isInstanceOf(StorageRefused.class)
          .hasMessageContaining("names localhost and comes from an authority in " + others + ".");
    }
  }

  @Test
  void refusesAServer_whoseCertificateNamesAnotherHost() {
    assertThatThrownBy(() -> Database.open(verified(server, "127.0.0.1", Optional.of(ours))))
        .isInstanceOf(StorageRefused.class)
        .hasMessageContaining("The hostname 127.0.0.1 could not be verified")
        .hasMessageContaining("names 127.0.0.1 and comes from");
  }

  @Test
  void refusesAServer_whoseCertificateHasEnded() {
    try (PostgresServer late = started(OURS.issueEnded("localhost"))) {
      assertThatThrownBy(() -> Database.open(verified(late, "localhost", Optional.of(ours))))
          .isInstanceOf(StorageRefused.class)
          .hasMessageContaining("a certificate that is valid");
    }
  }

  @Test
  void saysNothingOfTls_whereNobodyAnswers() {
    PostgresConfig there = verified(server, "localhost", Optional.of(ours));
    PostgresConfig nowhere =
        new PostgresConfig(
            there.host(),
            1,
            there.database(),
            there.user(),
            there.password(),
            there.tls(),
            there.rootCertificate(),
            1,
            1);
    assertThatThrownBy(() -> Database.open(nowhere))
        .isInstanceOf(StorageRefused.class)
        .hasMessageNotContaining("TLS");
  }
}
