package io.plenum.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.storage.StorageRefused;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.PostgresServer;
import io.plenum.storage.testkit.TestDatabase;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What only PostgreSQL does; the rest is in {@link EachDatabaseTest}. */
@EachDatabase(Dialect.POSTGRESQL)
class PostgresDatabaseTest {
  private final TestDatabase store;
  private final PostgresConfig config;

  PostgresDatabaseTest(TestDatabase store) {
    this.store = store;
    this.config = store.postgres().orElseThrow();
  }

  private static int insert(Handle handle, String id) {
    return handle.execute("INSERT INTO account (id, name, created_at) VALUES (?, 'n', 0)", id);
  }

  private static List<String> ids(Database database) {
    return database.read(
        handle ->
            handle.createQuery("SELECT id FROM account ORDER BY id").mapTo(String.class).list());
  }

  private PostgresConfig at(int port, int connections, int queueLimit) {
    return new PostgresConfig(
        config.host(),
        port,
        config.database(),
        config.user(),
        config.password(),
        config.tls(),
        config.rootCertificate(),
        connections,
        queueLimit);
  }

  @Test
  @Tag("V-1")
  void refusesASecondServer_whileOneRuns() {
    Database first = store.open();
    assertThatThrownBy(store::open)
        .isInstanceOf(StorageRefused.class)
        .hasMessageContaining("is in use by another Plenum (connected from 127.0.0.1 since ")
        .hasMessageContaining("Stop it first");
    first.write(handle -> insert(handle, "a"));
    first.close();
    assertThat(ids(store.open())).containsExactly("a");
  }

  /** As when the machine of the first was cut off from the database for a while. */
  @Test
  void stopsTheFirstServer_whenAnotherTookOverAfterItsLockWasLost() {
    Database first = store.open();
    first.write(handle -> insert(handle, "a"));
    PostgresServer.execute(
        config,
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database ="
            + " (SELECT oid FROM pg_database WHERE datname = current_database())");
    Database second = store.open();
    assertThatThrownBy(() -> first.write(handle -> insert(handle, "from the first")))
        .isInstanceOf(StoreFailed.class);
    assertThatThrownBy(() -> ids(first)).isInstanceOf(StoreFailed.class);
    second.write(handle -> insert(handle, "b"));
    assertThat(ids(second)).containsExactly("a", "b");
  }

  @Test
  void goesOn_whenItsConnectionsBroke() throws InterruptedException {
    Database database = store.open();
    database.write(handle -> insert(handle, "a"));
    PostgresServer.execute(
        config,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    database.write(handle -> insert(handle, "b"));
    assertThat(ids(database)).containsExactly("a", "b");
    // The lock is taken again, too.
    while (!locked()) {
      Thread.sleep(500);
    }
  }

  private boolean locked() {
    try (var connection = PostgresSource.bounded(config).getConnection();
        var statement = connection.createStatement();
        var held =
            statement.executeQuery(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database"
                    + " = (SELECT oid FROM pg_database WHERE datname = current_database())")) {
      return held.next() && held.getInt(1) == 1;
    } catch (java.sql.SQLException e) {
      return false;
    }
  }

  @Test
  void tellsTheTruth_whenTheConnectionBreaksAfterTheCommit() {
    try (CutConnection cut = new CutConnection(config.port());
        Database database = Database.open(at(cut.port(), 2, 10))) {
      cut.cut(CutConnection.Moment.AFTER_COMMIT);
      database.write(handle -> insert(handle, "kept"));
      assertThat(ids(database)).containsExactly("kept");
    }
  }

  @Test
  void tellsTheTruth_whenTheConnectionBreaksBeforeTheCommit() {
    try (CutConnection cut = new CutConnection(config.port());
        Database database = Database.open(at(cut.port(), 2, 10))) {
      cut.cut(CutConnection.Moment.BEFORE_COMMIT);
      assertThatThrownBy(() -> database.write(handle -> insert(handle, "lost")))
          .isInstanceOf(StoreFailed.class)
          .hasMessageContaining("nothing was kept");
      assertThat(ids(database)).isEmpty();
    }
  }

  @Test
  void answersBusy_whenTheQueueIsFull() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (Database database = Database.open(at(config.port(), 1, 2));
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> holding =
          callers.submit(
              () ->
                  database.write(
                      handle -> {
                        running.countDown();
                        return awaited(goOn);
                      }));
      running.await();
      List<Future<Integer>> queued =
          List.of(
              callers.submit(() -> database.write(h -> 1)),
              callers.submit(() -> database.write(h -> 2)));
      while (database.waiting() < 2) {
        Thread.onSpinWait();
      }
      assertThatThrownBy(() -> database.write(handle -> 3)).isInstanceOf(StoreBusy.class);
      goOn.countDown();
      holding.get();
      assertThat(queued.get(0).get() + queued.get(1).get()).isEqualTo(3);
    }
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Tag("S-1a")
  void refusesAServerWithoutTls_whenTlsIsWanted() {
    PostgresConfig verified =
        new PostgresConfig(
            config.host(),
            config.port(),
            config.database(),
            config.user(),
            config.password(),
            PostgresConfig.Tls.VERIFIED,
            config.rootCertificate(),
            1,
            1);
    assertThatThrownBy(() -> Database.open(verified))
        .isInstanceOf(StorageRefused.class)
        .hasMessageContaining("SSL");
  }

  @Test
  void saysWhatIsWrong_whenThePasswordIs() {
    PostgresConfig wrong =
        new PostgresConfig(
            config.host(),
            config.port(),
            config.database(),
            config.user(),
            "not the password",
            config.tls(),
            config.rootCertificate(),
            1,
            1);
    assertThatThrownBy(() -> Database.open(wrong))
        .isInstanceOf(StorageRefused.class)
        .hasMessageContaining("cannot be used")
        .hasMessageContaining("password authentication failed")
        .hasMessageNotContaining("not the password");
  }
}
