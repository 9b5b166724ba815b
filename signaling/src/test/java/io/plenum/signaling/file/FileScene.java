package io.plenum.signaling.file;

import io.plenum.signaling.audit.Actor;
import io.plenum.signaling.identity.Account;
import io.plenum.signaling.identity.AccountSettings;
import io.plenum.signaling.identity.Region;
import io.plenum.signaling.space.SpaceFeed;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.DatabaseConfig;
import io.plenum.storage.object.ObjectStore;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Files of one meeting over a real database and store; started again it is after a crash. */
final class FileScene implements AutoCloseable {
  static final String ACCOUNT = "a".repeat(32);
  static final String USER = "b".repeat(32);
  static final String MEETING = "c".repeat(32);
  static final int LIMIT_BYTES = 100_000;

  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
  final Database database;
  final ObjectStore store;
  final Files files;
  final SpaceFeed feed;
  final FileSweep sweep;

  FileScene(Path folder, MasterKey key) {
    database = Database.open(new DatabaseConfig(folder, key, new SecureRandom()));
    store = TestFiles.store(folder, key, now::get);
    Cells cells = TestFiles.cells(store);
    feed = TestFiles.feed(database);
    files = TestFiles.over(database, cells, feed, FileScene::account, now::get);
    sweep = new FileSweep(database, files, cells, now::get);
  }

  private static Optional<Account> account(String id) {
    JsonObject limit = new JsonObject().put("attachmentLimitBytes", LIMIT_BYTES);
    return Optional.of(
        new Account(
            id,
            "Acme",
            Region.EUROPE,
            Optional.empty(),
            AccountSettings.STANDARD.with(limit),
            1,
            Instant.EPOCH));
  }

  /** The rows that files hang on. */
  FileScene furnish() {
    database.write(
        handle -> {
          handle.execute(
              "INSERT INTO account (id, name, created_at) VALUES (?, 'Acme', 0)", ACCOUNT);
          handle.execute(
              "INSERT INTO account_user (id, account_id, name, email, role, password_hash,"
                  + " created_at) VALUES (?, ?, 'Ada', 'ada@acme.example', 'user', '', 0)",
              USER,
              ACCOUNT);
          handle.execute("INSERT INTO access_code (code) VALUES ('123456789')");
          return handle.execute(
              "INSERT INTO meeting (id, account_id, organizer_id, name, access_code, created_at)"
                  + " VALUES (?, ?, ?, 'Weekly', '123456789', 0)",
              MEETING,
              ACCOUNT,
              USER);
        });
    return this;
  }

  static FileVisitor visitor(Author author, Optional<Instant> since) {
    return new FileVisitor(
        ACCOUNT, MEETING, author, Actor.of(USER, author.name(), "192.0.2.1:5000"), since);
  }

  static FileVisitor ada() {
    return visitor(new Author(Optional.of(USER), Optional.empty(), "Ada"), Optional.empty());
  }

  static FileVisitor guest(String seat) {
    return visitor(new Author(Optional.empty(), Optional.of(seat), "Gus"), Optional.empty());
  }

  static NewFile file(String name) {
    return new NewFile(
        FileKind.FILE, FileName.of(name), "text/plain", Optional.empty(), Optional.empty());
  }

  MeetingFile add(FileVisitor by, String name, int size) throws IOException {
    return files.add(by, file(name), new ByteArrayInputStream(new byte[size]));
  }

  int rows() {
    return database.read(
        handle ->
            handle.createQuery("SELECT count(*) FROM meeting_file").mapTo(Integer.class).one());
  }

  int objects() throws IOException {
    return store
        .list(new io.plenum.storage.object.ObjectName("attachment"), Optional.empty())
        .size();
  }

  @Override
  public void close() {
    store.close();
    try {
      database.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
