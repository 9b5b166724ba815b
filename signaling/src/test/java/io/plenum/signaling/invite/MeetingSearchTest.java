package io.plenum.signaling.invite;

import static io.plenum.signaling.invite.Acme.ANN;
import static io.plenum.signaling.invite.Acme.BOB;
import static io.plenum.signaling.invite.Acme.CLEO;
import static io.plenum.signaling.invite.Acme.OLAF;
import static io.plenum.signaling.invite.Acme.SOURCE;
import static io.plenum.signaling.invite.Acme.mail;
import static io.plenum.signaling.invite.Acme.user;
import static io.plenum.signaling.invite.Acme.weekly;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.meeting.ChatExcerpt;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.meeting.MeetingCalendar;
import io.plenum.signaling.meeting.MeetingDraft;
import io.plenum.signaling.meeting.MeetingSearch.Found;
import io.plenum.signaling.meeting.MeetingSettings;
import io.plenum.signaling.meeting.Schedule;
import io.plenum.signaling.meeting.SearchQuery;
import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@EachDatabase
@Tag("M-6")
@Tag("X-7")
class MeetingSearchTest {
  private Acme acme;
  private MeetingDesk desk;

  @BeforeEach
  void open(TestDatabase test) {
    acme = new Acme(test.open());
    desk = acme.meetings.desk();
  }

  private List<Found> find(Principal who, SearchQuery wanted) {
    return acme.meetings.search().find(who.userId(), wanted, PageRequest.first()).items();
  }

  private List<String> names(Principal who, SearchQuery wanted) {
    return find(who, wanted).stream().map(found -> found.entry().meeting().name()).toList();
  }

