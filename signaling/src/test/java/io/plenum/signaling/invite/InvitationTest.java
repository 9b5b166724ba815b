package io.plenum.signaling.invite;

import static io.plenum.signaling.invite.Acme.ANN;
import static io.plenum.signaling.invite.Acme.BOB;
import static io.plenum.signaling.invite.Acme.SOURCE;
import static io.plenum.signaling.invite.Acme.mail;
import static io.plenum.signaling.invite.Acme.user;
import static io.plenum.signaling.invite.Acme.weekly;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.meeting.MeetingDraft;
import io.plenum.signaling.meeting.MeetingSettings;
import io.plenum.signaling.meeting.Schedule;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.validate.ValidationResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The letters that people get, read back as a calendar reads them. */
@EachDatabase
class InvitationTest {
  private Acme acme;
  private MeetingDesk desk;

  @BeforeEach
  void open(TestDatabase test) {
    acme = new Acme(test.open());
    desk = acme.meetings.desk();
  }

  private JsonObject last() {
    return acme.mails().getLast();
  }

  private static Calendar parse(String text) {
    try {
      Calendar calendar = new CalendarBuilder().build(new StringReader(text));
      ValidationResult result = calendar.validate();
      assertThat(result.getEntries()).as(text).isEmpty();
      return calendar;
    } catch (IOException | ParserException e) {
      throw new AssertionError(text, e);
    }
  }

  private static Calendar parse(JsonObject mail) {
    return parse(mail.getString("calendar"));
  }

  private static VEvent event(Calendar calendar) {
    return calendar.<VEvent>getComponents("VEVENT").getFirst();
  }

  private static String value(VEvent event, String property) {
    return event.<Property>getProperty(property).orElseThrow().getValue();
  }

  private static Optional<String> parameter(VEvent event, String property, String name) {
    return event
        .<Property>getProperty(property)
        .orElseThrow()
        .getParameter(name)
        .map(it -> it.getValue());
  }

  @Test
  @Tag("M-8a")
  void tellsHowToGetIn() {
    Meeting meeting = desk.create(ANN, SOURCE, weekly("Weekly"));
    desk.invite(ANN, SOURCE, meeting.id(), List.of(mail("charles@example.test")));
    String code = meeting.accessCode();
    assertThat(last().getString("to")).isEqualTo("charles@example.test");
    assertThat(last().getString("subject")).isEqualTo("Invitation: Weekly");
    assertThat(last().getString("text"))
        .contains("Ann invites you")
        .contains("Monday, 2 March 2026, 09:00 to 09:45 (Europe/Berlin), and again")
        .contains("https://meet.test/m/" + code + "/live")
        .contains(code.substring(0, 3) + " " + code.substring(3, 6) + " " + code.substring(6))
        .contains("Berlin: +49 30 1234567")
        .contains("Boston: +1 617 5551234");
  }

  @Test
  @Tag("M-8a")
  void carriesAnInvitationThatCalendarsTake() {
    Meeting meeting = desk.create(ANN, SOURCE, weekly("Weekly"));
    desk.invite(ANN, SOURCE, meeting.id(), List.of(user(BOB)));
    Calendar calendar = parse(last());
    VEvent event = event(calendar);
    assertThat(calendar.<Property>getProperty("METHOD").orElseThrow().getValue())
        .isEqualTo("REQUEST");
    assertThat(last().getString("method")).isEqualTo("REQUEST");
    assertThat(value(event, "UID")).isEqualTo(meeting.id() + "@plenum");
    assertThat(value(event, "SEQUENCE")).isEqualTo("0");
    assertThat(value(event, "RRULE")).isEqualTo("FREQ=WEEKLY;BYDAY=MO");
    assertThat(parameter(event, "DTSTART", "TZID")).contains("Europe/Berlin");
    assertThat(value(event, "DTSTART")).isEqualTo("20260302T090000");
    assertThat(value(event, "DTEND")).isEqualTo("20260302T094500");
    assertThat(calendar.getComponents("VTIMEZONE")).hasSize(1);
    assertThat(value(event, "ORGANIZER")).isEqualTo("mailto:ann@acme.test");
    assertThat(value(event, "ATTENDEE")).isEqualTo("mailto:bob@acme.test");
    assertThat(parameter(event, "ATTENDEE", "ROLE")).contains("OPT-PARTICIPANT");
    assertThat(parameter(event, "ATTENDEE", "RSVP")).contains("TRUE");
    assertThat(value(event, "LOCATION")).endsWith("/live");
    assertThat(value(event, "DTSTAMP")).matches("20260301T1200\\d\\dZ");
  }

