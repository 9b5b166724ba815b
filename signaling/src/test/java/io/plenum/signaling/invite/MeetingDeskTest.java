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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.meeting.HomeEntry;
import io.plenum.signaling.meeting.HomeList.Relation;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.meeting.MeetingDraft;
import io.plenum.signaling.meeting.MeetingRefused;
import io.plenum.signaling.meeting.SimilarNames.Similar;
import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@EachDatabase
class MeetingDeskTest {
  private Acme acme;
  private MeetingDesk desk;

  @BeforeEach
  void open(TestDatabase test) {
    acme = new Acme(test.open());
    desk = acme.meetings.desk();
  }

  private Meeting create(Principal who, String name) {
    return desk.create(who, SOURCE, MeetingDraft.named(name));
  }

  private List<String> list(Principal who) {
    return names(acme.meetings.home().page(who.userId(), Optional.empty(), false, first(50)));
  }

  private static PageRequest first(int limit) {
    return new PageRequest(limit, Optional.empty());
  }

  private static List<String> names(Page<HomeEntry> page) {
    return page.items().stream().map(entry -> entry.meeting().name()).toList();
  }

  private Meeting rename(Meeting meeting, String name) {
    return desk.change(
        ANN,
        SOURCE,
        meeting.id(),
        version -> {},
        before -> new MeetingDraft(name, before.schedule(), before.settings()));
  }

