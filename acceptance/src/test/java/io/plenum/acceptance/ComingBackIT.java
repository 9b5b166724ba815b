package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A guest loses the way to the server in the middle, and comes back by itself. */
@NeedsTool(Tool.CHROMIUM)
class ComingBackIT {
  private static final String GUEST = "Gustav Guest";

  @AutoClose private Scene scene;
  private TcpRelay relay;
  private Person organizer;
  private Person guest;
  private long timesWaited;

  @BeforeEach
  void meet() throws IOException {
    scene = Scene.open("coming-back");
    relay = scene.closeLater(new TcpRelay(scene.server().httpPort()));
    String code = scene.meeting("Quarterly figures");
    organizer = scene.organizer().join(code);
    guest = scene.admitted(organizer, code, GUEST, scene.personAt(relay.origin()));
    guest.seesAndHears(1);
    timesWaited = guest.received("waiting").count();
  }

  @Test
  @Tag("W-6a")
  void theSameSeatIsTakenAgain_whenTheSocketWasLost() {
    String seat = guest.seat();
    int peers = guest.media().peersMade();

    relay.cut();

    guest.sees("reconnecting");
    Eventually.holds("the others know", Person.PATIENCE, () -> !connected(seat));
    organizer.say("Are you still there?");
    relay.mend();
    guest.seesNo("reconnecting");
    cameBack(seat);
    assertThat(guest.media().peersMade()).as("media never stopped").isEqualTo(peers);
    guest.reads("Are you still there?");
  }

  @Test
  @Tag("W-6a")
  void theSameSeatIsTakenAgain_whenTheMachineWasOffline() {
    String seat = guest.seat();

    guest.page().context().setOffline(true);
    relay.cut();
    guest.sees("reconnecting");
    relay.mend();
    guest.page().context().setOffline(false);

    guest.seesNo("reconnecting");
    cameBack(seat);
  }

  private void cameBack(String seat) {
    Eventually.holds("seen again", Person.PATIENCE, () -> connected(seat));
    guest.seesAndHears(1);
    organizer.seesAndHears(1);
    JsonObject resumed = guest.received("seat").reduce((_, last) -> last).orElseThrow();
    assertThat(resumed.get("seat").getAsString()).isEqualTo(seat);
    assertThat(resumed.get("resumed").getAsBoolean()).isTrue();
    assertThat(guest.received("waiting").count()).isEqualTo(timesWaited);
  }

  /** What the organizer was told last about a seat. */
  private boolean connected(String seat) {
    return organizer
        .received("person")
        .map(message -> message.getAsJsonObject("person"))
        .filter(person -> person.get("seat").getAsString().equals(seat))
        .reduce((_, last) -> last)
        .orElseThrow()
        .get("connected")
        .getAsBoolean();
  }
}