  @Test
  @Tag("M-8b")
  void keepsItsUid_andCountsOn_whenSomethingChanges() {
    Meeting meeting = desk.create(ANN, SOURCE, weekly("Weekly"));
    String invite =
        desk.invite(ANN, SOURCE, meeting.id(), List.of(mail("x@y.test"))).getFirst().id();
    change(meeting, "Weekly sync", meeting.schedule());
    assertThat(last().getString("subject")).isEqualTo("Changed: Weekly sync");
    assertSequence("REQUEST", 1);
    desk.uninvite(ANN, SOURCE, meeting.id(), invite);
    assertSequence("CANCEL", 2);
    assertThat(value(event(parse(last())), "STATUS")).isEqualTo("CANCELLED");
    desk.invite(ANN, SOURCE, meeting.id(), List.of(mail("x@y.test")));
    assertSequence("REQUEST", 2);
    desk.delete(ANN, SOURCE, meeting.id());
    assertSequence("CANCEL", 3);
    assertThat(acme.mails().stream().map(mail -> value(event(parse(mail)), "UID")).distinct())
        .containsExactly(meeting.id() + "@plenum");
  }

  private void assertSequence(String method, int sequence) {
    assertThat(last().getString("method")).isEqualTo(method);
    assertThat(value(event(parse(last())), "SEQUENCE")).isEqualTo(Integer.toString(sequence));
  }

  private void change(Meeting meeting, String name, Optional<Schedule> schedule) {
    desk.change(
        ANN,
        SOURCE,
        meeting.id(),
        version -> {},
        before -> new MeetingDraft(name, schedule, before.settings()));
  }

  @Test
  void writesNoLetter_whenOnlySettingsChange() {
    Meeting meeting = desk.create(ANN, SOURCE, weekly("Weekly"));
    desk.invite(ANN, SOURCE, meeting.id(), List.of(mail("x@y.test")));
    desk.change(
        ANN,
        SOURCE,
        meeting.id(),
        version -> {},
        before ->
            new MeetingDraft(
                before.name(),
                before.schedule(),
                new MeetingSettings(
                    false, true, MeetingSettings.GuestsSeeChatFrom.ADMISSION, false, true)));
    assertThat(acme.mails()).hasSize(1);
  }

  @Test
  @Tag("M-8b")
  void takesTheMeetingOffTheCalendars_whenItHasNoTimeAnyMore() {
    Meeting meeting = desk.create(ANN, SOURCE, weekly("Weekly"));
    desk.invite(ANN, SOURCE, meeting.id(), List.of(mail("x@y.test")));
    change(meeting, "Weekly", Optional.empty());
    assertThat(last().getString("text")).contains("no fixed time any more");
    assertSequence("CANCEL", 1);
  }

  @Test
  @Tag("M-8a")
  void hasNoCalendarPart_whenTheMeetingHasNoTime() {
    Meeting meeting = desk.create(ANN, SOURCE, MeetingDraft.named("Now"));
    desk.invite(ANN, SOURCE, meeting.id(), List.of(mail("x@y.test")));
    assertThat(last().getString("calendar")).isNull();
  }

