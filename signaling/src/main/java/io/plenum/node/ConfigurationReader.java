package io.plenum.node;

import io.plenum.rtc.srtp.CipherProvider;
import io.plenum.sfu.loop.MediaConfig;
import io.plenum.sfu.net.DatagramPath;
import io.plenum.signaling.access.Network;
import io.plenum.signaling.identity.AccountSettings;
import io.plenum.signaling.identity.Cell;
import io.plenum.signaling.identity.Region;
import io.plenum.signaling.invite.DialIn;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the texts of {@link Settings} into a {@link Configuration}. */
final class ConfigurationReader {
  private static final Logger log = LoggerFactory.getLogger(ConfigurationReader.class);

  private static final int MAX_PORT = 65_535;

  /** Of {@code media.cipher}: whichever is the fastest. */
  private static final String FASTEST_CIPHER = "auto";

  /** Shorter ones could be guessed if nothing slowed the guesses down. */
  private static final int GOOD_TOKEN_LENGTH = 16;

  private static final int MAX_TOKEN_LENGTH = 256;

  /** One label of a host name at most (RFC 1035 section 2.3.4), or several. */
  private static final Pattern NODE_NAME = Pattern.compile("[a-zA-Z0-9.-]{1,63}");

  /** RFC 7065, section 3.1. */
  private static final Pattern TURN_URL =
      Pattern.compile("turns?:[^\\s,?/@]{1,255}(\\?transport=(udp|tcp))?");

  /** A name or an IPv4 address, or an IPv6 address in brackets; perhaps a port. */
  private static final Pattern STUN_SERVER =
      Pattern.compile(
          "(?<host>[a-zA-Z0-9.-]{1,253}|\\[[0-9a-fA-F:.]{2,45}\\])(:(?<port>\\d{1,5}))?");

  /** RFC 8489, section 18.6. */
  private static final int STUN_PORT = 3_478;

  /** Each is a line of every invitation. */
  private static final int MAX_DIAL_IN = 20;

  private static final int MAX_BACKUPS = 1_000;

  private final Settings settings;

  ConfigurationReader(Settings settings) {
    this.settings = settings;
  }

  Configuration read() {
    return new Configuration(
        path(Key.DATA_DIR).orElseThrow(),
        settings.value(Key.MASTER_KEY),
        path(Key.MASTER_KEY_FILE),
        new PostgresReader(settings).read(),
        path(Key.BACKUP_FOLDER).map(this::backups),
        http(),
        media(),
        new MailSettings(settings).read(),
        networks(Key.WEBHOOKS_ALLOW),
        settings.value(Key.PUBLIC_ADDRESS).map(text -> address(Key.PUBLIC_ADDRESS, text)),
        new Configuration.SignOn(networks(Key.SIGN_ON_NETWORKS)),
        new Configuration.Audit(
            path(Key.AUDIT_CHECKPOINTS),
            path(Key.AUDIT_KEY_FILE),
            number(Key.AUDIT_SERVER_KEPT_DAYS, 0, AccountSettings.DAYS_LIMIT)),
        nodeName(),
        cell(),
        dialIn(),
        settings.shown(),
        new ObjectsReader(settings).read(),
        settings.value(Key.NEXT_MASTER_KEY),
        settings.value(Key.SETUP_TOKEN).map(this::token));
  }

  private Cell cell() {
    Region home = region(Key.REGION, settings.value(Key.REGION).orElseThrow());
    Set<Region> regions =
        Arrays.stream(settings.value(Key.REGIONS).orElseThrow().split(",", -1))
            .map(text -> region(Key.REGIONS, text.strip()))
            .collect(Collectors.toSet());
    if (!regions.contains(home)) {
      throw settings.bad(Key.REGIONS);
    }
    return new Cell(home, regions);
  }

  private Region region(Key key, String text) {
    try {
      return Region.of(text);
    } catch (IllegalArgumentException e) {
      throw settings.bad(key);
    }
  }

  private String nodeName() {
    String name = settings.value(Key.NODE_NAME).orElseThrow();
    if (!NODE_NAME.matcher(name).matches()) {
      throw settings.bad(Key.NODE_NAME);
    }
    return name;
  }

