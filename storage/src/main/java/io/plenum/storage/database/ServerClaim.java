package io.plenum.storage.database;

import io.plenum.storage.StorageRefused;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's claim on a PostgreSQL database: two servers that share one would each believe in
 * live sessions that only the other knows. An advisory lock, held by a connection of its own, tells
 * who came first. A row names the holder: each pooled connection is opened only while the row names
 * us, and who takes the claim ends the connections of who had it. So a server that lost its lock
 * unnoticed cannot write once another has begun. Any thread may use it.
 */
final class ServerClaim implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ServerClaim.class);

  /** "plenum" in ASCII: the number of our advisory lock. */
  private static final long LOCK = 0x70_6c_65_6e_75_6dL;

  /** How often the lock is looked after. */
  private static final long LOOK_MS = 2_000;

  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(2);
  private static final long PAUSE_MS = 50;

  private static final int TOKEN_BYTES = 16;

  private final DataSource source;
  private final String place;
  private final String token;
  private final Thread keeper;
  private Connection connection;

  private ServerClaim(DataSource source, String place, String token) {
    this.source = source;
    this.place = place;
    this.token = token;
    this.keeper = Thread.ofVirtual().name("plenum-store-claim").unstarted(this::keep);
  }

  /**
   * Takes the lock and ends what an earlier holder left behind.
   *
   * @throws StorageRefused when another server holds it, or the database cannot be reached
   */
  static ServerClaim take(PostgresConfig config, SecureRandom random) {
    byte[] token = new byte[TOKEN_BYTES];
    random.nextBytes(token);
    ServerClaim claim =
        new ServerClaim(
            PostgresSource.bounded(config), config.place(), HexFormat.of().formatHex(token));
    try {
      claim.connection = claim.source.getConnection();
      if (!claim.lockSoon()) {
        throw claim.inUse();
      }
      // In a database that was never used there is no table to be named in, and nobody to end.
      if (claim.one("SELECT to_regclass('server_claim') IS NOT NULL", true)) {
        claim.sign();
      }
      return claim;
    } catch (SQLException e) {
      claim.disconnect();
      throw PostgresTrouble.refused(config, e);
    } catch (RuntimeException e) {
      claim.disconnect();
      throw e;
    }
  }

  /** The server may need a moment to notice that the last holder's process has ended. */
  private boolean lockSoon() throws SQLException {
    long giveUpNs = System.nanoTime() + PATIENCE_NS;
    boolean locked = tryLock();
    while (!locked && System.nanoTime() < giveUpNs) {
      try {
        Thread.sleep(PAUSE_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      locked = tryLock();
    }
    return locked;
  }

  private boolean tryLock() throws SQLException {
    return one("SELECT pg_try_advisory_lock(" + LOCK + ")", true);
  }

  private StorageRefused inUse() throws SQLException {
    String holder =
        text(
            """
            SELECT coalesce(host(a.client_addr), 'this machine') || ' since '
                || to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC'
            FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND (l.classid::bigint << 32 | l.objid::bigint) =\
            """
                + LOCK);
    return new StorageRefused(
        "The PostgreSQL database "
            + place
            + " is in use by another Plenum (connected from "
            + holder
            + "). Stop it first: several servers cannot share a database yet.");
  }

  /** Puts our name in the row, ends the connections of others, and keeps the lock from now on. */
  void begin() throws SQLException {
    sign();
    keeper.start();
  }

  private void sign() throws SQLException {
    try (var sign =
            connection.prepareStatement(
                "INSERT INTO server_claim (id, token) VALUES (1, ?)"
                    + " ON CONFLICT (id) DO UPDATE SET token = excluded.token");
        var end =
            connection.prepareStatement(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND usename = current_user"
                    + " AND application_name = ? AND pid <> pg_backend_pid()")) {
      sign.setString(1, token);
      sign.executeUpdate();
      end.setString(1, PostgresSource.APPLICATION);
      end.executeQuery().close();
    }
  }

  /** SQL that fails unless the database is still ours; each pooled connection begins with it. */
  String check() {
    return """
    DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM server_claim WHERE token = '%s') THEN
        RAISE EXCEPTION 'another Plenum has taken over this database' USING ERRCODE = '57000';
      END IF;
    END $$\
    """
        .formatted(token);
  }

  private void keep() {
    boolean held = true;
    try {
      while (true) {
        Thread.sleep(LOOK_MS);
        boolean still = look();
        if (held != still) {
          log.warn("The lock on the database {} is {}", place, still ? "held again" : "lost");
        }
        held = still;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether we hold the lock; tries to take it again if not, but not what another has taken. */
  private synchronized boolean look() {
    try {
      if (connection != null) {
        return one("SELECT 1", 1);
      }
      connection = source.getConnection();
      if (tryLock() && one("SELECT token FROM server_claim", token)) {
        return true;
      }
    } catch (SQLException e) {
      log.debug("The claim's connection failed", e);
    }
    disconnect();
    return false;
  }

  private boolean one(String sql, Object expected) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() && expected.equals(rows.getObject(1));
    }
  }

  private String text(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "somewhere";
    }
  }

  private synchronized void disconnect() {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        log.debug("The claim's connection did not close cleanly", e);
      }
      connection = null;
    }
  }

  /** Lets go: the lock goes with its connection, as it does when this process is killed. */
  @Override
  public void close() {
    keeper.interrupt();
    disconnect();
  }
}
