package io.plenum.node;

import io.plenum.signaling.delivery.MailCourier;
import io.plenum.signaling.delivery.MailServer;
import io.plenum.signaling.delivery.MailServer.Login;
import io.plenum.signaling.delivery.MailServer.Security;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the keys `mail.…`. */
final class MailSettings {
  /** Submission, RFC 6409 and RFC 8314; a server of the same machine takes 25. */
  private static final int STARTTLS_PORT = 587;

  private static final int TLS_PORT = 465;
  private static final int PLAIN_PORT = 25;
  private static final int MAX_PORT = 65_535;

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,253}");

  private final Settings settings;

  MailSettings(Settings settings) {
    this.settings = settings;
  }

  /** The mail server; empty when no key names one. */
  Optional<MailServer> read() {
    return settings.value(Key.MAIL_HOST).map(this::server);
  }

  private MailServer server(String host) {
    if (!HOST.matcher(host).matches()) {
      throw settings.bad(Key.MAIL_HOST);
    }
    Security security = security();
    return new MailServer(
        host, port(security), security, login(security), from(), authorities(security));
  }

  private List<X509Certificate> authorities(Security security) {
    Optional<AuthorityFile> file = AuthorityFile.of(settings, Key.MAIL_TLS_AUTHORITIES);
    if (file.isPresent() && security == Security.NONE) {
      throw AuthorityFile.useless(Key.MAIL_TLS_AUTHORITIES, Key.MAIL_TLS, "none");
    }
    return file.map(AuthorityFile::certificates).orElse(List.of());
  }

  private Security security() {
    return switch (settings.value(Key.MAIL_TLS).orElseThrow()) {
      case "required" -> Security.STARTTLS;
      case "implicit" -> Security.TLS;
      case "none" -> Security.NONE;
      default -> throw settings.bad(Key.MAIL_TLS);
    };
  }

  private int port(Security security) {
    Optional<String> text = settings.value(Key.MAIL_PORT);
    if (text.isEmpty()) {
      return switch (security) {
        case STARTTLS -> STARTTLS_PORT;
        case TLS -> TLS_PORT;
        case NONE -> PLAIN_PORT;
      };
    }
    try {
      int port = Integer.parseInt(text.get());
      if (port >= 1 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw settings.bad(Key.MAIL_PORT);
    }
    throw settings.bad(Key.MAIL_PORT);
  }

  /** A password goes over TLS or not at all. */
  private Optional<Login> login(Security security) {
    Optional<String> user = settings.value(Key.MAIL_USER);
    Optional<String> password = settings.value(Key.MAIL_PASSWORD);
    if (user.isPresent() != password.isPresent()) {
      throw settings.bad(user.isPresent() ? Key.MAIL_PASSWORD : Key.MAIL_USER);
    }
    if (user.isPresent() && security == Security.NONE) {
      throw new ConfigurationRefused(
          Key.MAIL_PASSWORD.path()
              + " would be sent in the clear. Set "
              + Key.MAIL_TLS.path()
              + " to required or implicit, or leave out user and password.");
    }
    return user.map(name -> new Login(name, password.orElseThrow()));
  }

  private String from() {
    String from = settings.value(Key.MAIL_FROM).orElseThrow(() -> settings.bad(Key.MAIL_FROM));
    if (!MailCourier.isSender(from)) {
      throw settings.bad(Key.MAIL_FROM);
    }
    return from;
  }
}
