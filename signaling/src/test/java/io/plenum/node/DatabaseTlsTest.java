package io.plenum.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.node.Doctor.Level;
import io.plenum.storage.StorageRefused;
import io.plenum.storage.database.PostgresConfig;
import io.plenum.storage.testkit.PostgresMissing;
import io.plenum.storage.testkit.PostgresServer;
import io.plenum.storage.testkit.TestAuthority;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server that keeps its rows in PostgreSQL over TLS, as its operator configures it. */
@Tag("S-1a")
class DatabaseTlsTest {
  @TempDir Path folder;
  private final TestAuthority authority = new TestAuthority("Ours");
  @AutoClose private PostgresServer server;
  private Map<String, String> environment;

  @BeforeEach
  void start() {
    server =
        PostgresServer.withTls(authority.issue("localhost")).orElseThrow(PostgresMissing::here);
    PostgresConfig database = server.createDatabase();
    environment =
        FirstStart.environment(
            folder,
            "PLENUM_DATABASE_URL",
            "postgresql://localhost:" + database.port() + "/" + database.database(),
            "PLENUM_DATABASE_USER",
            database.user(),
            "PLENUM_DATABASE_PASSWORD",
            database.password(),
            "PLENUM_DATABASE_TLS",
            "verify");
  }

  @Test
  void worksOverTls_whenItsAuthorityIsNamed_andSaysHowTo_whenItIsNot() {
    String advice = "in the file that PLENUM_DATABASE_TLS_AUTHORITIES names.";
    assertThatThrownBy(() -> Node.start(Configuration.read(environment)))
        .isInstanceOf(StorageRefused.class)
        .hasMessageEndingWith(advice);
    assertThat(Doctor.examine(environment, InstantSource.system()))
        .filteredOn(one -> one.what().equals("database"))
        .singleElement()
        .matches(one -> one.level() == Level.WRONG && one.text().endsWith(advice));

    Path file = authority.write(folder.resolve("authority.pem"));
    environment.put("PLENUM_DATABASE_TLS_AUTHORITIES", file.toString());
    try (Node node = Node.start(Configuration.read(environment))) {
      Client client = new Client(node.httpPort());
      assertThat(FirstStart.setUp(client).statusCode()).isEqualTo(200);
      assertThat(Doctor.examine(environment, InstantSource.system()))
          .filteredOn(one -> List.of("database", "clock").contains(one.what()))
          .hasSize(2)
          .allMatch(one -> one.level() == Level.WELL);
    }
  }
}
