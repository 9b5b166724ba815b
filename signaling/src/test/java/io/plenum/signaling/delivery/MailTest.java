package io.plenum.signaling.delivery;

import static io.plenum.signaling.delivery.PostOffice.ACCOUNT;
import static io.plenum.signaling.delivery.PostOffice.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.plenum.signaling.delivery.MailServer.Security;
import io.plenum.signaling.post.CalendarPart;
import io.plenum.signaling.post.MailLetter;
import io.plenum.signaling.post.OutboxRows;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail, from the outbox to a real mail server. */
class MailTest {
  private static final ServerSetup ANY_PORT =
      new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);

  private static final String CALENDAR =
      "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Größe\r\nEND:VCALENDAR\r\n";

  @TempDir Path folder;
  private final GreenMail greenMail = new GreenMail(ANY_PORT);
  private PostOffice office;

  @BeforeEach
  void start() {
    greenMail.start();
    office = new PostOffice(folder);
  }

  @AfterEach
  void stop() {
    office.close();
    greenMail.stop();
  }

  private MailServer server(int port, Security security) {
    return new MailServer(
        "localhost", port, security, Optional.empty(), "Plenum <meet@acme.example>", List.of());
  }

  private MailServer greenMail() {
    return server(greenMail.getSmtp().getPort(), Security.NONE);
  }

  private static MailLetter hello() {
    return new MailLetter(ACCOUNT, "ada@acme.example", "Willkommen, Ada Größe", "Hällo");
  }

  private MimeMessage received() throws InterruptedException {
    eventually(() -> greenMail.getReceivedMessages().length > 0);
    return greenMail.getReceivedMessages()[0];
  }

  @Test
  void sendsAMail_andKeepsNothingOfIt() throws Exception {
    String id = office.put(hello());
    office.start(greenMail());
    MimeMessage mail = received();
    assertThat(mail.getSubject()).isEqualTo("Willkommen, Ada Größe");
    assertThat(mail.getFrom()[0]).hasToString("Plenum <meet@acme.example>");
    assertThat(mail.getAllRecipients()[0]).hasToString("ada@acme.example");
    assertThat(mail.getMessageID()).isEqualTo("<" + id + "@acme.example>");
    assertThat(mail.getContent().toString().strip()).isEqualTo("Hällo");
    eventually(() -> office.row(id).state().equals("sent"));
    assertThat(office.row(id).content()).isNull();
  }

  @Test
  @Tag("M-8a")
  void sendsAnInvitation_asAnAlternativeAndAsAFile() throws Exception {
    office.put(
        new MailLetter(
            ACCOUNT,
            "ada@acme.example",
            "Weekly",
            "text",
            Optional.of("<p>text</p>"),
            Optional.of(new CalendarPart(CalendarPart.Method.REQUEST, CALENDAR))));
    office.start(greenMail());
    MimeMultipart mixed = (MimeMultipart) received().getContent();
    assertThat(mixed.getContentType()).startsWith("multipart/mixed");
    MimeMultipart alternatives = (MimeMultipart) mixed.getBodyPart(0).getContent();
    assertThat(alternatives.getContentType()).startsWith("multipart/alternative");
    assertThat(alternatives.getBodyPart(0).getContentType()).startsWith("text/plain");
    assertThat(alternatives.getBodyPart(1).getContentType()).startsWith("text/html");
    BodyPart shown = alternatives.getBodyPart(2);
    assertThat(shown.getContentType().toLowerCase(Locale.ROOT))
        .startsWith("text/calendar")
        .contains("method=request")
        .contains("charset=utf-8");
    assertThat(text(shown)).isEqualTo(CALENDAR);
    BodyPart file = mixed.getBodyPart(1);
    assertThat(file.getFileName()).isEqualTo("invite.ics");
    assertThat(file.getDisposition()).isEqualTo("attachment");
    assertThat(text(file)).isEqualTo(CALENDAR);
  }

  private static String text(BodyPart part) throws Exception {
    return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void triesAgain_whileTheServerIsDown_andArrivesUnderTheSameName() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String id = office.put(hello());
    office.start(server(port, Security.NONE));
    eventually(() -> office.row(id).reason() != null);
    assertThat(office.row(id).state()).isEqualTo("waiting");
    assertThat(office.row(id).reason()).contains("ConnectException");
    GreenMail late = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    late.start();
    try {
      office.pass(Duration.ofSeconds(7));
      eventually(() -> office.row(id).state().equals("sent"));
      assertThat(office.row(id).tries()).isEqualTo(2);
      assertThat(late.getReceivedMessages()[0].getMessageID())
          .isEqualTo("<" + id + "@acme.example>");
    } finally {
      late.stop();
    }
  }

  @Test
  void givesUpAtOnce_whenTheRecipientIsRefused() throws Exception {
    try (ScriptedMailServer server = new ScriptedMailServer(Map.of("RCPT", "550 no such user"))) {
      String id = office.put(hello());
      office.start(server.address());
      eventually(() -> office.row(id).state().equals("failed"));
      assertThat(office.row(id))
          .isEqualTo(
              new PostOffice.Row(
                  "failed", 1, 550, "the mail server answered 550 to the recipient", null));
    }
  }

  @Test
  void triesAgain_whenTheRecipientIsRefusedForNow_untilItGivesUp() throws Exception {
    try (ScriptedMailServer server = new ScriptedMailServer(Map.of("RCPT", "451 greylisted"))) {
      String id = office.put(hello());
      office.start(server.address());
      eventually(() -> Integer.valueOf(451).equals(office.row(id).status()));
      assertThat(office.row(id).state()).isEqualTo("waiting");
      office.pass(Duration.ofDays(5));
      eventually(() -> office.row(id).state().equals("failed"));
      assertThat(office.row(id).reason()).startsWith("given up: the mail server answered 451");
      assertThat(office.row(id).content()).isNull();
    }
  }

  @Test
  void sendsAgain_whatAKilledProcessHadTaken() throws Exception {
    String id = office.put(hello());
    long now = office.now.get().toEpochMilli();
    // Another process took it and died: nothing says whether it was sent.
    office.database.write(
        handle -> OutboxRows.claim(handle, OutboxRows.due(handle, now, 10, Set.of()), now));
    assertThat(office.count(handle -> OutboxRows.due(handle, now, 10, Set.of()).size())).isZero();
    office.start(greenMail());
    office.pass(OutboxRows.CLAIMED_FOR);
    assertThat(received().getMessageID()).isEqualTo("<" + id + "@acme.example>");
    eventually(() -> office.row(id).state().equals("sent"));
    assertThat(office.row(id).tries()).isEqualTo(2);
  }

  @Test
  void sendsAgainAtOnce_whenTheServerStartsAnew() throws Exception {
    String id = office.put(hello());
    long now = office.now.get().toEpochMilli();
    office.database.write(
        handle -> OutboxRows.claim(handle, OutboxRows.due(handle, now, 10, Set.of()), now));
    int released = office.database.write(handle -> OutboxRows.release(handle, now + 5));
    assertThat(released).isEqualTo(1);
    office.pass(Duration.ofMillis(5));
    office.start(greenMail());
    eventually(() -> office.row(id).state().equals("sent"));
    assertThat(greenMail.getReceivedMessages()).hasSize(1);
  }

  @Test
  void failsAlone_whenItsRowCannotBeRead() throws Exception {
    String bad = office.put(hello());
    String good = office.put(hello());
    office.database.write(
        handle -> handle.execute("UPDATE outbox SET content = '{' WHERE id = ?", bad));
    office.start(greenMail());
    eventually(() -> office.row(good).state().equals("sent"));
    eventually(() -> office.row(bad).state().equals("failed"));
    assertThat(office.row(bad).reason()).isEqualTo("its row cannot be read");
  }

  @Test
  void sendsEachLetterOnce_whenSeveralNodesDeliver() throws Exception {
    int letters = 40;
    for (int i = 0; i < letters; i++) {
      office.put(new MailLetter(ACCOUNT, "u" + i + "@acme.example", "Hello", "text"));
    }
    for (int node = 0; node < 3; node++) {
      office.start(greenMail());
    }
    eventually(() -> office.count(OutboxRows::waiting) == 0);
    assertThat(
            Stream.of(greenMail.getReceivedMessages())
                .map(MailTest::recipient)
                .collect(Collectors.toSet()))
        .hasSize(letters);
    assertThat(greenMail.getReceivedMessages()).hasSize(letters);
  }

  private static String recipient(MimeMessage mail) {
    try {
      return mail.getAllRecipients()[0].toString();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void waits_whileNoMailServerIsConfigured() throws Exception {
    String id = office.put(hello());
    office.start();
    eventually(() -> office.row(id).reason() != null);
    assertThat(office.row(id).reason()).isEqualTo("no mail server is configured");
    assertThat(office.row(id).state()).isEqualTo("waiting");
  }
}
