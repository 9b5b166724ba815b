package io.plenum.signaling.delivery;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The mail server that takes our mail.
 *
 * @param from whom mail comes from, as {@code Plenum <meet@example.org>} or an address alone
 * @param login empty: it asks for none
 * @param authorities whose certificates are trusted; empty: those that Java trusts
 */
public record MailServer(
    String host,
    int port,
    Security security,
    Optional<Login> login,
    String from,
    List<X509Certificate> authorities) {
  public MailServer {
    authorities = List.copyOf(authorities);
  }

  /** How the connection is protected. */
  public enum Security {
    /**
     * TLS begins after a greeting in the clear (STARTTLS, RFC 3207); without it nothing is sent.
     */
    STARTTLS,
    /** TLS from the first byte (RFC 8314). */
    TLS,
    /** None: for a server on the same machine. */
    NONE
  }

  /** Who we are to it. */
  public record Login(String user, String password) {
    /** Does not show the password. */
    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }
}
