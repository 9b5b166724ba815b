package io.plenum.storage.database;

import com.zaxxer.hikari.HikariConfig;
import java.security.SecureRandom;
import java.sql.SQLException;

/**
 * A PostgreSQL database, this server's alone. Work runs on its caller's thread, on a connection of
 * one of two bounded pools: writing is serializable and begun again when it lost to another
 * transaction, reading sees one snapshot and never fails for others.
 */
final class PostgresDatabase implements Database {
  /** A caller's turn has come: only a server that is gone makes it wait for a connection. */
  private static final long CONNECTION_TIMEOUT_MS = 5_000;

  private final ServerClaim claim;
  private final TransactionPool reads;
  private final TransactionPool writes;

  /** Bound while work runs, so that work cannot wait for a connection it keeps from itself. */
  private final ScopedValue<Boolean> working = ScopedValue.newInstance();

  private PostgresDatabase(ServerClaim claim, PostgresConfig config) {
    this.claim = claim;
    this.reads = new TransactionPool(pool(config, "read", true), config);
    this.writes = new TransactionPool(pool(config, "write", false), config);
  }

  /** See {@link Database#open(PostgresConfig)}. */
  static PostgresDatabase open(PostgresConfig config) {
    ServerClaim claim = ServerClaim.take(config, new SecureRandom());
    try {
      Migrations.run(PostgresSource.unbounded(config), Dialect.POSTGRESQL);
      claim.begin();
      return new PostgresDatabase(claim, config);
    } catch (SQLException e) {
      claim.close();
      throw PostgresTrouble.refused(config, e);
    } catch (RuntimeException | Error e) {
      claim.close();
      throw e;
    }
  }

  private HikariConfig pool(PostgresConfig config, String name, boolean readOnly) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("plenum-store-" + name);
    pool.setDataSource(PostgresSource.bounded(config));
    pool.setMaximumPoolSize(config.connections());
    pool.setMinimumIdle(1);
    pool.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
    pool.setReadOnly(readOnly);
    pool.setTransactionIsolation(
        readOnly ? "TRANSACTION_REPEATABLE_READ" : "TRANSACTION_SERIALIZABLE");
    pool.setConnectionInitSql(claim.check());
    return pool;
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  public <R> R read(Work<R> work) {
    return alone(() -> reads.transact(work));
  }

  @Override
  public <R> R write(Work<R> work) {
    return alone(() -> writes.transact(Companion.join(work)));
  }

  private <R> R alone(ScopedValue.CallableOp<R, RuntimeException> transaction) {
    if (working.isBound()) {
      throw new IllegalStateException(
          "A transaction may not start another: it could wait for itself");
    }
    return ScopedValue.where(working, true).call(transaction);
  }

  @Override
  public int waiting() {
    return reads.waiting() + writes.waiting();
  }

  @Override
  public void close() {
    reads.close();
    writes.close();
    claim.close();
  }
}
