package io.plenum.signaling.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.signaling.message.Person;
import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.message.ServerMessage.LeaveReason;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ProgrammeTest {
  private final Programme programme = new Programme("seat1", StreamChoice.NONE);

  private List<String> shown() {
    return programme.view().wishes().stream()
        .map(wish -> wish.seat() + "/" + wish.source())
        .toList();
  }

  @Test
  void showsScreensFirst_thenWhoSpeaks_thenTheOthers() {
    programme.hear(
        Offers.room(
            Offers.person("ann", true, false),
            Offers.person("ben", true, false),
            Offers.person("cem", false, true),
            Offers.person("seat1", true, false)));
    programme.hear(new ServerMessage.Speaker("ben"));

    assertThat(shown()).containsExactly("cem/SCREEN", "ben/CAMERA", "ann/CAMERA");
  }

  @Test
  void keepsWhoSpokeLast_whileNobodySpeaks() {
    programme.hear(
        Offers.room(Offers.person("ann", true, false), Offers.person("ben", true, false)));
    programme.hear(new ServerMessage.Speaker("ben"));

    assertThat(programme.hear(new ServerMessage.Speaker(null))).isFalse();
    assertThat(shown()).startsWith("ben/CAMERA");
  }

  @Test
  void forgetsWhoLeft_andWhoTurnsTheCameraOff() {
    programme.hear(
        Offers.room(Offers.person("ann", true, false), Offers.person("ben", true, false)));

    assertThat(programme.hear(new ServerMessage.Left("ann", LeaveReason.LEFT))).isTrue();
    assertThat(programme.hear(new ServerMessage.PersonChanged(Offers.person("ben", false, false))))
        .isTrue();
    assertThat(shown()).isEmpty();
  }

  @Test
  void changesNothing_whenTheNewsIsAboutNoPicture() {
    programme.hear(Offers.room(Offers.person("ann", true, false)));

    assertThat(programme.hear(new ServerMessage.Speaker("ann"))).isFalse();
    assertThat(programme.hear(new ServerMessage.Waiting(true))).isFalse();
  }

  @Test
  void asksForNoMore_thanTheLimit() {
    Person[] crowd =
        IntStream.range(0, Programme.LIMIT + 1)
            .mapToObj(one -> Offers.person("p" + one, true, false))
            .toArray(Person[]::new);

    programme.hear(Offers.room(crowd));

    assertThat(programme.view().wishes()).hasSize(Programme.LIMIT);
  }

  @Test
  void showsOnlyWhomTheViewerChose_withSoundToo_alsoWhenTheyComeLater() {
    StreamChoice choice = StreamChoice.read(List.of("BEN ", "seat7"), null, "360");
    Programme chosen = new Programme("seat1", choice);
    assertThat(chosen.view().only()).isTrue();
    assertThat(chosen.hear(Offers.room(Offers.person("ann", true, true)))).isFalse();
    assertThat(chosen.view().wishes()).isEmpty();
    assertThat(chosen.hear(new ServerMessage.PersonChanged(Offers.person("ben", false, false))))
        .isTrue();
    chosen.hear(new ServerMessage.PersonChanged(Offers.person("seat7", true, true)));
    assertThat(chosen.hear(new ServerMessage.Speaker("ann"))).isFalse();
    assertThat(chosen.view().wishes())
        .extracting(
            wish -> wish.seat() + "/" + wish.source() + " " + wish.width() + "x" + wish.height())
        .containsExactly(
            "ben/SCREEN 640x360",
            "seat7/SCREEN 640x360",
            "ben/CAMERA 640x360",
            "seat7/CAMERA 640x360");
    chosen.hear(new ServerMessage.Left("ben", LeaveReason.LEFT));
    assertThat(chosen.view().wishes()).hasSize(2);
  }

  @Test
  void showsOneSource_ofWhomTheViewerChose() {
    Programme chosen = new Programme("seat1", StreamChoice.read(List.of("ben"), "screen", null));
    chosen.hear(Offers.room(Offers.person("ben", true, false)));
    assertThat(chosen.view().wishes())
        .extracting(wish -> wish.source() + " " + wish.height())
        .containsExactly("SCREEN 1080");
  }

  @Test
  void refusesAQueryThatMeansNothing() {
    List<String> tooMany = Collections.nCopies(StreamChoice.MAX_PEOPLE + 1, "ben");
    for (ThrowingCallable bad :
        List.<ThrowingCallable>of(
            () -> StreamChoice.read(tooMany, null, null),
            () -> StreamChoice.read(List.of(" "), null, null),
            () -> StreamChoice.read(List.of("x".repeat(101)), null, null),
            () -> StreamChoice.read(List.of(), "camera", null),
            () -> StreamChoice.read(List.of("ben"), "microphone", null),
            () -> StreamChoice.read(List.of(), null, "89"),
            () -> StreamChoice.read(List.of(), null, "99999"),
            () -> StreamChoice.read(List.of(), null, "large"))) {
      assertThatThrownBy(bad)
          .isInstanceOfSatisfying(
              StreamRefused.class,
              refused -> assertThat(refused.reason()).isEqualTo(StreamRefused.Reason.MALFORMED));
    }
    assertThat(StreamChoice.read(List.of(), null, null)).isEqualTo(StreamChoice.NONE);
  }
}
