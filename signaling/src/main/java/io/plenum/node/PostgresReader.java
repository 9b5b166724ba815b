package io.plenum.node;

import io.plenum.storage.database.DatabaseConfig;
import io.plenum.storage.database.PostgresConfig;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Reads the keys database.*: which PostgreSQL database, if it is not to be the embedded one. */
final class PostgresReader {
  private static final int MAX_CONNECTIONS = 100;

  private final Settings settings;

  PostgresReader(Settings settings) {
    this.settings = settings;
  }

  /** Empty: rows are kept in the data folder. */
  Optional<PostgresConfig> read() {
    Optional<URI> url = settings.value(Key.DATABASE_URL).map(this::url);
    if (url.isEmpty() && settings.value(Key.DATABASE_USER).isPresent()) {
      throw new ConfigurationRefused(
          Key.DATABASE_USER.path() + " needs " + Key.DATABASE_URL.path() + ".");
    }
    return url.map(this::config);
  }

  private PostgresConfig config(URI url) {
    Optional<AuthorityFile> authorities = AuthorityFile.of(settings, Key.DATABASE_TLS_AUTHORITIES);
    return new PostgresConfig(
        url.getHost(),
        url.getPort() < 0 ? PostgresConfig.DEFAULT_PORT : url.getPort(),
        url.getPath().substring(1),
        settings
            .value(Key.DATABASE_USER)
            .orElseThrow(
                () ->
                    new ConfigurationRefused(
                        Key.DATABASE_URL.path() + " needs " + Key.DATABASE_USER.path() + ".")),
        settings.value(Key.DATABASE_PASSWORD).orElse(""),
        tls(url.getHost(), authorities.isPresent()),
        authorities.map(AuthorityFile::path),
        connections(),
        DatabaseConfig.DEFAULT_QUEUE_LIMIT);
  }

  /** A user or options in the URL would show in logs, or undo what we set. */
  private URI url(String text) {
    try {
      URI url = new URI(text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text);
      boolean bare =
          url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
      boolean named = url.getHost() != null && url.getPath() != null && url.getPath().length() > 1;
      if ("postgresql".equals(url.getScheme()) && bare && named) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw settings.bad(Key.DATABASE_URL);
    }
    throw settings.bad(Key.DATABASE_URL);
  }

  /** Plain without being asked for only where nobody is in between, or to be trusted. */
  private PostgresConfig.Tls tls(String host, boolean authorities) {
    String otherwise = isLoopback(host) && !authorities ? "off" : "verify";
    return switch (settings.value(Key.DATABASE_TLS).orElse(otherwise)) {
      case "verify" -> PostgresConfig.Tls.VERIFIED;
      case "off" -> {
        if (authorities) {
          throw AuthorityFile.useless(Key.DATABASE_TLS_AUTHORITIES, Key.DATABASE_TLS, "off");
        }
        yield PostgresConfig.Tls.OFF;
      }
      default -> throw settings.bad(Key.DATABASE_TLS);
    };
  }

  private static boolean isLoopback(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private int connections() {
    try {
      int number = Integer.parseInt(settings.value(Key.DATABASE_CONNECTIONS).orElseThrow());
      if (number >= 1 && number <= MAX_CONNECTIONS) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw settings.bad(Key.DATABASE_CONNECTIONS);
    }
    throw settings.bad(Key.DATABASE_CONNECTIONS);
  }
}
