package io.plenum.signaling.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.signaling.access.Condition;
import io.plenum.signaling.access.Role;
import io.plenum.signaling.identity.Principal;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.DatabaseConfig;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdempotencyTest {
  private static final String KEY = "0d9a6f5e-6c0e-4f0e-9d35-1f6a1c2b7e44";

  @TempDir Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
  private final AtomicInteger ids = new AtomicInteger();
  private Database database;
  private Idempotency idempotency;

  @BeforeEach
  void open() {
    SecureRandom random = new SecureRandom();
    database =
        Database.open(new DatabaseConfig(folder.resolve("data"), MasterKey.random(random), random));
    idempotency = new Idempotency(database, now::get, random);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Request request(String user, String name) {
    return new Request(
        new JsonObject().put("name", name),
        Map.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(
            new Principal(user, "acme", "Ada", Role.USER, "s", Optional.empty(), false, Set.of())),
        Optional.empty(),
        Condition.NONE,
        MultiMap.caseInsensitiveMultiMap(),
        Optional.empty(),
        "192.0.2.1",
        "192.0.2.1:50000",
        "",
        "http://localhost");
  }

  private Answer ask(String user, String name, Supplier<Answer> work) {
    return idempotency.once(KEY, "POST /meetings", request(user, name), work);
  }

  /** Writes one row that can be counted, and answers with how many there are. */
  private Answer write() {
    int accounts =
        database.write(
            handle -> {
              String id = "account-" + ids.incrementAndGet();
              handle.execute("INSERT INTO account (id, name, created_at) VALUES (?, 'x', 0)", id);
              return rows(handle);
            });
    return Answer.created(new JsonObject().put("rows", accounts)).ofVersion(1).at("/x");
  }

  private static int rows(Handle handle) {
    return handle.createQuery("SELECT count(*) FROM account").mapTo(Integer.class).one();
  }

  private int rows() {
    return database.read(IdempotencyTest::rows);
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.problem().code()).isEqualTo(code));
  }

  @Test
  void givesTheSameAnswer_whenTheRequestIsRepeated() {
    Answer first = ask("ada", "Weekly", this::write);
    assertThat(ask("ada", "Weekly", this::write)).isEqualTo(first);
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void keepsAnAnswer_thatNobodyCanReadWithoutTheKey() {
    ask("ada", "Weekly", () -> Answer.created(new JsonObject().put("secret", "whsec_abc")));
    String row =
        database.read(
            handle ->
                handle
                    .createQuery("SELECT key || answer FROM idempotent_request")
                    .mapTo(String.class)
                    .one());
    assertThat(row).doesNotContain("whsec_abc").doesNotContain(KEY);
    assertThat(ask("ada", "Weekly", this::write).body().orElseThrow().getString("secret"))
        .isEqualTo("whsec_abc");
  }

  @Test
  void refusesTheKey_forAnotherBody() {
    ask("ada", "Weekly", this::write);
    assertRefused(ErrorCode.KEY_REUSED, () -> ask("ada", "Monthly", this::write));
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void keepsTheKeysOfDifferentPeopleApart() {
    ask("ada", "Weekly", this::write);
    ask("charles", "Monthly", this::write);
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void forgetsAKey_afterADay() {
    ask("ada", "Weekly", this::write);
    now.updateAndGet(at -> at.plus(Idempotency.KEPT_FOR).minusMillis(1));
    assertThat(idempotency.sweep()).isZero();
    ask("ada", "Weekly", this::write);
    assertThat(rows()).isEqualTo(1);
    now.updateAndGet(at -> at.plusMillis(1));
    ask("ada", "Monthly", this::write);
    assertThat(rows()).isEqualTo(2);
    now.updateAndGet(at -> at.plus(Idempotency.KEPT_FOR));
    assertThat(idempotency.sweep()).isEqualTo(1);
  }

  @Test
  void doesItOnce_whenManyAskAtTheSameTime() throws Exception {
    int many = 16;
    CountDownLatch together = new CountDownLatch(many);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> asked =
          IntStream.range(0, many)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            together.countDown();
                            together.await();
                            return ask("ada", "Weekly", this::write);
                          }))
              .toList();
      for (Future<Answer> one : asked) {
        try {
          assertThat(one.get().status()).isEqualTo(201);
        } catch (ExecutionException refused) {
          assertThat(((Refusal) refused.getCause()).problem().code())
              .isEqualTo(ErrorCode.KEY_IN_USE);
        }
      }
    }
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void freesTheKey_whenTheOperationRefuses() {
    Supplier<Answer> refusing =
        () -> {
          database.write(handle -> handle.execute("DELETE FROM attempt"));
          throw new Refusal(Problem.of(ErrorCode.CONFLICT));
        };
    assertRefused(ErrorCode.CONFLICT, () -> ask("ada", "Weekly", refusing));
    assertThat(ask("ada", "Monthly", this::write).status()).isEqualTo(201);
  }

  @Test
  void runsAgain_whenTheFirstRunDiedBeforeItWrote() {
    assertThatThrownBy(() -> ask("ada", "Weekly", IdempotencyTest::die)).isInstanceOf(Error.class);
    assertRefused(ErrorCode.KEY_IN_USE, () -> ask("ada", "Weekly", this::write));
    now.updateAndGet(at -> at.plus(Idempotency.HELD_FOR));
    assertThat(ask("ada", "Weekly", this::write).status()).isEqualTo(201);
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void saysThatItWasDone_whenTheFirstRunDiedAfterItWrote() {
    Supplier<Answer> dying =
        () -> {
          write();
          return die();
        };
    assertThatThrownBy(() -> ask("ada", "Weekly", dying)).isInstanceOf(Error.class);
    now.updateAndGet(at -> at.plus(Duration.ofHours(1)));
    assertRefused(ErrorCode.ANSWER_LOST, () -> ask("ada", "Weekly", this::write));
    assertThat(rows()).isEqualTo(1);
  }

  /** As a process that is killed: nothing of ours runs any more. */
  private static Answer die() {
    throw new Error("killed");
  }

  @Test
  void writesNothing_onceAnotherRunHasTakenTheKeyOver() {
    Supplier<Answer> slow =
        () -> {
          now.updateAndGet(at -> at.plus(Idempotency.HELD_FOR));
          assertThat(elsewhere(() -> ask("ada", "Weekly", this::write)).status()).isEqualTo(201);
          return write();
        };
    assertRefused(ErrorCode.KEY_IN_USE, () -> ask("ada", "Weekly", slow));
    assertThat(rows()).isEqualTo(1);
  }

  private static Answer elsewhere(Supplier<Answer> call) {
    return CompletableFuture.supplyAsync(call).join();
  }

  @Test
  void refusesMoreKeys_thanOneUserMayHave() {
    database.write(
        handle -> {
          for (int i = 0; i < Idempotency.KEYS_PER_USER; i++) {
            handle.execute(
                "INSERT INTO idempotent_request (principal, key, request_hash, run, held_until,"
                    + " written, created_at) VALUES ('ada', ?, '', '', 0, 0, ?)",
                "key-" + i,
                now.get().toEpochMilli());
          }
          return null;
        });
    assertRefused(ErrorCode.TOO_MANY_REQUESTS, () -> ask("ada", "Weekly", this::write));
    assertThat(ask("charles", "Weekly", this::write).status()).isEqualTo(201);
  }
}
