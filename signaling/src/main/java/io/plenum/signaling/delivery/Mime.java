package io.plenum.signaling.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plenum.signaling.post.CalendarPart;
import io.plenum.signaling.post.MailLetter;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.util.Date;

/**
 * Writes letters as MIME (RFC 2045):
 *
 * <pre>
 * text/plain                                 a mail of text only
 * multipart/alternative                      one with HTML: text/plain, text/html
 * multipart/mixed                            an invitation (RFC 6047):
 *   multipart/alternative                      text/plain, text/html?, text/calendar; method=…
 *   application/ics; name=invite.ics           the same for those who see no invitation
 * </pre>
 */
final class Mime {
  private Mime() {}

  /**
   * Writes a letter.
   *
   * @param id of the letter; makes the Message-ID, the same at each try
   */
  static MimeMessage write(
      Session session, InternetAddress from, MailLetter letter, String id, Date date)
      throws MessagingException {
    String domain = from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
    MimeMessage message = new Named(session, "<" + id + "@" + domain + ">");
    message.setFrom(from);
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to(), true));
    message.setSubject(letter.subject(), UTF_8.name());
    message.setSentDate(date);
    // RFC 3834 section 5: no vacation message shall answer it.
    message.setHeader("Auto-Submitted", "auto-generated");
    if (letter.calendar().isPresent()) {
      message.setContent(invitation(letter, letter.calendar().get()));
    } else if (letter.html().isPresent()) {
      message.setContent(alternatives(letter));
    } else {
      message.setText(letter.text(), UTF_8.name());
    }
    message.saveChanges();
    return message;
  }

  private static MimeMultipart alternatives(MailLetter letter) throws MessagingException {
    MimeMultipart alternatives = new MimeMultipart("alternative");
    MimeBodyPart text = new MimeBodyPart();
    text.setText(letter.text(), UTF_8.name());
    alternatives.addBodyPart(text);
    if (letter.html().isPresent()) {
      MimeBodyPart html = new MimeBodyPart();
      html.setText(letter.html().get(), UTF_8.name(), "html");
      alternatives.addBodyPart(html);
    }
    return alternatives;
  }

  private static MimeMultipart invitation(MailLetter letter, CalendarPart calendar)
      throws MessagingException {
    MimeMultipart alternatives = alternatives(letter);
    String type = "text/calendar; charset=UTF-8; method=" + calendar.method().name();
    alternatives.addBodyPart(calendarPart(calendar, type));
    MimeBodyPart shown = new MimeBodyPart();
    shown.setContent(alternatives);
    MimeBodyPart file = calendarPart(calendar, "application/ics; name=invite.ics");
    file.setFileName("invite.ics");
    file.setDisposition("attachment");
    return new MimeMultipart("mixed", shown, file);
  }

  private static MimeBodyPart calendarPart(CalendarPart calendar, String type)
      throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    byte[] bytes = calendar.text().getBytes(UTF_8);
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, type)));
    part.setHeader("Content-Type", type);
    part.setHeader("Content-Transfer-Encoding", "base64");
    return part;
  }

  /** A message that keeps the name that it is given; the library would draw a new one each time. */
  private static final class Named extends MimeMessage {
    private final String name;

    Named(Session session, String name) {
      super(session);
      this.name = name;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", name);
    }
  }
}
