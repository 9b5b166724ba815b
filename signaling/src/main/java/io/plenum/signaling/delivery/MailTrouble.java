package io.plenum.signaling.delivery;

import jakarta.mail.MessagingException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Why a mail server cannot be used, when it did not say so itself: in our words, none of its own.
 */
final class MailTrouble {
  /** As Angus Mail says it; nothing else of its exception tells. */
  private static final String NO_STARTTLS =
      "STARTTLS is required but host does not support STARTTLS";

  private static final int CAUSES = 10;

  private MailTrouble() {}

  static String of(MailServer server, MessagingException failure) {
    return "the mail server cannot be used: " + cause(server, failure);
  }

  private static String cause(MailServer server, MessagingException failure) {
    if (NO_STARTTLS.equals(failure.getMessage())) {
      return "it offers no STARTTLS; set mail.tls to implicit if it speaks TLS from the start";
    }
    if (isIn(failure, CertificateException.class)) {
      return "its certificate must be valid, name "
          + server.host()
          + " and come from an authority "
          + (server.authorities().isEmpty() ? "that Java trusts, or one " : "")
          + "in mail.tls-authorities";
    }
    if (isIn(failure, SSLException.class)) {
      return "it does not speak TLS as mail.tls wants it";
    }
    Exception next = failure.getNextException();
    return (next == null ? failure : next).getClass().getSimpleName();
  }

  /** {@code getCause()} of a {@link MessagingException} is its next one. */
  private static boolean isIn(Throwable failure, Class<? extends Exception> kind) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(CAUSES)
        .anyMatch(kind::isInstance);
  }
}
