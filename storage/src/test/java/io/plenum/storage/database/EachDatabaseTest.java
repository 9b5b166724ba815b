package io.plenum.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@link Database} promises, whichever it is. */
@EachDatabase
class EachDatabaseTest {
  private static final String PHRASE = "the quick brown fox is a secret phrase";

  private final TestDatabase store;
  private Database database;

  EachDatabaseTest(TestDatabase store) {
    this.store = store;
  }

  @BeforeEach
  void open() {
    database = store.open();
  }

  private static int insert(Handle handle, String id, String name) {
    return handle.execute("INSERT INTO account (id, name, created_at) VALUES (?, ?, 0)", id, name);
  }

  private List<String> names() {
    return database.read(
        handle ->
            handle.createQuery("SELECT name FROM account ORDER BY id").mapTo(String.class).list());
  }

  @Test
  void keepsARow_whenItIsOpenedAgain() {
    database.write(handle -> insert(handle, "a", "Acme"));
    database.close();
    database = store.open();
    assertThat(names()).containsExactly("Acme");
  }

  @Test
  void undoesOnlyTheWorkThatThrew_whenManyAreWrittenAtOnce() throws Exception {
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all =
          IntStream.range(0, 100)
              .mapToObj(
                  i ->
                      callers.submit(
                          () ->
                              database.write(
                                  handle -> {
                                    int rows = insert(handle, "%03d".formatted(i), "n" + i);
                                    if (i % 2 == 1) {
                                      throw new IllegalArgumentException("odd");
                                    }
                                    return rows;
                                  })))
              .toList();
      for (int i = 0; i < all.size(); i++) {
        Future<Integer> one = all.get(i);
        if (i % 2 == 0) {
          assertThat(one.get()).isEqualTo(1);
        } else {
          assertThatThrownBy(one::get).hasRootCauseInstanceOf(IllegalArgumentException.class);
        }
      }
      assertThat(names()).hasSize(50);
    }
  }

  /** Each reads the newest number and writes the next: lost updates would repeat one. */
  @Test
  void losesNoUpdate_whenAllWriteTheSameRow() throws Exception {
    database.write(handle -> insert(handle, "a", "0"));
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all =
          IntStream.range(0, 60).mapToObj(i -> callers.submit(this::countUp)).toList();
      List<Integer> seen = new java.util.ArrayList<>();
      for (Future<Integer> one : all) {
        seen.add(one.get());
      }
      assertThat(seen).doesNotHaveDuplicates().hasSize(60);
    }
    assertThat(names()).containsExactly("60");
  }

  private int countUp() {
    return database.write(
        handle -> {
          int next = 1 + handle.createQuery("SELECT name FROM account").mapTo(Integer.class).one();
          handle.execute("UPDATE account SET name = ?", Integer.toString(next));
          return next;
        });
  }

  /** Two that read what the other writes: as if one had come after the other, never both before. */
  @Test
  void actsAsIfOneAfterTheOther_whenEachReadsWhatTheOtherWrites() throws Exception {
    for (int round = 0; round < 20; round++) {
      String left = round + "-left";
      String right = round + "-right";
      try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Boolean> one = callers.submit(() -> insertUnlessThere(left, right));
        Future<Boolean> other = callers.submit(() -> insertUnlessThere(right, left));
        assertThat(one.get() && other.get()).as("both saw nothing").isFalse();
      }
    }
  }

  private boolean insertUnlessThere(String mine, String theirs) {
    return database.write(
        handle -> {
          boolean there =
              handle
                  .createQuery("SELECT EXISTS (SELECT 1 FROM account WHERE id = ?)")
                  .bind(0, theirs)
                  .mapTo(Boolean.class)
                  .one();
          return !there && insert(handle, mine, "x") == 1;
        });
  }

  @Test
  void seesOneMoment_whenARowComesWhileItReads() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Integer>> reading =
          callers.submit(
              () ->
                  database.read(
                      handle -> {
                        int before = count(handle);
                        first.countDown();
                        awaited(written);
                        return List.of(before, count(handle));
                      }));
      first.await();
      database.write(handle -> insert(handle, "a", "Acme"));
      written.countDown();
      assertThat(reading.get()).containsExactly(0, 0);
    }
    assertThat(names()).containsExactly("Acme");
  }

  private static int count(Handle handle) {
    return handle.createQuery("SELECT count(*) FROM account").mapTo(Integer.class).one();
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Tag("S-6b")
  void tellsNoValue_whenAStatementFails() {
    database.write(handle -> insert(handle, PHRASE, PHRASE));
    assertThatThrownBy(() -> database.write(handle -> insert(handle, PHRASE, PHRASE)))
        .extracting(EachDatabaseTest::stackTrace)
        .asString()
        .containsIgnoringCase("unique")
        .doesNotContain(PHRASE);
  }

  private static String stackTrace(Throwable thrown) {
    java.io.StringWriter text = new java.io.StringWriter();
    thrown.printStackTrace(new java.io.PrintWriter(text));
    return text.toString();
  }

  @Test
  void refusesToWrite_whenOnlyReading() {
    assertThatThrownBy(() -> database.read(handle -> insert(handle, "a", "Acme")))
        .hasMessageMatching("(?s).*read-?only.*");
    assertThat(names()).isEmpty();
  }

  @Test
  void refusesATransactionInsideAnother_insteadOfWaitingForItself() {
    assertThatThrownBy(() -> database.write(outer -> database.read(inner -> 1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void ordersTextByItsBytes_whateverTheLanguage() {
    for (String name : List.of("b", "B", "a", "ä", "Z", "z", "_", "1")) {
      database.write(handle -> insert(handle, name, name));
    }
    assertThat(names()).containsExactly("1", "B", "Z", "_", "a", "b", "z", "ä");
  }

  @Test
  void refusesWork_whenItIsClosed() {
    database.close();
    assertThatThrownBy(() -> database.read(handle -> 1))
        .isInstanceOf(StoreFailed.class)
        .hasMessageContaining("closed");
  }
}
