package io.plenum.signaling.invite;

import static io.plenum.signaling.invite.Acme.ANN;
import static io.plenum.signaling.invite.Acme.SOURCE;
import static io.plenum.signaling.invite.Acme.mail;
import static io.plenum.signaling.invite.Acme.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.node.TestMeetings;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.meeting.MeetingDeletion.Step;
import io.plenum.signaling.meeting.MeetingDraft;
import io.plenum.signaling.meeting.Meetings;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Deleting a meeting, also when it is interrupted. */
@EachDatabase
@Tag("M-5c")
class DeletionTest {
  private final List<String> done = new ArrayList<>();
  private boolean broken;

  private Step step(String name) {
    return new Step(
        name,
        meeting -> {
          if (broken && name.equals("second")) {
            throw new IllegalStateException("the power is out");
          }
          done.add(name);
        });
  }

  private Meeting full(Acme acme) {
    Meeting meeting = acme.meetings.desk().create(ANN, SOURCE, Acme.weekly("Weekly"));
    acme.meetings
        .desk()
        .invite(ANN, SOURCE, meeting.id(), List.of(user(Acme.BOB), mail("x@y.test")));
    for (int i = 1; i <= 601; i++) {
      acme.say(meeting.id(), i, ANN, "message " + i);
    }
    acme.database.write(
        handle -> {
          handle.execute(
              "INSERT INTO live_session (id, meeting_id, started_at, ends_at) VALUES ('s', ?, 1,"
                  + " 2)",
              meeting.id());
          return null;
        });
    return meeting;
  }

  private static void assertNothingLeft(Acme acme) {
    for (String table :
        List.of("meeting", "invite", "home_entry", "chat_message", "chat_search", "live_session")) {
      assertThat(acme.rows(table)).as(table).isZero();
    }
    assertThat(acme.rows("access_code")).isEqualTo(1);
  }

  @Test
  @Tag("M-2a")
  void leavesNothingButItsCode_whichIsNeverUsedAgain(TestDatabase test) {
    Acme acme = new Acme(test.open(), step("first"), step("second"));
    Meeting meeting = full(acme);
    acme.meetings.desk().delete(ANN, SOURCE, meeting.id());
    assertThat(done).containsExactly("first", "second");
    assertNothingLeft(acme);
    assertThat(acme.mails().subList(2, 4))
        .allMatch(mail -> mail.getString("subject").equals("Cancelled: Weekly"));
    assertThat(acme.audit("acme")).last().isEqualTo("meeting-deleted");
  }

  @Test
  void isThereForNobody_andGoesOnAtTheNextStart_whenItIsInterrupted(TestDatabase test) {
    broken = true;
    Acme acme = new Acme(test.open(), step("first"), step("second"));
    Meeting meeting = full(acme);
    acme.meetings.desk().delete(ANN, SOURCE, meeting.id());
    assertThat(acme.rows("meeting")).isEqualTo(1);
    assertThat(acme.meetings.meetings().byId("acme", meeting.id())).isEmpty();
    assertThat(acme.meetings.meetings().byCode(meeting.accessCode())).isEmpty();
    assertThat(acme.mails()).hasSize(4);
    acme.database.close();

    broken = false;
    done.clear();
    Acme restarted = new Acme(test.open());
    int resumed =
        TestMeetings.deletion(restarted.database, restarted.clock, step("first"), step("second"))
            .resume();
    assertThat(resumed).isEqualTo(1);
    assertThat(done).containsExactly("first", "second");
    assertNothingLeft(restarted);
    assertThat(restarted.mails()).hasSize(4);
    assertThat(restarted.audit("acme")).filteredOn("meeting-deleted"::equals).hasSize(1);
  }

  @Test
  @Tag("M-2a")
  void givesNoCodeTwice_alsoNotThatOfADeletedMeeting(TestDatabase test) {
    Acme acme = new Acme(test.open());
    Meeting first = drawing(acme, "first");
    assertThat(first.accessCode()).isEqualTo("111111111");
    assertThat(drawing(acme, "second").accessCode()).isEqualTo("222222222");
    acme.meetings.desk().delete(ANN, SOURCE, first.id());
    assertThat(drawing(acme, "third").accessCode()).isEqualTo("333333333");
  }

  /** A meeting for which chance draws the same codes as for every other. */
  private static Meeting drawing(Acme acme, String id) {
    Meetings.Fresh fresh = new Meetings.Fresh(id, List.of("111111111", "222222222", "333333333"));
    return acme.database.write(
        handle -> acme.meetings.meetings().create(handle, fresh, ANN, MeetingDraft.named(id)));
  }

  @Test
  @Tag("I-1e")
  void deletesAllMeetingsOfAnOrganizer(TestDatabase test) {
    Acme acme = new Acme(test.open());
    acme.meetings.desk().create(ANN, SOURCE, Acme.weekly("One"));
    acme.meetings.desk().create(ANN, SOURCE, Acme.weekly("Two"));
    acme.meetings.desk().create(Acme.BOB, SOURCE, Acme.weekly("Three"));
    List<String> marked =
        acme.database.write(
            handle -> acme.meetings.desk().deleteAll(handle, ANN.actor(SOURCE), "ann"));
    assertThat(marked).hasSize(2);
    assertThat(TestMeetings.deletion(acme.database, acme.clock).resume()).isEqualTo(2);
    assertThat(acme.rows("meeting")).isEqualTo(1);
  }
}
