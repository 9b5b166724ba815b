package io.plenum.acceptance;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every page at laptop and phone size: no rule of WCAG 2.2 AA that a program can check is broken,
 * nothing sticks out sideways, and a screenshot is kept for people to look at.
 */
@NeedsTool(Tool.CHROMIUM)
class PagesIT {
  @AutoClose private Scene scene;

  @BeforeEach
  void openScene() throws IOException {
    scene = Scene.open("pages");
  }

  @Test
  void pagesOutsideAMeetingAreAccessible() {
    Person visitor = scene.person();
    visitor.open("/sign-in").sees("sign-in-submit");
    PageLook.check(visitor, "sign-in");
    visitor.open("/setup").sees("setup-no-token");
    PageLook.check(visitor, "setup-without-token");
    visitor.open("/").sees("join-code");
    PageLook.check(visitor, "home-visitor");

    Person organizer = scene.organizer();
    PageLook.check(organizer, "home-empty");
    String code = scene.meeting("Quarterly figures");
    organizer.page().reload();
    organizer.sees("meeting");
    PageLook.check(organizer, "home");
    organizer.open("/m/" + code).sees("join-now");
    PageLook.check(organizer, "space");
  }

  @Test
  void pagesOfAMeetingAreAccessible() {
    String code = scene.meeting("Quarterly figures");
    Person organizer = scene.organizer();
    organizer.open("/m/" + code + "/live").sees("preview");
    PageLook.check(organizer, "prejoin");
    organizer.at("prejoin-join").click();
    organizer.sees("alone");
    PageLook.check(organizer, "meeting-alone");

    Person guest = scene.person();
    guest.open("/m/" + code + "/live").sees("guest-name");
    PageLook.check(guest, "prejoin-guest");
    guest.ask(code, "Gustav Guest").sees("waiting");
    PageLook.check(guest, "waiting");
    organizer.sees("admit-bar");
    PageLook.check(organizer, "meeting-admit");

    organizer.admit("Gustav Guest");
    guest.sees("tile");
    guest.seesAndHears(1);
    PageLook.check(guest, "meeting");
    PageLook.check(organizer, "meeting-people");
    organizer.say("Good morning, Gustav.");
    guest.say("Good morning! Nice to see everybody.");
    organizer.reads("Nice to see everybody");
    PageLook.check(organizer, "meeting-chat");

    guest.at("leave").click();
    guest.sees("end-page");
    PageLook.check(guest, "end");
  }

  @Test
  void aRoomOfSeveralIsAccessible() throws IOException {
    String code = scene.meeting("Quarterly figures");
    Person organizer = scene.organizer().join(code);
    organizer.sees("alone");
    Person gustav = scene.admitted(organizer, code, "Gustav Guest");
    Person thea = scene.admitted(organizer, code, "Thea Third");
    organizer.seesAndHears(2);
    PageLook.check(organizer, "meeting-of-three");

    thea.toggle("camera");
    Eventually.holds(
        "a camera is off", Person.PATIENCE, () -> organizer.media().videosShown() == 1);
    PageLook.check(organizer, "meeting-camera-off");
    gustav.toggle("screen");
    Eventually.holds("a screen is on", Person.PATIENCE, () -> organizer.media().videosShown() == 2);
    PageLook.check(organizer, "meeting-screen");
    PageLook.check(gustav, "meeting-own-screen");
    gustav.toggle("screen");

    for (String name : List.of("Frederika Longnamington-Featherstonehaugh", "Fay Fifth")) {
      scene.admitted(organizer, code, name).toggle("camera");
    }
    Person wanda = scene.person().ask(code, "Wanda Waiting");
    wanda.sees("waiting");
    organizer.sees("waiter");
    PageLook.check(organizer, "meeting-of-five-people");
    organizer.at("close-people").click();
    organizer.sees("admit-bar");
    PageLook.check(organizer, "meeting-of-five");
  }

  @Test
  void pagesOfTroubleAreAccessible() throws IOException {
    TcpRelay relay = scene.closeLater(new TcpRelay(scene.server().httpPort()));
    String code = scene.meeting("Quarterly figures");
    Person organizer = scene.organizer().join(code);
    organizer.sees("alone");
    Person guest = scene.admitted(organizer, code, "Gustav Guest", scene.personAt(relay.origin()));
    guest.seesAndHears(1);
    relay.cut();
    guest.sees("reconnecting");
    PageLook.check(guest, "meeting-reconnecting");
    PageLook.check(organizer, "meeting-other-dropped");
    relay.mend();
    guest.seesNo("reconnecting");

    organizer.toggle("settings");
    organizer.sees("device-audioinput");
    PageLook.check(organizer, "meeting-settings");
    organizer.page().locator("settings-dialog summary").click();
    PageLook.check(organizer, "meeting-settings-advanced");
    organizer.page().keyboard().press("Escape");
    organizer.seesNo("device-audioinput");
    organizer.page().keyboard().press("q");
    organizer.sees("quality-close");
    PageLook.check(organizer, "connection-quality");
    organizer.page().keyboard().press("Escape");
    organizer.seesNo("quality-close");
    organizer.remove("Gustav Guest");
    guest.isOut("removed");
    PageLook.check(guest, "end-removed");
    guest.at("rejoin").click();
    guest.sees("waiting");
    organizer.refuse("Gustav Guest");
    guest.isOut("refused");
    PageLook.check(guest, "end-refused");

    organizer.at("leave").click();
    organizer.sees("end-for-all");
    PageLook.check(organizer, "meeting-leave");
    organizer.at("end-for-all").click();
    organizer.isOut("ended");
    PageLook.check(organizer, "end-ended");
  }
}
