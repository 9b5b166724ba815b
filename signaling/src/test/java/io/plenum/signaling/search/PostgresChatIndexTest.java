package io.plenum.signaling.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.storage.database.Dialect;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What concerns PostgreSQL's index only. */
@EachDatabase(Dialect.POSTGRESQL)
@Tag("M-6")
class PostgresChatIndexTest {
  private static final String APART = "/db/migration/postgresql/V17__characters_apart.sql";
  private static final String SAID = "see ok日本 and x語, or 語";

  @Test
  void theMigrationWritesTextsAsTheIndexDoes(TestDatabase test) throws IOException {
    String migration;
    try (InputStream resource = getClass().getResourceAsStream(APART)) {
      migration = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
    test.open()
        .write(
            handle -> {
              new PostgresChatIndex().put(handle, "m1", 1, SAID);
              String written = text(handle);
              handle.execute("UPDATE chat_search SET text = ?", SearchText.write(SAID));
              assertThat(text(handle)).isNotEqualTo(written);
              handle.execute(migration);
              assertThat(text(handle)).isEqualTo(written);
              return null;
            });
  }

  private static String text(Handle handle) {
    return handle.createQuery("SELECT text FROM chat_search").mapTo(String.class).one();
  }
}
