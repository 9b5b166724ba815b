package io.plenum.signaling.delivery;

import static io.plenum.signaling.delivery.PostOffice.eventually;
import static io.plenum.signaling.invite.Acme.ANN;
import static io.plenum.signaling.invite.Acme.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.plenum.signaling.delivery.MailServer.Security;
import io.plenum.signaling.invite.Acme;
import io.plenum.signaling.invite.MeetingDesk;
import io.plenum.signaling.meeting.Meeting;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invitations, from the desk through a real mail server to a calendar that reads them. */
@Tag("M-8a")
@Tag("M-8b")
class InvitationMailTest {
  @TempDir Path folder;
  private final GreenMail greenMail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
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

  private MimeMessage received(int number) throws Exception {
    eventually(() -> greenMail.getReceivedMessages().length >= number);
    return greenMail.getReceivedMessages()[number - 1];
  }

  private static BodyPart calendarPart(MimeMessage mail) throws Exception {
    MimeMultipart mixed = (MimeMultipart) mail.getContent();
    MimeMultipart alternatives = (MimeMultipart) mixed.getBodyPart(0).getContent();
    return alternatives.getBodyPart(alternatives.getCount() - 1);
  }

  private static Calendar calendar(BodyPart part) throws Exception {
    Calendar calendar = new CalendarBuilder().build(part.getInputStream());
    assertThat(calendar.validate().getEntries()).isEmpty();
    return calendar;
  }

  private static String value(Calendar calendar, String property) {
    VEvent event = calendar.<VEvent>getComponents("VEVENT").getFirst();
    return event.<Property>getProperty(property).orElseThrow().getValue();
  }

  @Test
  void arrives_andIsTakenBack_underTheSameUid() throws Exception {
    MeetingDesk desk = new Acme(office.database).meetings.desk();
    Meeting meeting = desk.create(ANN, SOURCE, Acme.weekly("Größe & Ümläute 😀"));
    office.start(
        new MailServer(
            "localhost",
            greenMail.getSmtp().getPort(),
            Security.NONE,
            Optional.empty(),
            "Plenum <meet@acme.example>",
            List.of()));
    String invite =
        desk.invite(ANN, SOURCE, meeting.id(), List.of(Acme.mail("x@y.test"))).getFirst().id();
    MimeMessage invited = received(1);
    assertThat(invited.getSubject()).isEqualTo("Invitation: Größe & Ümläute 😀");
    BodyPart part = calendarPart(invited);
    assertThat(part.getContentType()).containsIgnoringCase("method=request");
    Calendar request = calendar(part);
    assertThat(value(request, "SUMMARY")).isEqualTo("Größe & Ümläute 😀");
    assertThat(value(request, "DESCRIPTION")).contains("Join: https://meet.test/m/");

    desk.uninvite(ANN, SOURCE, meeting.id(), invite);
    BodyPart back = calendarPart(received(2));
    assertThat(back.getContentType()).containsIgnoringCase("method=cancel");
    Calendar cancel = calendar(back);
    assertThat(value(cancel, "UID")).isEqualTo(value(request, "UID"));
    assertThat(Integer.parseInt(value(cancel, "SEQUENCE")))
        .isGreaterThan(Integer.parseInt(value(request, "SEQUENCE")));
  }
}
