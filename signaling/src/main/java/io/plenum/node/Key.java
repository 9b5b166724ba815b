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
  MEDIA_TCP("media.tcp", "on or off", "on"),
  MEDIA_ON_HTTP_PORT("media.on-http-port", "on or off", "on"),
  TURN_URLS(
      "turn.urls",
      "turn: and turns: URLs, as turns:turn.example.org:443?transport=tcp, separated by commas",
      ""),
  TURN_SECRET("turn.secret", "the secret that the servers of turn.urls share with this one", ""),
  STUN_SERVERS(
      "media.stun-servers",
      "at most "
          + MediaConfig.MAX_STUN_SERVERS
          + " STUN servers, as stun.example.org or 192.0.2.1:3478, separated by commas",
      ""),
  MEDIA_LOOPS("media.loops", "a number of threads from 1 to " + MediaConfig.MAX_LOOPS, ""),
  MEDIA_SPLIT_AT(
      "media.split-at",
      "a number of people from 1 to " + MediaConfig.MAX_SPLIT_AT,
      Integer.toString(MediaConfig.USUAL_SPLIT_AT)),
  MEDIA_IO("media.io", "offloaded, batched or nio", "offloaded"),
  MEDIA_CIPHER("media.cipher", "auto, ipsec-mb or jdk", "auto"),
  MEDIA_ADDRESSES(
      "media.addresses", "IP addresses of this machine, separated by commas, each once", ""),
  MAIL_HOST("mail.host", "the name or address of a mail server", ""),
  MAIL_PORT("mail.port", "a port from 1 to 65535", ""),
  MAIL_USER("mail.user", "a user name of the mail server, with mail.password", ""),
  MAIL_PASSWORD("mail.password", "a password of the mail server, with mail.user", ""),
  MAIL_FROM("mail.from", "a mail address, as Plenum <meet@example.org>", ""),
  MAIL_TLS("mail.tls", "required, implicit or none", "required"),
  MAIL_TLS_AUTHORITIES("mail.tls-authorities", "a PEM file of certificates to trust", ""),
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
  SIGN_ON_NETWORKS(
      "sign-on.networks", "IP addresses or networks, as 10.0.0.0/8, separated by commas", ""),
  AUDIT_CHECKPOINTS("audit.checkpoint-dir", "a folder outside the data folder", ""),
  AUDIT_KEY_FILE("audit.key-file", "a file outside the data folder", ""),
  AUDIT_SERVER_KEPT_DAYS("audit.server-kept-days", "a number of days, 0 (for ever) to 36500", "0"),
  NODE_NAME("node-name", "1 to 63 letters, digits, dots and dashes", "plenum"),
  REGION("region", "one of europe, united-states, canada, australia", "europe"),
  REGIONS(
      "regions",
      "some of europe, united-states, canada, australia, separated by commas, with the one of"
          + " region among them",
      "europe,united-states,canada,australia"),
  DIAL_IN(
      "dial-in",
      "telephone numbers with their places, as Berlin: +49 30 1234567, separated by commas",
      ""),
  NEXT_MASTER_KEY("next-master-key", "32 bytes in Base64", ""),
  OBJECTS_LOCATION("objects.location", Texts.WHERE, ObjectsReader.FILES),
  OBJECTS_EUROPE("objects.europe", Texts.WHERE, ""),
  OBJECTS_UNITED_STATES("objects.united-states", Texts.WHERE, ""),
  OBJECTS_CANADA("objects.canada", Texts.WHERE, ""),
  OBJECTS_AUSTRALIA("objects.australia", Texts.WHERE, ""),
  OBJECTS_ACCESS_KEY("objects.access-key", "an access key, with objects.secret-key", ""),
  OBJECTS_SECRET_KEY("objects.secret-key", "the secret of objects.access-key", ""),
  OBJECTS_ENCRYPTION("objects.encryption", "auto, sse-s3, sse-kms or sealed", "auto"),
  OBJECTS_KMS_KEY("objects.kms-key", "the id or ARN of a key, with sse-kms or auto", ""),
  OBJECTS_KEEP_FREE("objects.keep-free", "MiB of the disk, from 0 to 1000000", "256"),
  SETUP_TOKEN("setup-token", "1 to 256 characters", "");

  /** What several keys take; a constant of the enum's own may not be named before it. */
  private static final class Texts {
    static final String WHERE = "files, or s3://bucket/prefix?region=name, see docs/storage.md";
  }

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
      case MASTER_KEY,
          NEXT_MASTER_KEY,
          DATABASE_PASSWORD,
          MAIL_PASSWORD,
          OBJECTS_SECRET_KEY,
          SETUP_TOKEN,
          TURN_SECRET ->
          true;
      default -> false;
    };
  }
}
