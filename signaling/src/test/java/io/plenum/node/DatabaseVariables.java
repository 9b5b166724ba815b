package io.plenum.node;

import io.plenum.storage.testkit.TestDatabase;
import java.util.Map;

/** The variables by which a whole server finds a test's database. */
final class DatabaseVariables {
  private DatabaseVariables() {}

  /** None for SQLite, which lies in the data folder. */
  static Map<String, String> of(TestDatabase store) {
    return store
        .postgres()
        .map(
            at ->
                Map.of(
                    "PLENUM_DATABASE_URL",
                    "postgresql://" + at.host() + ":" + at.port() + "/" + at.database(),
                    "PLENUM_DATABASE_USER",
                    at.user(),
                    "PLENUM_DATABASE_PASSWORD",
                    at.password()))
        .orElse(Map.of());
  }
}
