package io.plenum.storage.testkit;

import io.plenum.storage.database.Database;
import io.plenum.storage.database.PostgresConfig;
import java.util.Optional;

/** A database for one test, empty at first. Confined to the test's thread. */
public interface TestDatabase extends AutoCloseable {
  /** Opens it; again, after it was closed, as a server that starts again does. */
  Database open();

  /** How a whole server reaches it; empty: by its data folder. */
  Optional<PostgresConfig> postgres();

  /** Closes what the test left open, and deletes it. */
  @Override
  void close();
}
