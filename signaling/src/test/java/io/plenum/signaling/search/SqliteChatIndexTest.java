package io.plenum.signaling.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.storage.database.Database;
import io.plenum.storage.database.Dialect;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What concerns the embedded database's index only. */
@EachDatabase(Dialect.SQLITE)
@Tag("M-6")
class SqliteChatIndexTest {
  private static final String MIGRATION = "/db/migration/sqlite/V14__search_among_many.sql";

  @Test
  void theMigrationWritesTextsAsTheIndexDoes(TestDatabase test) throws IOException {
    String statement = migration().split(";", -1)[0];
    test.open()
        .write(
            handle -> {
              new SqliteChatIndex().put(handle, "4f1c09a37be25d60", 1, "What was said");
              String written = text(handle);
              handle.execute("UPDATE chat_search SET text = substr(text, 4)");
              assertThat(text(handle)).isEqualTo(" what was said ");
              handle.execute(statement);
              assertThat(text(handle)).isEqualTo(written).startsWith("\ue4f1\uec09\uea37");
              return null;
            });
  }

  private static String text(Handle handle) {
    return handle.createQuery("SELECT text FROM chat_search").mapTo(String.class).one();
  }

  private static String migration() throws IOException {
    try (InputStream in = Database.class.getResourceAsStream(MIGRATION)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
