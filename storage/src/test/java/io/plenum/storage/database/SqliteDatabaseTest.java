package io.plenum.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.storage.StorageRefused;
import io.plenum.storage.crypto.MasterKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only the embedded database does; the rest is in {@link EachDatabaseTest}. */
class SqliteDatabaseTest {
  private static final String PHRASE = "the quick brown fox is a secret phrase";
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path folder;
  private final MasterKey key = MasterKey.random(RANDOM);

  private Database open() {
    return Database.open(new DatabaseConfig(folder.resolve("data"), key, RANDOM));
  }

  private static int insert(Handle handle, String id, String name) {
    return handle.execute("INSERT INTO account (id, name, created_at) VALUES (?, ?, 0)", id, name);
  }

  private static List<String> names(Database database) {
    return database.read(
        handle ->
            handle.createQuery("SELECT name FROM account ORDER BY id").mapTo(String.class).list());
  }

  @Test
  @Tag("S-3a")
  void writesNoPlainTextAnywhere_whileOpenAndAfterClosing() throws IOException {
    try (Database database = open()) {
      for (int i = 0; i < 500; i++) {
        int id = i;
        database.write(handle -> insert(handle, "id" + id, PHRASE + id));
      }
      assertThat(Files.size(folder.resolve("data/plenum.db-wal"))).isPositive();
      assertThat(filesHolding(PHRASE)).isEmpty();
      assertThat(filesHolding("SQLite format 3")).isEmpty();
      assertThat(filesHolding("CREATE TABLE")).isEmpty();
    }
    assertThat(filesHolding(PHRASE)).isEmpty();
  }

