package io.plenum.storage.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptStatementsTest {
  private static final String ASK = "SELECT n FROM number WHERE n > ? ORDER BY n";

  private final KeptStatements kept = new KeptStatements();
  private Connection connection;
  private Handle handle;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    handle = Jdbi.create(() -> connection).setStatementBuilderFactory(_ -> kept).open();
    handle.execute("CREATE TABLE number (n INTEGER)");
    handle.execute("INSERT INTO number VALUES (1), (2), (3)");
  }

  @AfterEach
  void close() {
    handle.close();
  }

  private List<Integer> above(int n) {
    return handle.createQuery(ASK).bind(0, n).mapTo(Integer.class).list();
  }

  private PreparedStatement lent(String sql) throws SQLException {
    return kept.create(connection, sql, handle.createQuery(sql).getContext());
  }

  @Test
  void lendsTheSameAgain_withoutWhatWasBound() throws SQLException {
    assertThat(above(1)).containsExactly(2, 3);
    assertThat(above(2)).containsExactly(3);

    PreparedStatement first = lent(ASK);
    assertThat(first.executeQuery().next()).as("a number is above NULL").isFalse();
    kept.close(connection, ASK, first);
    assertThat(lent(ASK)).isSameAs(first);
  }

  @Test
  void lendsAnother_whileOneIsInUse() {
    List<Integer> pairs = new ArrayList<>();
    handle
        .createQuery(ASK)
        .bind(0, 0)
        .mapTo(Integer.class)
        .forEach(n -> above(n).forEach(larger -> pairs.add(10 * n + larger)));

    assertThat(pairs).containsExactly(12, 13, 23);
  }

  @Test
  void answersByTheNewSchema_whenItHasChanged() {
    assertThat(above(2)).containsExactly(3);
    handle.execute("ALTER TABLE number RENAME TO old");
    handle.execute("CREATE TABLE number (n INTEGER)");

    assertThat(above(2)).isEmpty();
  }

  @Test
  void closesTheOneUsedLongestAgo_whenTheyAreTooMany() throws SQLException {
    PreparedStatement first = lent(ASK);
    kept.close(connection, ASK, first);
    for (int i = 0; i < KeptStatements.LIMIT; i++) {
      assertThat(first.isClosed()).isFalse();
      handle.createQuery("SELECT " + i).mapTo(Integer.class).one();
    }
    assertThat(first.isClosed()).isTrue();
  }

  @Test
  void closesAll_withTheHandle() throws SQLException {
    PreparedStatement one = lent(ASK);
    kept.close(connection, ASK, one);
    handle.close();
    assertThat(one.isClosed()).isTrue();
  }
}
