package io.plenum.node;

import io.plenum.signaling.api.Network;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Turns the texts of {@link Settings} into a {@link Configuration}. */
final class ConfigurationReader {
  private static final int MAX_PORT = 65_535;
  private static final int MIN_TOKEN_LENGTH = 16;
  private static final int MAX_TOKEN_LENGTH = 256;

  private final Settings settings;

  ConfigurationReader(Settings settings) {
    this.settings = settings;
  }

  Configuration read() {
    return new Configuration(
        path(Key.DATA_DIR).orElseThrow(),
        settings.value(Key.MASTER_KEY),
        path(Key.MASTER_KEY_FILE),
        http(),
        new Configuration.Media(port(Key.MEDIA_PORT)),
        settings.value(Key.PUBLIC_ADDRESS).map(text -> address(Key.PUBLIC_ADDRESS, text)),
        settings.value(Key.SETUP_TOKEN).map(this::token));
  }

  private Configuration.Http http() {
    Configuration.Http http =
        new Configuration.Http(
            address(Key.HTTP_HOST, settings.value(Key.HTTP_HOST).orElseThrow()),
            port(Key.HTTP_PORT),
            settings.value(Key.PUBLIC_URL).map(this::url),
            networks(Key.TRUSTED_PROXIES),
            networks(Key.METRICS_ALLOWED));
    if (!http.host().isLoopbackAddress() && http.trustedProxies().isEmpty()) {
      throw new ConfigurationRefused(
          Key.HTTP_HOST.path()
              + " "
              + http.host().getHostAddress()
              + " would offer plain HTTP to other machines. Put a proxy with TLS in front and name"
              + " its address in "
              + Key.TRUSTED_PROXIES.variable()
              + ", or stay on 127.0.0.1.");
    }
    return http;
  }

  private Optional<Path> path(Key key) {
    try {
      return settings.value(key).map(Path::of);
    } catch (InvalidPathException e) {
      throw settings.bad(key);
    }
  }

  private int port(Key key) {
    try {
      int port = Integer.parseInt(settings.value(key).orElseThrow());
      if (port >= 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw settings.bad(key);
    }
    throw settings.bad(key);
  }

  /**
   * Literal addresses only, so that starting never waits for a name server; localhost is the one
   * name that needs none.
   */
  private InetAddress address(Key key, String text) {
    try {
      return text.equals("localhost")
          ? InetAddress.ofLiteral("127.0.0.1")
          : InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw settings.bad(key);
    }
  }

  private URI url(String text) {
    try {
      URI url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      boolean bare =
          url.getRawPath() != null
              && url.getRawPath().isEmpty()
              && url.getRawQuery() == null
              && url.getRawFragment() == null
              && url.getRawUserInfo() == null;
      if (web && bare && url.getHost() != null) {
        return new URI(url.toString().toLowerCase(Locale.ROOT));
      }
    } catch (URISyntaxException e) {
      throw settings.bad(Key.PUBLIC_URL);
    }
    throw settings.bad(Key.PUBLIC_URL);
  }

  private List<Network> networks(Key key) {
    return settings
        .value(key)
        .map(
            text ->
                Arrays.stream(text.split(",", -1))
                    .map(one -> Network.parse(one.strip()).orElseThrow(() -> settings.bad(key)))
                    .toList())
        .orElse(List.of());
  }

  private String token(String text) {
    if (text.length() < MIN_TOKEN_LENGTH || text.length() > MAX_TOKEN_LENGTH) {
      throw settings.bad(Key.SETUP_TOKEN);
    }
    return text;
  }
}