  private List<Path> filesHolding(String text) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> bytesOf(file).contains(text))
          .toList();
    }
  }

  private static String bytesOf(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void answersBusy_whenTheQueueIsFull() throws Exception {
    DatabaseConfig config = new DatabaseConfig(folder.resolve("data"), key, RANDOM, 1, 2);
    Held held = new Held();
    try (Database database = Database.open(config);
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> holding = callers.submit(() -> database.write(_ -> held.hold()));
      held.awaitRunning();
      List<Future<Integer>> queued =
          List.of(
              callers.submit(() -> database.write(h -> 1)),
              callers.submit(() -> database.write(h -> 2)));
      awaitWaiting(database, 2);
      assertThatThrownBy(() -> database.write(handle -> 3)).isInstanceOf(StoreBusy.class);
      held.release();
      holding.get();
      assertThat(queued.get(0).get()).isEqualTo(1);
      assertThat(queued.get(1).get()).isEqualTo(2);
    }
  }

  /** Readers serve several from one transaction, which is older than what came meanwhile. */
  @Test
  void showsAWriteToWhoeverAsksAfterIt_howeverManyWaited() throws Exception {
    DatabaseConfig config = new DatabaseConfig(folder.resolve("data"), key, RANDOM, 1, 100);
    Held held = new Held();
    try (Database database = Database.open(config);
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> first =
          callers.submit(
              () ->
                  database.read(
                      handle -> {
                        int before = count(handle);
                        held.hold();
                        return count(handle) - before;
                      }));
      held.awaitRunning();
      Future<List<String>> askedBefore = callers.submit(() -> names(database));
      awaitWaiting(database, 1);
      database.write(handle -> insert(handle, "a", "Acme"));
      Future<List<String>> askedAfter = callers.submit(() -> names(database));
      awaitWaiting(database, 2);
      held.release();

      assertThat(first.get()).isZero();
      assertThat(askedBefore.get()).isEmpty();
      assertThat(askedAfter.get()).containsExactly("Acme");
    }
  }

  @Test
  void readsOn_whenAReadBesideItFailed() throws Exception {
    DatabaseConfig config = new DatabaseConfig(folder.resolve("data"), key, RANDOM, 1, 100);
    Held held = new Held();
    try (Database database = Database.open(config);
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> holding = callers.submit(() -> database.read(_ -> held.hold()));
      held.awaitRunning();
      Future<Integer> failing =
          callers.submit(() -> database.read(handle -> handle.execute("SELECT 1 FROM absent")));
      awaitWaiting(database, 1);
      Future<List<String>> next = callers.submit(() -> names(database));
      awaitWaiting(database, 2);
      held.release();

      holding.get();
      assertThatThrownBy(failing::get).hasMessageContaining("no such table");
      assertThat(next.get()).isEmpty();
    }
  }

  @Test
  void showsEverybodyTheirOwnWrites_whenManyReadAndWrite() throws Exception {
    try (Database database = open();
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int caller = 0; caller < 16; caller++) {
        String id = "caller" + caller;
        all.add(callers.submit(() -> writesNotSeen(database, id)));
      }
      for (Future<Integer> one : all) {
        assertThat(one.get()).isZero();
      }
    }
  }

  private static int writesNotSeen(Database database, String id) {
    int missed = 0;
    database.write(handle -> insert(handle, id, "0"));
    for (int round = 1; round <= 50; round++) {
      String name = Integer.toString(round);
      database.write(
          handle -> handle.execute("UPDATE account SET name = ? WHERE id = ?", name, id));
      String seen =
          database.read(
              handle ->
                  handle
                      .createQuery("SELECT name FROM account WHERE id = ?")
                      .bind(0, id)
                      .mapTo(String.class)
                      .one());
      missed += seen.equals(name) ? 0 : 1;
    }
    return missed;
  }

  private static int count(Handle handle) {
    return handle.createQuery("SELECT count(*) FROM account").mapTo(Integer.class).one();
  }

  private static void awaitWaiting(Database database, int tasks) {
    while (database.waiting() < tasks) {
      Thread.onSpinWait();
    }
  }

  /** Work that keeps its thread of the database until it may go on. */
  private static final class Held {
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    /** Called on the database's thread. */
    boolean hold() {
      running.countDown();
      try {
        goOn.await();
        return true;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    void awaitRunning() throws InterruptedException {
      running.await();
    }

    void release() {
      goOn.countDown();
    }
  }

  @Test
  void finishesWhatWaits_whenItIsClosed() throws Exception {
    Held held = new Held();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Database database = open();
      Future<Boolean> holding = callers.submit(() -> database.write(_ -> held.hold()));
      held.awaitRunning();
      Future<Integer> waiting =
          callers.submit(() -> database.write(handle -> insert(handle, "a", "Acme")));
      awaitWaiting(database, 1);
      Future<?> closing = callers.submit(database::close);
      held.release();
      assertThat(holding.get()).isTrue();
      assertThat(waiting.get()).isEqualTo(1);
      closing.get();
      assertThatThrownBy(() -> database.read(handle -> 1))
          .isInstanceOf(StoreFailed.class)
          .hasMessageContaining("closed");
    }
    try (Database database = open()) {
      assertThat(names(database)).containsExactly("Acme");
    }
  }

  @Test
  void saysThatTheKeyDoesNotFit_whenItIsAnother() {
    open().close();
    DatabaseConfig other =
        new DatabaseConfig(folder.resolve("data"), MasterKey.random(RANDOM), RANDOM);
    assertThatThrownBy(() -> Database.open(other))
        .isInstanceOf(StorageRefused.class)
        .hasMessageContaining("master key does not fit");
    open().close();
  }

  @Test
  void saysThatTheDatabaseIsDamaged_whenItsBytesAreNot() throws IOException {
    open().close();
    Files.write(folder.resolve("data/plenum.db"), new byte[8192]);
    assertThatThrownBy(this::open)
        .isInstanceOf(StorageRefused.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void saysThatTheFolderIsInUse_whenAnotherHasItOpen() {
    try (Database database = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(StorageRefused.class)
          .hasMessageContaining("in use by another Plenum");
      assertThat(names(database)).isEmpty();
    }
  }

  @Test
  void saysThatTheFolderCannotBeWritten_whenAFileIsInItsPlace() throws IOException {
    Files.writeString(folder.resolve("data"), "not a folder");
    assertThatThrownBy(this::open)
        .isInstanceOf(StorageRefused.class)
        .hasMessageContaining("cannot be written")
        .hasMessageContaining("PLENUM_DATA_DIR");
  }

  /** Which no commit does any more; without it the log would grow for ever. */
  @Test
  void foldsTheLogIntoTheFile_whileItIsWritten() throws Exception {
    Path file = folder.resolve("data/plenum.db");
    Path log = folder.resolve("data/plenum.db-wal");
    try (Database database = open()) {
      long before = Files.size(file);
      for (int i = 0; Files.size(file) == before; i++) {
        int id = i;
        database.write(handle -> insert(handle, "id" + id, PHRASE.repeat(100)));
        Thread.sleep(5);
      }
      assertThat(Files.size(log)).isLessThan(64 << 20);
    }
    assertThat(log).doesNotExist();
  }
}
