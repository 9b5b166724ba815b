package io.plenum.storage.database;

import io.plenum.storage.StorageRefused;
import java.io.IOException;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What an operator is told when a PostgreSQL database cannot be opened: what is wrong, and why. */
final class PostgresTrouble {
  /** Connections that were not made, or broke (PostgreSQL manual, appendix A). */
  private static final String CONNECTION = "08";

  private static final int CAUSES = 10;

  private PostgresTrouble() {}

  static StorageRefused refused(PostgresConfig config, SQLException e) {
    String message = "The PostgreSQL database " + config.place() + " cannot be used: ";
    return new StorageRefused(
        config.tls() == PostgresConfig.Tls.VERIFIED && isAboutTls(e)
            ? message + sentence(e) + expected(config)
            : message + e.getMessage(),
        e);
  }

  /** Everything on the way to a connection but the network itself. */
  private static boolean isAboutTls(SQLException e) {
    boolean network =
        Stream.iterate((Throwable) e, cause -> cause != null, Throwable::getCause)
            .limit(CAUSES)
            .anyMatch(cause -> cause instanceof IOException && !(cause instanceof SSLException));
    return e.getSQLState() != null && e.getSQLState().startsWith(CONNECTION) && !network;
  }

  private static String sentence(SQLException e) {
    String text = String.valueOf(e.getMessage());
    return text.endsWith(".") ? text : text + ".";
  }

  private static String expected(PostgresConfig config) {
    return " It must offer TLS with a certificate that is valid, names "
        + config.host()
        + " and comes from an authority "
        + config
            .rootCertificate()
            .map(file -> "in " + file)
            .orElse(
                "that Java trusts, or from one in the file that PLENUM_DATABASE_TLS_AUTHORITIES"
                    + " names")
        + ".";
  }
}
