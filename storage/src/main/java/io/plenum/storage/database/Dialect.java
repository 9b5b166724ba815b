package io.plenum.storage.database;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two forms of SQL. Queries are portable and migrations are written in SQLite's form; this
 * translates the little that differs in migrations.
 *
 * <table>
 * <caption>What becomes of a migration's words (upper case only)</caption>
 * <tr><td>INTEGER</td><td>BIGINT</td><td>SQLite's integers have 64 bits</td></tr>
 * <tr><td>BLOB</td><td>BYTEA</td><td></td></tr>
 * <tr><td>TEXT</td><td>TEXT COLLATE "C"</td><td>order and lower() by bytes, as in SQLite</td></tr>
 * <tr><td>STRICT</td><td></td><td>PostgreSQL always is</td></tr>
 * </table>
 */
public enum Dialect {
  SQLITE("sqlite") {
    @Override
    String translate(String migration) {
      return migration;
    }
  },
  POSTGRESQL("postgresql") {
    @Override
    String translate(String migration) {
      return WORDS.matcher(migration).replaceAll(found -> Matcher.quoteReplacement(word(found)));
    }
  };

  /** Comments and quoted text are matched so that they are passed over; the group is a word. */
  private static final Pattern WORDS =
      Pattern.compile(
          "--[^\\n]*|'[^']*'|\"[^\"]*\"|(?<word>\\bINTEGER\\b|\\bBLOB\\b|(?<!\\bAS )\\bTEXT\\b|"
              + " STRICT\\b)");

  private final String folder;

  Dialect(String folder) {
    this.folder = folder;
  }

  /** The name of the folder that holds the migrations of this dialect alone. */
  String folder() {
    return folder;
  }

  /** A shared migration in this dialect. */
  abstract String translate(String migration);

  private static String word(java.util.regex.MatchResult found) {
    return switch (found.group("word")) {
      case null -> found.group();
      case "INTEGER" -> "BIGINT";
      case "BLOB" -> "BYTEA";
      case "TEXT" -> "TEXT COLLATE \"C\"";
      default -> "";
    };
  }
}
