package io.plenum.node;

import io.plenum.sfu.loop.MediaConfig;
import java.util.Locale;

/**
 * Every key of the configuration: its name in plenum.yaml (a dot is one level), what it takes, and
 * what holds without it.
 */
enum Key {
  DATA_DIR("data-dir", "a folder", "./data"),
  MASTER_KEY("master-key", "32 bytes in Base64", ""),
  MASTER_KEY_FILE("master-key-file", "a file outside the data folder", ""),
  DATABASE_URL("database.url", "postgresql://host:port/database, without user and options", ""),
  DATABASE_USER("database.user", "a role of the PostgreSQL server", ""),
  DATABASE_PASSWORD("database.password", "the password of database.user", ""),
  DATABASE_TLS("database.tls", "verify or off", ""),
  DATABASE_TLS_AUTHORITIES("database.tls-authorities", "a PEM file of certificates to trust", ""),
  DATABASE_CONNECTIONS("database.connections", "a number from 1 to 100", "8"),
  BACKUP_FOLDER("backup.folder", "a folder outside the data folder", ""),
  BACKUP_DAILY_AT("backup.daily-at", "a time of day, as 03:30", "03:30"),
  BACKUP_KEEP("backup.keep", "a number from 1 to 1000", "7"),
  BACKUP_KEEP_WEEKS("backup.keep-weeks", "a number from 0 to 1000", "4"),
  HTTP_HOST("http.host", "an IP address of this machine, or localhost", "127.0.0.1"),
  HTTP_PORT("http.port", "a port from 0 (any free one) to 65535", "8080"),
  REQUESTS_PER_MINUTE("http.requests-per-minute", "a number from 60 to 1000000", "1200"),
  HTTP_TLS_CERTIFICATE("http.tls.certificate", "a PEM file: the certificate and its chain", ""),
  HTTP_TLS_KEY("http.tls.key", "a PEM file: the private key of http.tls.certificate", ""),
  HTTP_TLS_DEVELOPMENT_HOST("http.tls.development-host", "a host name or an IP address", ""),
  HTTP_TLS_PORT("http.tls.port", "a port from 0 (any free one) to 65535", "8443"),
  MEDIA_PORT("media.port", "a port from 0 (any free one) to 65535", "16384"),
  MEDIA_LOOPS("media.loops", "a number of threads from 1 to " + MediaConfig.MAX_LOOPS, ""),
  MEDIA_ADDRESSES(
      "media.addresses", "IP addresses of this machine, separated by commas, each once", ""),
  MAIL_HOST("mail.host", "the name or address of a mail server", ""),
  MAIL_PORT("mail.port", "a port from 1 to 65535", ""),
  MAIL_USER("mail.user", "a user name of the mail server, with mail.password", ""),
  MAIL_PASSWORD("mail.password", "a password of the mail server, with mail.user", ""),
  MAIL_FROM("mail.from", "a mail address, as Plenum <meet@example.org>", ""),
  MAIL_TLS("mail.tls", "required, implicit or none", "required"),
  WEBHOOKS_ALLOW(
      "webhooks.allow", "IP addresses or networks, as 10.0.0.0/8, separated by commas", ""),
  PUBLIC_ADDRESS("public-address", "an IP address", ""),
  PUBLIC_URL("public-url", "an http or https URL without a path, as https://meet.example.org", ""),
  TRUSTED_PROXIES(
      "trusted-proxies", "IP addresses or networks, as 10.0.0.0/8, separated by commas", ""),
  METRICS_ALLOWED(
      "metrics-allowed",
      "IP addresses or networks, as 10.0.0.0/8, separated by commas",
      "127.0.0.0/8,::1"),
  AUDIT_CHECKPOINTS("audit.checkpoint-dir", "a folder outside the data folder", ""),
  AUDIT_KEY_FILE("audit.key-file", "a file outside the data folder", ""),
  AUDIT_SERVER_KEPT_DAYS("audit.server-kept-days", "a number of days, 0 (for ever) to 36500", "0"),
  NODE_NAME("node-name", "1 to 63 letters, digits, dots and dashes", "plenum"),
  DIAL_IN(
      "dial-in",
      "telephone numbers with their places, as Berlin: +49 30 1234567, separated by commas",
      ""),
  SETUP_TOKEN("setup-token", "1 to 256 characters", "");

  /** The variable that names the file itself; it is no key of the file. */
  static final String FILE_VARIABLE = "PLENUM_CONFIG";

  static final String VARIABLE_PREFIX = "PLENUM_";

  private final String path;
  private final String expected;
  private final String otherwise;

  Key(String path, String expected, String otherwise) {
    this.path = path;
    this.expected = expected;
    this.otherwise = otherwise;
  }

  String path() {
    return path;
  }

  /** The environment variable that overrides it. */
  String variable() {
    return VARIABLE_PREFIX + path.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  String expected() {
    return expected;
  }

  /** The value when it is not set; empty: none. */
  String otherwise() {
    return otherwise;
  }

  /** Whether its value may be shown. */
  boolean secret() {
    return switch (this) {
      case MASTER_KEY, DATABASE_PASSWORD, MAIL_PASSWORD, SETUP_TOKEN -> true;
      default -> false;
    };
  }
}