  private List<DialIn> dialIn() {
    List<DialIn> numbers =
        list(Key.DIAL_IN)
            .map(one -> DialIn.parse(one).orElseThrow(() -> settings.bad(Key.DIAL_IN)))
            .toList();
    if (numbers.size() > MAX_DIAL_IN) {
      throw settings.bad(Key.DIAL_IN);
    }
    return numbers;
  }

  private Configuration.Http http() {
    Configuration.Http http =
        new Configuration.Http(
            address(Key.HTTP_HOST, settings.value(Key.HTTP_HOST).orElseThrow()),
            port(Key.HTTP_PORT),
            number(Key.REQUESTS_PER_MINUTE, 60, 1_000_000),
            tls(),
            settings.value(Key.PUBLIC_URL).map(this::url),
            networks(Key.TRUSTED_PROXIES),
            networks(Key.METRICS_ALLOWED));
    boolean plain = http.tls().isEmpty() && http.trustedProxies().isEmpty();
    if (plain && !http.host().isLoopbackAddress()) {
      throw new ConfigurationRefused(
          Key.HTTP_HOST.path()
              + " "
              + http.host().getHostAddress()
              + " would offer plain HTTP to other machines. Name a certificate in "
              + Key.HTTP_TLS_CERTIFICATE.variable()
              + ", put a proxy with TLS in front and name its address in "
              + Key.TRUSTED_PROXIES.variable()
              + ", or stay on 127.0.0.1.");
    }
    return http;
  }

  private Optional<Configuration.Tls> tls() {
    Optional<Path> certificate = path(Key.HTTP_TLS_CERTIFICATE);
    Optional<Path> key = path(Key.HTTP_TLS_KEY);
    Optional<String> host = settings.value(Key.HTTP_TLS_DEVELOPMENT_HOST);
    if (certificate.isPresent() != key.isPresent()) {
      throw new ConfigurationRefused(
          Key.HTTP_TLS_CERTIFICATE.path()
              + " and "
              + Key.HTTP_TLS_KEY.path()
              + " need each other.");
    }
    if (certificate.isPresent() && host.isPresent()) {
      throw new ConfigurationRefused(
          Key.HTTP_TLS_DEVELOPMENT_HOST.path()
              + " makes a certificate, but "
              + Key.HTTP_TLS_CERTIFICATE.path()
              + " names one. Keep one of them.");
    }
    Optional<Configuration.Certificate> from =
        certificate.isPresent()
            ? Optional.of(new Configuration.Certificate.Files(certificate.get(), key.orElseThrow()))
            : host.map(Configuration.Certificate.Development::new);
    return from.map(source -> new Configuration.Tls(port(Key.HTTP_TLS_PORT), source));
  }

  private Configuration.Backups backups(Path folder) {
    Path data = path(Key.DATA_DIR).orElseThrow().toAbsolutePath().normalize();
    if (folder.toAbsolutePath().normalize().startsWith(data)) {
      throw settings.bad(Key.BACKUP_FOLDER);
    }
    return new Configuration.Backups(
        folder,
        time(Key.BACKUP_DAILY_AT),
        number(Key.BACKUP_KEEP, 1, MAX_BACKUPS),
        number(Key.BACKUP_KEEP_WEEKS, 0, MAX_BACKUPS));
  }

  private LocalTime time(Key key) {
    try {
      return LocalTime.parse(settings.value(key).orElseThrow());
    } catch (DateTimeParseException e) {
      throw settings.bad(key);
    }
  }

  private Configuration.Media media() {
    return new Configuration.Media(
        port(Key.MEDIA_PORT),
        on(Key.MEDIA_TCP),
        on(Key.MEDIA_ON_HTTP_PORT),
        turn(),
        stunServers(),
        loops(),
        addresses(),
        path(),
        number(Key.MEDIA_SPLIT_AT, 1, MediaConfig.MAX_SPLIT_AT),
        cipher());
  }

