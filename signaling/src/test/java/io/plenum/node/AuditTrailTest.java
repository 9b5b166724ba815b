package io.plenum.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.Dialect;
import io.plenum.storage.database.PostgresConfig;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The audit log's keeper at PostgreSQL, whose connections an interrupt would break. */
@EachDatabase(Dialect.POSTGRESQL)
class AuditTrailTest {
  private static final Duration WHILE_IT_STOPS = Duration.ofMillis(300);

  @TempDir Path folder;
  private final TestDatabase store;
  private final PostgresConfig postgres;
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  AuditTrailTest(TestDatabase store) {
    this.store = store;
    this.postgres = store.postgres().orElseThrow();
  }

  @BeforeEach
  void listen() {
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void listenNoMore() {
    root.detachAppender(log);
  }

  private Connection another() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s"
            .formatted(postgres.host(), postgres.port(), postgres.database()),
        postgres.user(),
        postgres.password());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void awaitSomebodyAtTheLock(Connection asking)
      throws SQLException, InterruptedException {
    String sql =
        "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'audit_chain'::regclass";
    try (var statement = asking.prepareStatement(sql)) {
      while (true) {
        try (var row = statement.executeQuery()) {
          if (row.next() && row.getInt(1) > 0) {
            return;
          }
        }
        Thread.sleep(20);
      }
    }
  }

  @Test
  @Tag("A-2b")
  void stopsQuietly_whileItLooksWhatToSign() throws Exception {
    Database database = store.open();
    SecureRandom random = new SecureRandom();
    InstantSource clock = InstantSource.system();
    try (Connection locking = another();
        Connection asking = another()) {
      locking.setAutoCommit(false);
      execute(locking, "LOCK TABLE audit_chain IN ACCESS EXCLUSIVE MODE");
      AuditTrail trail =
          AuditTrail.start(
              database,
              new AuditLog(clock, random, "test"),
              Configuration.read(FirstStart.environment(folder)),
              random,
              clock,
              account -> 0);
      awaitSomebodyAtTheLock(asking);
      Thread stopping = Thread.ofVirtual().start(trail::close);
      stopping.join(WHILE_IT_STOPS);
      locking.rollback();
      stopping.join();
      assertThat(trail.working()).isTrue();
    }
    assertThat(log.list.stream().filter(one -> one.getLevel().isGreaterOrEqual(Level.WARN)))
        .isEmpty();
  }
}
