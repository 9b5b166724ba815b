package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a live session ends for one or for all, and what each then sees. */
@NeedsTool(Tool.CHROMIUM)
class WaysOutIT {
  private static final String GUEST = "Gustav Guest";

  @AutoClose private Scene scene;
  private Person organizer;
  private String code;

  @BeforeEach
  void openMeeting() throws IOException {
    scene = Scene.open("ways-out");
    code = scene.meeting("Quarterly figures");
    organizer = scene.organizer().join(code);
    organizer.sees("tile");
  }

  @Test
  @Tag("X-19")
  @Tag("W-3")
  void everybodyIsOut_whenTheOrganizerEndsIt() {
    Person guest = scene.admitted(organizer, code, GUEST);
    Person waiting = scene.person().ask(code, "Wanda Waiting");
    waiting.sees("waiting");

    organizer.at("leave").click();
    organizer.at("end-for-all").click();

    for (Person each : new Person[] {organizer, guest, waiting}) {
      each.isOut("ended");
      assertThat(each.media().connected()).isFalse();
      assertThat(each.mistakes()).isEmpty();
    }
    guest.page().reload();
    guest.sees("guest-name");
  }

  @Test
  @Tag("W-2b")
  void aRefusedGuestIsTold_andMayAskAgain() {
    Person guest = scene.person().ask(code, GUEST);
    guest.sees("waiting");

    organizer.refuse(GUEST);

    guest.isOut("refused");
    organizer.seesNo("waiter");
    guest.at("rejoin").click();
    guest.sees("waiting");
    organizer.admit(GUEST);
    guest.seesAndHears(1);
    assertThat(guest.mistakes()).isEmpty();
  }

  @Test
  @Tag("W-4c")
  void aRemovedGuestWaitsAgain() {
    Person guest = scene.admitted(organizer, code, GUEST);
    guest.seesAndHears(1);
    String seat = guest.seat();

    organizer.remove(GUEST);

    guest.isOut("removed");
    guest.at("rejoin").click();
    guest.sees("waiting");
    assertThat(guest.seat()).isNotEqualTo(seat);
    organizer.sees("waiter");
    assertThat(organizer.media().videosShown()).isZero();
    assertThat(guest.mistakes()).isEmpty();
  }
}
