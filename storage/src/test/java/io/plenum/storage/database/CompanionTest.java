package io.plenum.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.storage.crypto.MasterKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompanionTest {
  @TempDir Path folder;

  private Database open() {
    SecureRandom random = new SecureRandom();
    return Database.open(
        new DatabaseConfig(folder.resolve("data"), MasterKey.random(random), random));
  }

  private static int insert(Database database, String id) {
    return database.write(handle -> row(handle, id));
  }

  private static int row(Handle handle, String id) {
    return handle.execute("INSERT INTO account (id, name, created_at) VALUES (?, 'x', 0)", id);
  }

  private static int rows(Database database) {
    return database.read(
        handle -> handle.createQuery("SELECT count(*) FROM account").mapTo(Integer.class).one());
  }

  @Test
  void goesAlongWithTheWritesOfTheCall_andWithNoOthers() {
    try (Database database = open()) {
      Companion.along(handle -> row(handle, "along"), () -> insert(database, "first"));
      assertThat(rows(database)).isEqualTo(2);
      insert(database, "second");
      assertThat(rows(database)).isEqualTo(3);
    }
  }

  @Test
  void undoesTheWrite_whenItThrows() {
    try (Database database = open()) {
      assertThatThrownBy(
              () ->
                  Companion.along(
                      handle -> {
                        throw new IllegalStateException("no");
                      },
                      () -> insert(database, "first")))
          .hasMessage("no");
      assertThat(rows(database)).isZero();
    }
  }
}
