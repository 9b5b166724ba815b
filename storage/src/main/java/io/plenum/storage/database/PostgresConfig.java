package io.plenum.storage.database;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which PostgreSQL database, and how much may wait for it.
 *
 * @param password secret: never shown
 * @param tls whether the server must prove who it is
 * @param rootCertificate a PEM file of authorities to trust; empty: those that Java trusts
 * @param connections for reading, and as many for writing
 * @param queueLimit callers that may wait for reading, and as many for writing; one more is
 *     answered with {@link StoreBusy}
 */
public record PostgresConfig(
    String host,
    int port,
    String database,
    String user,
    String password,
    Tls tls,
    Optional<Path> rootCertificate,
    int connections,
    int queueLimit) {
  /** PostgreSQL's registered port (IANA). */
  public static final int DEFAULT_PORT = 5432;

  /** The way to the server. */
  public enum Tls {
    /** Encrypted, and the certificate names the host and comes from an authority we trust. */
    VERIFIED,
    /** Plain. */
    OFF
  }

  /** Does not show the password. */
  @Override
  public String toString() {
    return "PostgresConfig[" + user + " at " + place() + ", TLS " + tls + "]";
  }

  /** For messages. */
  String place() {
    return host + ":" + port + "/" + database;
  }
}