  private Optional<Configuration.Turn> turn() {
    List<String> urls = list(Key.TURN_URLS).toList();
    Optional<String> secret = settings.value(Key.TURN_SECRET);
    if (urls.isEmpty() == secret.isPresent()) {
      throw new ConfigurationRefused(
          Key.TURN_URLS.path() + " and " + Key.TURN_SECRET.path() + " need each other.");
    }
    if (!urls.stream().allMatch(url -> TURN_URL.matcher(url).matches())) {
      throw settings.bad(Key.TURN_URLS);
    }
    return secret.map(shared -> new Configuration.Turn(urls, shared));
  }

  private List<InetSocketAddress> stunServers() {
    List<InetSocketAddress> servers = list(Key.STUN_SERVERS).map(this::stunServer).toList();
    if (servers.size() > MediaConfig.MAX_STUN_SERVERS) {
      throw settings.bad(Key.STUN_SERVERS);
    }
    return servers;
  }

  /** Not looked up yet. */
  private InetSocketAddress stunServer(String text) {
    Matcher parts = STUN_SERVER.matcher(text);
    if (!parts.matches()) {
      throw settings.bad(Key.STUN_SERVERS);
    }
    int port = parts.group("port") == null ? STUN_PORT : Integer.parseInt(parts.group("port"));
    if (port == 0 || port > MAX_PORT) {
      throw settings.bad(Key.STUN_SERVERS);
    }
    return InetSocketAddress.createUnresolved(parts.group("host"), port);
  }

  private boolean on(Key key) {
    return switch (settings.value(key).orElseThrow()) {
      case "on" -> true;
      case "off" -> false;
      default -> throw settings.bad(key);
    };
  }

  private OptionalInt loops() {
    Optional<String> text = settings.value(Key.MEDIA_LOOPS);
    return text.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(number(Key.MEDIA_LOOPS, 1, MediaConfig.MAX_LOOPS));
  }

  private DatagramPath path() {
    String text = settings.value(Key.MEDIA_IO).orElseThrow();
    return Arrays.stream(DatagramPath.values())
        .filter(path -> path.text().equals(text))
        .findFirst()
        .orElseThrow(() -> settings.bad(Key.MEDIA_IO));
  }

  private Optional<CipherProvider> cipher() {
    String text = settings.value(Key.MEDIA_CIPHER).orElseThrow();
    Optional<CipherProvider> named =
        Arrays.stream(CipherProvider.values())
            .filter(provider -> provider.text().equals(text))
            .findFirst();
    if (named.isEmpty() && !text.equals(FASTEST_CIPHER)) {
      throw settings.bad(Key.MEDIA_CIPHER);
    }
    return named;
  }

  private List<InetAddress> addresses() {
    List<InetAddress> addresses =
        list(Key.MEDIA_ADDRESSES).map(text -> address(Key.MEDIA_ADDRESSES, text)).toList();
    boolean bindable = addresses.stream().noneMatch(InetAddress::isAnyLocalAddress);
    if (!bindable || Set.copyOf(addresses).size() < addresses.size()) {
      throw settings.bad(Key.MEDIA_ADDRESSES);
    }
    return addresses;
  }

  private Optional<Path> path(Key key) {
    try {
      return settings.value(key).map(Path::of);
    } catch (InvalidPathException e) {
      throw settings.bad(key);
    }
  }

  private int port(Key key) {
    return number(key, 0, MAX_PORT);
  }

  private int number(Key key, int least, int most) {
    try {
      int number = Integer.parseInt(settings.value(key).orElseThrow());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw settings.bad(key);
    }
    throw settings.bad(key);
  }

  /**
   * Literal addresses only: what is listened on and told to clients must not depend on a name
   * server (STUN servers may be names); localhost is the one name that needs none.
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
    return list(key).map(one -> Network.parse(one).orElseThrow(() -> settings.bad(key))).toList();
  }

  private Stream<String> list(Key key) {
    return settings.value(key).stream()
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(String::strip);
  }

  private String token(String text) {
    if (text.length() > MAX_TOKEN_LENGTH) {
      throw settings.bad(Key.SETUP_TOKEN);
    }
    if (text.length() < GOOD_TOKEN_LENGTH) {
      log.warn(
          "{} has fewer than {} characters: take a longer one, or set Plenum up at once",
          Key.SETUP_TOKEN.variable(),
          GOOD_TOKEN_LENGTH);
    }
    return text;
  }
}
