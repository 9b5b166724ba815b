package io.plenum.storage.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTest {
  @Test
  void leavesAMigrationAlone_forSqlite() {
    String sql = "CREATE TABLE a (b INTEGER, c BLOB, d TEXT) STRICT;";
    assertThat(Dialect.SQLITE.translate(sql)).isSameAs(sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "b INTEGER NOT NULL | b BIGINT NOT NULL",
        "b BLOB PRIMARY KEY | b BYTEA PRIMARY KEY",
        "text TEXT UNIQUE | text TEXT COLLATE \"C\" UNIQUE",
        ") STRICT; | );",
        "ADD COLUMN b INTEGER NOT NULL DEFAULT 0 | ADD COLUMN b BIGINT NOT NULL DEFAULT 0",
        "CAST (a AS TEXT) | CAST (a AS TEXT)",
        "CHECK (a IN ('TEXT', 'BLOB')) | CHECK (a IN ('TEXT', 'BLOB'))",
        "a, -- an INTEGER in STRICT | a, -- an INTEGER in STRICT",
        "\"TEXT\" TEXT | \"TEXT\" TEXT COLLATE \"C\"",
        "INTEGERS, PLAINTEXT | INTEGERS, PLAINTEXT",
      })
  void translatesWords_butNotThoseInTextAndComments(String sqlite, String postgres) {
    assertThat(Dialect.POSTGRESQL.translate(sqlite)).isEqualTo(postgres);
  }
}
