package io.plenum.storage.backup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.storage.StorageRefused;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.crypto.MasterKeyFile;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.DatabaseConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("V-4")
class BackupTest {
  private static final String PHRASE = "the quick brown fox is a secret phrase";
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path home;
  private final MasterKey key = MasterKey.random(RANDOM);

  private Path data() {
    return home.resolve("data");
  }

  private Path elsewhere() {
    return home.resolve("elsewhere");
  }

  private Path file() {
    return home.resolve("plenum.backup");
  }

  private Database open(Path folder) {
    return Database.open(new DatabaseConfig(folder, key, RANDOM));
  }

  private Backup.Content backUp() {
    return new Backup(data(), key).writeTo(file(), NOW);
  }

  private Restore.Done restore(boolean replace) {
    return new Restore(elsewhere(), key).from(file(), replace, NOW);
  }

  /** An account and a user, together; as an object before its row, a file before both. */
  private void add(Database database, String id) {
    try {
      Path object = data().resolve("objects/" + id.substring(0, 1) + "/" + id);
      Files.createDirectories(object.getParent());
      Files.writeString(object, "object " + id);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    database.write(
        handle -> {
          handle.execute("INSERT INTO account (id, name, created_at) VALUES (?, ?, 0)", id, PHRASE);
          return handle.execute("INSERT INTO access_code (code) VALUES (?)", id);
        });
  }

  private static List<String> ids(Database database, String column, String table) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT " + column + " FROM " + table + " ORDER BY 1")
                .mapTo(String.class)
                .list());
  }

  @Test
  void holdsWhatWasCommittedBefore_andNothingByHalf_whenItIsMadeDuringWrites() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger written = new AtomicInteger();
    int before;
    try (Database database = open(data());
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        add(database, "a%04d".formatted(i));
      }
      Future<?> writing =
          callers.submit(
              () -> {
                while (!stop.get()) {
                  add(database, "b%04d".formatted(written.getAndIncrement()));
                }
              });
      while (written.get() < 20) {
        Thread.onSpinWait();
      }
      before = written.get() - 1;
      backUp();
      int after = written.get();
      stop.set(true);
      writing.get();
      assertThat(after).as("writes went on").isGreaterThan(before);
    }
    restore(false);
    try (Database database = open(elsewhere())) {
      List<String> accounts = ids(database, "id", "account");
      assertThat(accounts).hasSizeGreaterThanOrEqualTo(100 + before);
      assertThat(accounts).contains("a0000", "a0099", "b0000", "b%04d".formatted(before - 1));
      assertThat(ids(database, "code", "access_code")).isEqualTo(accounts);
      for (String id : accounts) {
        assertThat(elsewhere().resolve("objects/" + id.charAt(0) + "/" + id))
            .hasContent("object " + id);
      }
      add(database, "c0000");
    }
  }

  @Test
  @Tag("S-3a")
  @Tag("S-3b")
  void holdsNoPlainTextAndNoMasterKey() throws IOException {
    MasterKey beside = MasterKeyFile.beside(data()).readOrCreate(data(), RANDOM);
    try (Database database = Database.open(new DatabaseConfig(data(), beside, RANDOM))) {
      add(database, "a");
      new Backup(data(), beside).writeTo(file(), NOW);
    }
    String bytes = Files.readString(file(), ISO_8859_1);
    String masterKey = Files.readString(home.resolve("data.key")).strip();
    assertThat(bytes).startsWith("PLENUMB1");
    assertThat(bytes).doesNotContain(PHRASE, "SQLite format", "CREATE TABLE", "object a");
    assertThat(bytes).doesNotContain(masterKey, "plenum.db", "database.key", "manifest");
    assertThat(bytes)
        .doesNotContain(new String(java.util.Base64.getDecoder().decode(masterKey), ISO_8859_1));
    new Restore(elsewhere(), beside).from(file(), false, NOW);
    try (var files = Files.walk(elsewhere())) {
      assertThat(files.map(path -> path.getFileName().toString())).doesNotContain("data.key");
    }
  }

  @Test
  void leavesNothingBehind_besidesTheFile() throws IOException {
    try (Database database = open(data())) {
      add(database, "a");
      Files.createDirectories(data().resolve(".backup-killed/objects"));
      Files.writeString(data().resolve("objects/upload.part"), "half");
      assertThat(backUp().files()).isEqualTo(3); // plenum.db, database.key, the object
    }
    try (var files = Files.list(data())) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("plenum.db", "database.key", "in-use.lock", "objects");
    }
    assertThat(home.resolve("plenum.backup.part")).doesNotExist();
    assertThat(
            java.nio.file.attribute.PosixFilePermissions.toString(
                Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.0002, 0.01, 0.3, 0.5, 0.9, 0.9999})
  void isRefusedAndChangesNothing_whenAByteIsChanged(double where) throws IOException {
    makeOne();
    byte[] bytes = Files.readAllBytes(file());
    bytes[(int) (where * bytes.length)] ^= 1;
    Files.write(file(), bytes);
    assertRefused();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.0001, 0.01, 0.3, 0.5, 0.9, 0.9999})
  void isRefusedAndChangesNothing_whenItsEndIsMissing(double where) throws IOException {
    makeOne();
    byte[] bytes = Files.readAllBytes(file());
    Files.write(file(), java.util.Arrays.copyOf(bytes, (int) (where * bytes.length)));
    assertRefused();
  }

  /** More than one segment, so that a cut or a change can fall on each of several. */
  private void makeOne() throws IOException {
    try (Database database = open(data())) {
      add(database, "a");
      byte[] big = new byte[3 << 20];
      RANDOM.nextBytes(big);
      Files.write(data().resolve("objects/big"), big);
      backUp();
    }
  }

  private void assertRefused() throws IOException {
    Files.createDirectories(elsewhere());
    Files.writeString(elsewhere().resolve("mine"), "untouched");
    assertThatThrownBy(() -> restore(true)).isInstanceOf(StorageRefused.class);
    assertThatThrownBy(() -> new BackupReader(key).check(file()))
        .isInstanceOf(StorageRefused.class);
    assertThat(elsewhere().resolve("mine")).hasContent("untouched");
    try (var files = Files.list(home)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("data", "elsewhere", "plenum.backup");
    }
  }

  @Test
  void saysThatTheKeyIsAnother_whenItIs() throws IOException {
    makeOne();
    assertThatThrownBy(
            () -> new Restore(elsewhere(), MasterKey.random(RANDOM)).from(file(), false, NOW))
        .hasMessageContaining("made with another master key");
    assertThat(elsewhere()).doesNotExist();
  }

  @Test
  void keepsAFolderThatHoldsData_unlessToldToReplaceIt() throws IOException {
    makeOne();
    try (Database database = open(elsewhere())) {
      database.write(BackupTest::insertOld);
    }
    assertThatThrownBy(() -> restore(false))
        .isInstanceOf(StorageRefused.class)
        .hasMessageContaining("--replace");
    try (Database database = open(elsewhere())) {
      assertThat(ids(database, "id", "account")).containsExactly("old");
      assertThatThrownBy(() -> restore(true)).hasMessageContaining("in use by another Plenum");
      assertThat(ids(database, "id", "account")).containsExactly("old");
    }
    Path aside = restore(true).before().orElseThrow();
    try (Database database = open(elsewhere());
        Database old = open(aside)) {
      assertThat(ids(database, "id", "account")).containsExactly("a");
      assertThat(ids(old, "id", "account")).containsExactly("old");
    }
  }

  private static int insertOld(Handle handle) {
    return handle.execute("INSERT INTO account (id, name, created_at) VALUES ('old', 'n', 0)");
  }

  @Test
  void refusesATargetInTheDataFolder_andOneThatExists() throws IOException {
    open(data()).close();
    assertThatThrownBy(() -> new Backup(data(), key).writeTo(data().resolve("x"), NOW))
        .hasMessageContaining("would lie in the data folder");
    Files.writeString(file(), "precious");
    assertThatThrownBy(this::backUp).hasMessageContaining("exists already");
    assertThat(file()).hasContent("precious");
  }

  @Test
  void refusesAFolderWithoutDatabase() throws IOException {
    Files.createDirectories(data());
    assertThatThrownBy(this::backUp).hasMessageContaining("There is no database in");
    assertThat(file()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/etc/passwd", "../up", "a/../../up", "a//b", "./a", "a\\b", "c:x"})
  void neverLeavesTheFolder_byAPath(String path) {
    assertThat(Entry.staysInside(path)).isFalse();
  }

  @Test
  void knowsPathsUpToTheirLimit() {
    assertThat(Entry.staysInside("a".repeat(Entry.MAX_PATH_LENGTH))).isTrue();
    assertThat(Entry.staysInside("a".repeat(Entry.MAX_PATH_LENGTH + 1))).isFalse();
    assertThat(Entry.staysInside("objects/ab/cd")).isTrue();
  }
}