  private static void assertRefused(Runnable wish, MeetingRefused.Reason reason) {
    assertThatThrownBy(wish::run)
        .isInstanceOfSatisfying(
            MeetingRefused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  @Test
  @Tag("M-3a")
  void keepsASchedule_andEverySetting() {
    Meeting made = desk.create(ANN, SOURCE, weekly("Weekly"));
    Meeting read = acme.meetings.meetings().byId("acme", made.id()).orElseThrow();
    assertThat(read).isEqualTo(made);
    assertThat(read.schedule().orElseThrow().recurrence().orElseThrow().text())
        .isEqualTo("FREQ=WEEKLY;BYDAY=MO");
    assertThat(acme.audit("acme")).containsExactly("meeting-created");
  }

  @Test
  @Tag("M-3c")
  void pointsOutSimilarNames_ofMeetingsThatOneMayEnter() {
    Meeting sync = create(ANN, "Weekly sync");
    create(ANN, "Budget");
    desk.create(ANN, SOURCE, Acme.inviteOnly("Weekly syncs"));
    create(OLAF, "Weekly sync");
    assertThat(acme.meetings.names().to("weekly  SYNC!", "acme", "bob"))
        .containsExactly(new Similar(sync.id(), "Weekly sync"));
    assertThat(acme.meetings.names().to("Weekly synch", "acme", "ann")).hasSize(2);
    assertThat(acme.meetings.names().to("Retrospective", "acme", "ann")).isEmpty();
  }

  @Test
  @Tag("M-3c")
  void pointsOutTheMostAlikeFirst_andFiveAtMost() {
    create(ANN, "Budget review of 2026");
    Meeting same = create(ANN, "Budget review");
    for (int i = 0; i < 6; i++) {
      create(ANN, "Budget reviews " + i);
    }
    List<Similar> similar = acme.meetings.names().to("budget review", "acme", "ann");
    assertThat(similar).hasSize(5);
    assertThat(similar.getFirst()).isEqualTo(new Similar(same.id(), "Budget review"));
    assertThat(similar).extracting(Similar::name).doesNotContain("Budget review of 2026");
  }

  @Test
  @Tag("M-5a")
  void listsWhatOneOrganizes_andIsInvitedTo_theLatestFirst_pageByPage() {
    for (int i = 0; i < 5; i++) {
      create(ANN, "M" + i);
    }
    Meeting theirs = create(BOB, "Bob's");
    desk.invite(BOB, SOURCE, theirs.id(), List.of(user(ANN)));
    assertThat(list(ANN)).containsExactly("Bob's", "M4", "M3", "M2", "M1", "M0");
    assertThat(list(CLEO)).isEmpty();
    List<String> paged = new ArrayList<>();
    PageRequest wanted = first(4);
    while (wanted != null) {
      Page<HomeEntry> page =
          acme.meetings.home().page("ann", Optional.of(Relation.ORGANIZED), false, wanted);
      paged.addAll(names(page));
      wanted = page.next().map(at -> new PageRequest(4, Optional.of(at))).orElse(null);
    }
    assertThat(paged).containsExactly("M4", "M3", "M2", "M1", "M0");
  }

  @Test
  @Tag("M-5b")
  @Tag("X-18")
  void hidesAMeetingFromOnesOwnListOnly() {
    Meeting meeting = create(ANN, "Weekly");
    desk.invite(ANN, SOURCE, meeting.id(), List.of(user(BOB)));
    assertThat(acme.meetings.home().hide("bob", meeting.id(), true)).isTrue();
    assertThat(list(BOB)).isEmpty();
    assertThat(list(ANN)).containsExactly("Weekly");
    assertThat(names(acme.meetings.home().page("bob", Optional.empty(), true, first(5))))
        .containsExactly("Weekly");
    acme.meetings.home().hide("bob", meeting.id(), false);
    assertThat(list(BOB)).containsExactly("Weekly");
    assertThat(acme.meetings.home().hide("olaf", meeting.id(), true)).isFalse();
  }

  @Test
  @Tag("M-7")
  void letsOnlyTheInvitedIn_whenItIsForThem() {
    Meeting closed = desk.create(ANN, SOURCE, Acme.inviteOnly("Closed"));
    assertThat(acme.meetings.meetings().mayEnter(closed, ANN)).isTrue();
    assertThat(acme.meetings.meetings().mayEnter(closed, BOB)).isFalse();
    assertRefused(
        () -> acme.meetings.meetings().entered(BOB, closed.id()),
        MeetingRefused.Reason.NOT_INVITED);
    assertRefused(
        () -> acme.meetings.meetings().entered(OLAF, closed.id()), MeetingRefused.Reason.NOT_FOUND);
    desk.invite(ANN, SOURCE, closed.id(), List.of(mail("BOB@acme.test")));
    assertThat(acme.meetings.meetings().mayEnter(closed, BOB)).isTrue();
    assertThat(acme.meetings.meetings().mayEnter(closed, CLEO)).isFalse();
    Meeting open = create(ANN, "Open");
    assertThat(acme.meetings.meetings().mayEnter(open, CLEO)).isTrue();
    assertThat(acme.meetings.meetings().mayEnter(open, OLAF)).isFalse();
  }

  @Test
  @Tag("M-7")
  void knowsWhoWasInvitedBeforeTheyBecameAUser() {
    Meeting closed = desk.create(ANN, SOURCE, Acme.inviteOnly("Closed"));
    desk.invite(ANN, SOURCE, closed.id(), List.of(mail("dora@acme.test")));
    Principal dora =
        new Principal(
            "dora", "acme", "Dora", BOB.role(), "s", Optional.empty(), false, BOB.scopes());
    acme.database.write(
        handle -> {
          handle.execute(
              "INSERT INTO account_user (id, account_id, name, email, role, password_hash,"
                  + " created_at) VALUES ('dora', 'acme', 'Dora', 'dora@acme.test', 'user', '',"
                  + " 0)");
          return null;
        });
    assertThat(acme.meetings.meetings().mayEnter(closed, dora)).isTrue();
    acme.database.write(
        handle -> {
          acme.meetings.invites().claim(handle, "acme", "dora", "Dora@acme.test");
          return null;
        });
    assertThat(list(dora)).containsExactly("Closed");
  }

  @Test
  @Tag("X-12")
  void isChangedAndDeletedByItsOrganizerOnly() {
    Meeting meeting = create(ANN, "Weekly");
    assertRefused(
        () -> desk.delete(BOB, SOURCE, meeting.id()), MeetingRefused.Reason.NOT_ORGANIZER);
    assertRefused(() -> desk.delete(OLAF, SOURCE, meeting.id()), MeetingRefused.Reason.NOT_FOUND);
    assertRefused(
        () -> desk.change(BOB, SOURCE, meeting.id(), v -> {}, before -> before),
        MeetingRefused.Reason.NOT_ORGANIZER);
    assertThat(list(ANN)).containsExactly("Weekly");
  }

  @Test
  void countsItsChanges_andKeepsItsCode() {
    Meeting meeting = create(ANN, "Weekly");
    Meeting renamed = rename(meeting, "Daily");
    assertThat(renamed.version()).isEqualTo(2);
    assertThat(renamed.accessCode()).isEqualTo(meeting.accessCode());
    assertThat(rename(renamed, "Daily").version()).isEqualTo(2);
    assertThatThrownBy(
            () ->
                desk.change(
                    ANN,
                    SOURCE,
                    meeting.id(),
                    version -> {
                      throw new IllegalStateException("version " + version);
                    },
                    before -> before))
        .hasMessage("version 2");
    assertThat(acme.audit("acme")).containsExactly("meeting-created", "meeting-changed");
  }

  @Test
  @Tag("X-18")
  void takesAnInvitationBack_byTheOrganizerAndWhoSentIt() {
    Meeting meeting = create(ANN, "Weekly");
    String first =
        desk.invite(BOB, SOURCE, meeting.id(), List.of(mail("x@y.test"))).getFirst().id();
    assertRefused(
        () -> desk.uninvite(CLEO, SOURCE, meeting.id(), first),
        MeetingRefused.Reason.NOT_ORGANIZER);
    desk.uninvite(BOB, SOURCE, meeting.id(), first);
    assertRefused(
        () -> desk.uninvite(ANN, SOURCE, meeting.id(), first), MeetingRefused.Reason.NOT_FOUND);
    assertThat(acme.rows("invite")).isZero();
    assertThat(acme.audit("acme"))
        .containsExactly("meeting-created", "invite-sent", "invite-removed");
  }

  @Test
  void invitesAllOrNobody() {
    Meeting meeting = create(ANN, "Weekly");
    for (Invitee wrong :
        List.of(mail("nobody"), mail("a b@c.test"), user(OLAF), mail("ann@acme.test"))) {
      assertThatThrownBy(
              () -> desk.invite(ANN, SOURCE, meeting.id(), List.of(mail("x@y.test"), wrong)))
          .isInstanceOf(InviteRefused.class);
    }
    assertThat(acme.rows("invite")).isZero();
    assertThat(acme.mails()).isEmpty();
  }

  @Test
  void refusesMoreInvitationsThanAMeetingHas() {
    Meeting meeting = create(ANN, "Weekly");
    for (int hundred = 0; hundred < Invites.PER_MEETING / 100; hundred++) {
      int from = hundred * 100;
      desk.invite(
          ANN,
          SOURCE,
          meeting.id(),
          java.util.stream.IntStream.range(from, from + 100)
              .mapToObj(i -> mail("p" + i + "@y.test"))
              .toList());
    }
    desk.invite(ANN, SOURCE, meeting.id(), List.of(mail("p0@y.test")));
    assertThatThrownBy(() -> desk.invite(ANN, SOURCE, meeting.id(), List.of(mail("one@more.test"))))
        .isInstanceOf(InviteRefused.class);
  }

  @Test
  @Tag("I-1e")
  void handsAllMeetingsOver_andTellsTheInvited() {
    Meeting meeting = desk.create(ANN, SOURCE, weekly("Weekly"));
    desk.invite(ANN, SOURCE, meeting.id(), List.of(user(BOB), mail("x@y.test")));
    int handed =
        acme.database.write(handle -> desk.handOver(handle, ANN.actor(SOURCE), "ann", "bob"));
    assertThat(handed).isEqualTo(1);
    Meeting after = acme.meetings.meetings().byId(meeting.id()).orElseThrow();
    assertThat(after.organizerId()).isEqualTo("bob");
    assertThat(list(BOB)).containsExactly("Weekly");
    assertThat(list(ANN)).isEmpty();
    assertThat(acme.rows("invite")).isEqualTo(1);
    assertThat(acme.mails().getLast().getString("to")).isEqualTo("x@y.test");
    assertThat(acme.audit("acme")).last().isEqualTo("meeting-handed-over");
  }
}
