package io.plenum.storage.database;

import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/** Opens connections to one PostgreSQL database. */
final class PostgresSource {
  /** How connections name themselves to the server; see {@link ServerClaim}. */
  static final String APPLICATION = "plenum";

  private static final int CONNECT_TIMEOUT_S = 5;

  /** A server that says nothing for so long is gone; statements end before, by their own limit. */
  private static final int SILENCE_S = 60;

  /** Longer than any of our transactions takes; the next start cleans up after the clients. */
  private static final int STATEMENT_LIMIT_MS = 30_000;

  /** A machine that vanished is noticed by the server in half a minute, and its locks are freed. */
  private static final String KEEP_ALIVE =
      "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4";

  private PostgresSource() {}

  /** For transactions: what takes too long is ended. */
  static PGSimpleDataSource bounded(PostgresConfig config) {
    PGSimpleDataSource source = unbounded(config);
    source.setSocketTimeout(SILENCE_S);
    source.setOptions(
        KEEP_ALIVE
            + (" -c statement_timeout=" + STATEMENT_LIMIT_MS)
            + (" -c idle_in_transaction_session_timeout=" + STATEMENT_LIMIT_MS));
    return source;
  }

  /** For migrations, which may take as long as they need. */
  static PGSimpleDataSource unbounded(PostgresConfig config) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {config.host()});
    source.setPortNumbers(new int[] {config.port()});
    source.setDatabaseName(config.database());
    source.setUser(config.user());
    source.setPassword(config.password());
    source.setApplicationName(APPLICATION);
    source.setConnectTimeout(CONNECT_TIMEOUT_S);
    source.setTcpKeepAlive(true);
    source.setOptions(KEEP_ALIVE);
    // The details of a failure hold the values of rows: never in a message.
    source.setLogServerErrorDetail(false);
    secure(source, config);
    return source;
  }

  private static void secure(PGSimpleDataSource source, PostgresConfig config) {
    if (config.tls() == PostgresConfig.Tls.OFF) {
      source.setSslMode("disable");
      return;
    }
    source.setSslMode("verify-full");
    config
        .rootCertificate()
        .ifPresentOrElse(
            file -> source.setSslRootCert(file.toString()),
            () -> source.setSslfactory(DefaultJavaSSLFactory.class.getName()));
  }
}