  @Test
  @Tag("M-8a")
  void escapesAndFoldsWhateverAName_holds() {
    String name =
        "Käse; Wurst, \\Brot\\ \"& mehr\": " + "😀".repeat(30) + "\r\nATTENDEE:mailto:e@v.il";
    Meeting meeting = desk.create(ANN, SOURCE, weekly(name));
    desk.invite(
        ANN,
        SOURCE,
        meeting.id(),
        List.of(
            new Invitee(
                Optional.empty(),
                Optional.of("x+tag@y.test"),
                Optional.of("Ev\"il; Na:me, \r\nX-A:1"),
                Invite.Role.REQUIRED)));
    String text = last().getString("calendar");
    assertThat(text.split("\r\n")).allMatch(line -> line.getBytes(UTF_8).length <= 75);
    assertThat(text.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
    VEvent event = event(parse(text));
    assertThat(value(event, "SUMMARY")).isEqualTo(meeting.name());
    assertThat(event.getProperties("ATTENDEE")).hasSize(1);
    assertThat(event.getProperties("X-A")).isEmpty();
    assertThat(value(event, "ATTENDEE")).isEqualTo("mailto:x+tag@y.test");
  }

  @Test
  @Tag("M-8a")
  void saysTheTimeInUtc_whereTheMeetingDoes() {
    Schedule utc =
        Schedule.parse(
            "2026-03-02T09:00", 45, "UTC", Optional.of("FREQ=DAILY;UNTIL=20260310T090000Z"));
    Meeting meeting =
        desk.create(ANN, SOURCE, new MeetingDraft("U", Optional.of(utc), MeetingSettings.STANDARD));
    desk.invite(ANN, SOURCE, meeting.id(), List.of(mail("x@y.test")));
    String text = last().getString("calendar");
    assertThat(text)
        .contains("DTSTART:20260302T090000Z\r\n")
        .contains("RRULE:FREQ=DAILY;UNTIL=20260310T090000Z\r\n")
        .doesNotContain("VTIMEZONE");
    parse(text);
  }

  @Test
  @Tag("M-8a")
  void namesAnOldZoneAsItsDescriptionDoes() {
    Schedule india = Schedule.parse("2026-03-02T09:00", 45, "Asia/Calcutta", Optional.empty());
    Meeting meeting =
        desk.create(
            ANN, SOURCE, new MeetingDraft("I", Optional.of(india), MeetingSettings.STANDARD));
    desk.invite(ANN, SOURCE, meeting.id(), List.of(mail("x@y.test")));
    String text = last().getString("calendar");
    assertThat(text)
        .contains("TZID:Asia/Kolkata\r\n")
        .contains("TZID=Asia/Kolkata:20260302T090000");
  }

  @Test
  @Tag("X-11")
  void isAlsoAWholeCalendar_underASecretAddressThatCanBeRenewed() {
    desk.create(ANN, SOURCE, weekly("Mine"));
    desk.create(ANN, SOURCE, weekly("Mine too"));
    desk.create(ANN, SOURCE, MeetingDraft.named("Ad hoc"));
    desk.create(BOB, SOURCE, weekly("Not mine"));
    String url = acme.meetings.file().renew(ANN, SOURCE);
    String secret = url.replaceAll("https://meet.test/calendar/(.+)\\.ics", "$1");
    Calendar calendar = parse(acme.meetings.file().read(secret).orElseThrow());
    assertThat(calendar.<VEvent>getComponents("VEVENT").stream().map(it -> value(it, "SUMMARY")))
        .containsExactlyInAnyOrder("Mine", "Mine too");
    assertThat(calendar.getComponents("VTIMEZONE")).hasSize(1);
    acme.meetings.file().renew(ANN, SOURCE);
    assertThat(acme.meetings.file().read(secret)).isEmpty();
    acme.meetings.file().end(ANN, SOURCE);
    assertThat(acme.meetings.feeds().since("ann")).isEmpty();
    assertThat(acme.audit("acme"))
        .endsWith("calendar-feed-renewed", "calendar-feed-renewed", "calendar-feed-ended");
  }
}
