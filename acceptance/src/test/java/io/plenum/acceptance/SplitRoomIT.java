package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three people in Chromium, in one meeting that is on two loops (docs/relay.md). */
@NeedsTool(Tool.CHROMIUM)
class SplitRoomIT {
  /** A tile for one of three is about so high; smaller is what a narrow link would take. */
  private static final double GOOD_HEIGHT = 360;

  @AutoClose private Scene scene;
  private ThreadStopper stopper;
  private String code;
  private Person organizer;
  private Person gustav;
  private Person thea;

  @BeforeEach
  void meet() throws IOException {
    stopper = new ThreadStopper(FreePorts.tcp());
    scene =
        Scene.of(
            ServerProcess.start(
                "split-room",
                Map.of(
                    "PLENUM_MEDIA_LOOPS", "2",
                    "PLENUM_MEDIA_SPLIT_AT", "1",
                    "JAVA_OPTS", stopper.javaOptions())));
    code = scene.meeting("Annual assembly");
    organizer = scene.organizer().join(code);
    organizer.sees("alone");
    isOn(0, organizer);
    gustav = scene.admitted(organizer, code, "Gustav Guest");
    isOn(1, gustav);
    thea = scene.admitted(organizer, code, "Thea Third");
    isOn(0, thea);
    allMeet();
  }

  @Test
  void allSeeAndHearEachOther_asInARoomThatIsWhole() {
    for (Person person : List.of(organizer, gustav, thea)) {
      Eventually.holds(
          "both pictures in a good size",
          Person.PATIENCE,
          () ->
              person.media().bySlot("video", "frameHeight").values().stream()
                      .filter(height -> height >= GOOD_HEIGHT)
                      .count()
                  == 2);
    }
    System.out.printf(
        "across: %s, %s%n",
        gustav.media().bySlot("video", "frameHeight"),
        organizer.media().bySlot("video", "frameHeight"));

    gustav.toggle("screen");
    showsScreen(organizer, gustav.seat());
    showsScreen(thea, gustav.seat());
    gustav.toggle("screen");
    Eventually.holds(
        "no screen any more",
        Person.PATIENCE,
        () -> organizer.slotOf(gustav.seat(), "screen").isEmpty());
    organizer.toggle("screen");
    showsScreen(gustav, organizer.seat());
    organizer.toggle("screen");

    organizer.mute("Gustav Guest");
    Eventually.holds(
        "a mute holds across",
        Person.PATIENCE,
        () -> organizer.media().voices(Duration.ofSeconds(1)) == 1);
    gustav.toggle("microphone");
    allMeet();
    noneMadeAMistake();
  }

  @Test
  @Tag("W-6a")
  void whoLeavesAndComesBackIsSeenAndHeardAcross_andWhoReloadsToo() {
    String left = gustav.seat();
    gustav.at("leave").click();
    gustav.sees("end-page");
    for (Person person : List.of(organizer, thea)) {
      Eventually.holds(
          "no slot shows who left",
          Person.PATIENCE,
          () ->
              person.slotOf(left, "camera").isEmpty()
                  && person.slotOf(left, "microphone").isEmpty());
    }
    Eventually.pause(Duration.ofSeconds(1)); // what had come is decoded and counted
    organizer.seesAndHears(1);
    thea.seesAndHears(1);
    gustav = scene.admitted(organizer, code, "Gustav Guest", gustav);
    isOn(1, gustav);
    allMeet();

    String seat = gustav.seat();
    gustav.page().reload();
    gustav.seesAndHears(2); // before that, the others still show what he sent before
    allMeet();
    isOn(1, gustav);
    assertThat(gustav.seat()).isEqualTo(seat);
    organizer.page().reload();
    organizer.seesAndHears(2);
    allMeet();
    isOn(0, organizer);
    noneMadeAMistake();
  }

  @Test
  @Tag("S-4")
  @Tag("W-6a")
  void theOthersSeeEachOtherOn_whenALoopEnds_andWhoWasOnItComesBackByItself() throws IOException {
    endsAndMends(1, List.of(gustav), List.of(organizer, thea));
  }

  @Test
  @Tag("S-4")
  @Tag("W-6a")
  void theSameHolds_whenTheLoopThatSaysWhoSpeaksEnds() throws IOException {
    endsAndMends(0, List.of(organizer, thea), List.of(gustav));
  }

  private void endsAndMends(int loop, List<Person> there, List<Person> elsewhere)
      throws IOException {
    List<String> seats = there.stream().map(Person::seat).toList();
    List<Integer> peers = elsewhere.stream().map(person -> person.media().peersMade()).toList();

    stopper.stop("media-" + loop);

    for (Person person : there) {
      Eventually.holds(
          "the seat is told that its media is lost",
          Person.PATIENCE,
          () -> person.received("media-lost").findAny().isPresent());
      isOn(1 - loop, person);
    }
    allMeet();
    assertThat(there).extracting(Person::seat).isEqualTo(seats);
    assertThat(elsewhere)
        .as("their own media never stopped")
        .extracting(person -> person.media().peersMade())
        .isEqualTo(peers);
    for (Person person : List.of(organizer, gustav, thea)) {
      person.seesNo("reconnecting");
      assertThat(person.at("tile").count()).as("one tile for each").isEqualTo(3);
      assertThat(person.received("left")).as("nobody left").isEmpty();
    }
    noneMadeAMistake();
  }

  private void allMeet() {
    for (Person person : List.of(organizer, gustav, thea)) {
      person.seesAndHears(2);
    }
  }

  private void noneMadeAMistake() {
    for (Person person : List.of(organizer, gustav, thea)) {
      assertThat(person.mistakes()).isEmpty();
    }
  }

  /** Waits until somebody's media comes and goes by the port of a loop. */
  private void isOn(int loop, Person person) {
    int port = scene.server().mediaPort() + loop;
    Eventually.holds(
        "media on loop " + loop, Person.PATIENCE, () -> person.media().remotePort() == port);
  }

  private static void showsScreen(Person watcher, String seat) {
    Eventually.holds(
        "a shared screen has a slot",
        Person.PATIENCE,
        () -> watcher.slotOf(seat, "screen").isPresent());
    Optional<String> mid = watcher.slotOf(seat, "screen");
    double before = frames(watcher, mid);
    Eventually.holds(
        "a shared screen is decoded", Person.PATIENCE, () -> frames(watcher, mid) > before);
  }

  private static double frames(Person watcher, Optional<String> mid) {
    return watcher.media().bySlot("video", "framesDecoded").getOrDefault(mid.orElseThrow(), 0.0);
  }
}