  private static SearchQuery text(String text) {
    return new SearchQuery(Optional.of(text), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static SearchQuery person(String person) {
    return new SearchQuery(
        Optional.empty(), Optional.of(person), Optional.empty(), Optional.empty());
  }

  private static SearchQuery time(String from, String to) {
    return new SearchQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.of(Instant.parse(from)),
        Optional.of(Instant.parse(to)));
  }

  @Test
  void findsByName() {
    desk.create(ANN, SOURCE, MeetingDraft.named("Budget 2026"));
    desk.create(ANN, SOURCE, MeetingDraft.named("Überblick"));
    assertThat(names(ANN, text("budg"))).containsExactly("Budget 2026");
    assertThat(names(ANN, text("UBER"))).containsExactly("Überblick");
    assertThat(names(ANN, text("20"))).containsExactly("Budget 2026");
    assertThat(names(ANN, text("%"))).isEmpty();
    assertThat(find(ANN, text("budget")).getFirst().inName()).isTrue();
  }

  @Test
  void findsByWhatWasSaid_andShowsIt() {
    Meeting meeting = desk.create(ANN, SOURCE, MeetingDraft.named("Weekly"));
    for (int i = 1; i <= 5; i++) {
      acme.say(meeting.id(), i, ANN, "The deadline moves, part " + i);
    }
    Found found = find(ANN, text("deadline")).getFirst();
    assertThat(found.inName()).isFalse();
    assertThat(found.messages().stream().map(it -> it.messageId())).containsExactly(5L, 4L, 3L);
    assertThat(found.messages().getFirst().text()).isEqualTo("The deadline moves, part 5");
  }

  @Test
  void showsATextInFull_upToItsLimit_andTheBeginningOfALongerOne() {
    // A character outside Unicode's first plane is one, too.
    String whole = "😀".repeat(ChatExcerpt.TEXT_LIMIT - "long".length()) + "long";
    Meeting meeting = desk.create(ANN, SOURCE, MeetingDraft.named("Weekly"));
    acme.say(meeting.id(), 1, ANN, whole);
    acme.say(meeting.id(), 2, ANN, whole + "!");
    assertThat(find(ANN, text("long")).getFirst().messages().stream().map(ChatExcerpt::text))
        .containsExactly(whole.substring(0, whole.length() - 1) + "…", whole);
  }

  @Test
  void findsByParticipant() {
    Meeting first = desk.create(ANN, SOURCE, MeetingDraft.named("First"));
    desk.invite(ANN, SOURCE, first.id(), List.of(user(BOB)));
    Meeting second = desk.create(ANN, SOURCE, MeetingDraft.named("Second"));
    desk.invite(ANN, SOURCE, second.id(), List.of(mail("charles.babbage@example.test")));
    assertThat(names(ANN, person("bob"))).containsExactly("First");
    assertThat(names(ANN, person("Babbage"))).containsExactly("Second");
    assertThat(names(ANN, person("ann@acme"))).containsExactly("Second", "First");
    assertThat(names(ANN, person("zoe"))).isEmpty();
  }

  @Test
  void findsByDate_whenItIsHeld_orWasMade() {
    desk.create(ANN, SOURCE, weekly("Mondays"));
    desk.create(ANN, SOURCE, MeetingDraft.named("Made on the first of March"));
    assertThat(names(ANN, time("2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z")))
        .containsExactly("Mondays");
    assertThat(names(ANN, time("2026-06-02T00:00:00Z", "2026-06-08T00:00:00Z"))).isEmpty();
    assertThat(names(ANN, time("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"))).hasSize(2);
    assertThat(names(ANN, time("2025-01-01T00:00:00Z", "2025-02-01T00:00:00Z"))).isEmpty();
  }

  @Test
  void findsByDate_withoutABeginningOrAnEnd() {
    desk.create(ANN, SOURCE, twice("Two Mondays"));
    desk.create(ANN, SOURCE, once("One Monday"));
    assertThat(names(ANN, since("2026-03-02T00:00:00Z"))).hasSize(2);
    assertThat(names(ANN, since("2026-03-02T08:45:00Z"))).containsExactly("Two Mondays");
    assertThat(names(ANN, since("2026-03-09T08:45:00Z"))).as("after its end").isEmpty();
    assertThat(names(ANN, until("2026-03-01T12:00:00Z"))).as("before it was made").isEmpty();
    assertThat(names(ANN, until("2026-03-02T00:00:00Z"))).as("made").hasSize(2);
  }

  /** Between two times that it is held: the database alone takes it for held. */
  @Test
  void findsByDate_whenItWasMade_toTheMillisecond() {
    Meeting meeting = desk.create(ANN, SOURCE, longAgo("Mondays"));
    String made = meeting.createdAt().toString();
    String after = meeting.createdAt().plusMillis(1).toString();
    String before = meeting.createdAt().minusMillis(1).toString();
    assertThat(names(ANN, time(made, after))).hasSize(1);
    assertThat(names(ANN, time(after, "2026-03-02T00:00:00Z"))).isEmpty();
    assertThat(names(ANN, time(before, made))).isEmpty();
  }

  private static SearchQuery since(String from) {
    return new SearchQuery(
        Optional.empty(), Optional.empty(), Optional.of(Instant.parse(from)), Optional.empty());
  }

  private static SearchQuery until(String to) {
    return new SearchQuery(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(Instant.parse(to)));
  }

  /** On 2 and 9 March, from nine to a quarter to ten in Berlin. */
  private static MeetingDraft twice(String name) {
    return draft(name, "2026-03-02T09:00", "FREQ=WEEKLY;BYDAY=MO;COUNT=2");
  }

  /** On 2 March, as long. */
  private static MeetingDraft once(String name) {
    return new MeetingDraft(
        name,
        Optional.of(Schedule.parse("2026-03-02T09:00", 45, "Europe/Berlin", Optional.empty())),
        MeetingSettings.STANDARD);
  }

  /** Every Monday since January, also those before it was made. */
  private static MeetingDraft longAgo(String name) {
    return draft(name, "2026-01-05T09:00", "FREQ=WEEKLY;BYDAY=MO");
  }

  private static MeetingDraft draft(String name, String start, String rule) {
    return new MeetingDraft(
        name,
        Optional.of(Schedule.parse(start, 45, "Europe/Berlin", Optional.of(rule))),
        MeetingSettings.STANDARD);
  }

  @Test
  void findsOnlyWhatTheSearcherMaySee() {
    Meeting open = desk.create(ANN, SOURCE, MeetingDraft.named("Plan"));
    Meeting closed = desk.create(ANN, SOURCE, Acme.inviteOnly("Plan, secret"));
    acme.say(closed.id(), 1, ANN, "the plan");
    String invite = desk.invite(ANN, SOURCE, closed.id(), List.of(user(BOB))).getFirst().id();
    assertThat(names(BOB, text("plan"))).containsExactly("Plan, secret");
    desk.uninvite(ANN, SOURCE, closed.id(), invite);
    acme.database.write(
        handle ->
            handle.execute(
                "INSERT INTO home_entry (user_id, meeting_id, attended, listed_at)"
                    + " VALUES ('bob', ?, 1, 1), ('bob', ?, 1, 2)",
                closed.id(),
                open.id()));
    assertThat(names(BOB, text("plan"))).containsExactly("Plan");
    assertThat(names(CLEO, text("plan"))).isEmpty();
    assertThat(names(OLAF, text("plan"))).isEmpty();
  }

  @Test
  void pagesThroughMany_alsoWhereADateLeavesSomeOut() {
    for (int i = 0; i < 30; i++) {
      desk.create(ANN, SOURCE, i % 3 == 0 ? weekly("W" + i) : MeetingDraft.named("A" + i));
    }
    SearchQuery june = time("2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z");
    List<String> paged = new ArrayList<>();
    PageRequest wanted = new PageRequest(3, Optional.empty());
    while (wanted != null) {
      Page<Found> page = acme.meetings.search().find("ann", june, wanted);
      page.items().forEach(found -> paged.add(found.entry().meeting().name()));
      wanted = page.next().map(at -> new PageRequest(3, Optional.of(at))).orElse(null);
    }
    assertThat(paged).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  @Tag("X-11")
  void showsTheCalendarOfARange() {
    desk.create(ANN, SOURCE, weekly("Mondays"));
    Meeting bobs = desk.create(BOB, SOURCE, weekly("Bob's"));
    desk.invite(BOB, SOURCE, bobs.id(), List.of(user(ANN)));
    List<MeetingCalendar.Entry> march =
        acme.meetings
            .calendar()
            .between(
                "ann",
                Instant.parse("2026-03-01T00:00:00Z"),
                Instant.parse("2026-04-01T00:00:00Z"));
    assertThat(march).hasSize(10);
    assertThat(march.stream().map(entry -> entry.held().start())).isSorted();
    assertThat(march.getLast().held().start()).isEqualTo(Instant.parse("2026-03-30T07:00:00Z"));
    acme.meetings.home().hide("ann", bobs.id(), true);
    assertThat(
            acme.meetings
                .calendar()
                .between(
                    "ann",
                    Instant.parse("2026-03-01T00:00:00Z"),
                    Instant.parse("2026-04-01T00:00:00Z")))
        .hasSize(5);
  }
}
