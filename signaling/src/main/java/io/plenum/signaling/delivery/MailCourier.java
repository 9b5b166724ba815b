package io.plenum.signaling.delivery;

import io.plenum.signaling.delivery.MailServer.Security;
import io.plenum.signaling.post.MailLetter;
import io.plenum.signaling.post.Outcome;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** Sends mail by SMTP, each letter over a connection of its own. Any thread may use it. */
public final class MailCourier implements Courier<MailLetter> {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  /** For each answer of the server and each write to it. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);

  private final Session session;
  private final MailServer server;
  private final InternetAddress from;
  private final InstantSource clock;

  /**
   * A courier to this server.
   *
   * @throws IllegalArgumentException when {@code from} is no address
   */
  public MailCourier(MailServer server, InstantSource clock) {
    this.server = server;
    this.clock = clock;
    this.session = Session.getInstance(properties(server));
    this.from = address(server.from());
  }

  /** Whether mail can come from there. */
  public static boolean isSender(String text) {
    try {
      address(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static InternetAddress address(String text) {
    try {
      InternetAddress address = new InternetAddress(text, true);
      if (text.chars().noneMatch(Character::isISOControl) && address.getAddress().contains("@")) {
        return address;
      }
    } catch (AddressException e) {
      throw new IllegalArgumentException(text, e);
    }
    throw new IllegalArgumentException(text);
  }

  private static Properties properties(MailServer server) {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", server.host());
    properties.put("mail.smtp.port", Integer.toString(server.port()));
    properties.put("mail.smtp.connectiontimeout", Long.toString(CONNECT_LIMIT.toMillis()));
    properties.put("mail.smtp.timeout", Long.toString(ANSWER_LIMIT.toMillis()));
    properties.put("mail.smtp.writetimeout", Long.toString(ANSWER_LIMIT.toMillis()));
    properties.put("mail.smtp.auth", Boolean.toString(server.login().isPresent()));
    // Addresses and subjects of any script go as they are where the server takes them (RFC 6531).
    properties.put("mail.mime.allowutf8", "true");
    properties.put("mail.smtp.ssl.protocols", "TLSv1.2 TLSv1.3");
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.enable", Boolean.toString(server.security() == Security.TLS));
    String starts = Boolean.toString(server.security() == Security.STARTTLS);
    properties.put("mail.smtp.starttls.enable", starts);
    properties.put("mail.smtp.starttls.required", starts);
    if (!server.authorities().isEmpty()) {
      properties.put("mail.smtp.ssl.socketFactory", TrustedSockets.of(server.authorities()));
    }
    return properties;
  }

  @Override
  public Outcome deliver(String id, MailLetter letter) {
    try {
      Date date = Date.from(clock.instant());
      MimeMessage message = Mime.write(session, from, letter, id, date);
      try (Transport transport = session.getTransport("smtp")) {
        connect(transport);
        transport.sendMessage(message, message.getAllRecipients());
      }
      return new Outcome.Delivered(OptionalInt.of(SmtpReply.OK));
    } catch (AuthenticationFailedException e) {
      return trouble("the mail server refused our login");
    } catch (MessagingException e) {
      return outcome(e);
    }
  }

  private void connect(Transport transport) throws MessagingException {
    if (server.login().isPresent()) {
      MailServer.Login login = server.login().get();
      transport.connect(server.host(), server.port(), login.user(), login.password());
    } else {
      transport.connect();
    }
  }

  /** The server's answer is in one of the exceptions behind the one that is thrown. */
  private Outcome outcome(MessagingException failure) {
    Optional<SmtpReply> reply = Optional.empty();
    Exception one = failure;
    while (one instanceof MessagingException messaging) {
      // The innermost says most: which recipient, not only that sending failed.
      Optional<SmtpReply> said = SmtpReply.of(messaging);
      reply = said.isPresent() ? said : reply;
      one = messaging.getNextException();
    }
    return reply.map(SmtpReply::outcome).orElseGet(() -> trouble(MailTrouble.of(server, failure)));
  }

  private static Outcome trouble(String reason) {
    return new Outcome.Later(reason, OptionalInt.empty(), true, Optional.empty());
  }

  /**
   * What a mail server said.
   *
   * @param code RFC 5321 section 4.2: 4xx not now, 5xx never
   * @param recipient whether it said so of the recipient
   */
  private record SmtpReply(int code, boolean recipient) {
    static final int OK = 250;

    static Optional<SmtpReply> of(MessagingException e) {
      return switch (e) {
        case SMTPAddressFailedException refused ->
            Optional.of(new SmtpReply(refused.getReturnCode(), true));
        case SMTPSenderFailedException refused ->
            Optional.of(new SmtpReply(refused.getReturnCode(), false));
        case SMTPSendFailedException refused when refused.getReturnCode() >= 400 ->
            Optional.of(new SmtpReply(refused.getReturnCode(), false));
        default -> Optional.empty();
      };
    }

    Outcome outcome() {
      String reason = "the mail server answered " + code + (recipient ? " to the recipient" : "");
      return code >= 500
          ? new Outcome.Never(reason, OptionalInt.of(code))
          : new Outcome.Later(reason, OptionalInt.of(code), false, Optional.empty());
    }
  }
}
