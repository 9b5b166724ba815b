package io.plenum.signaling.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.message.Person;
import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.message.ServerMessage.LeaveReason;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgrammeTest {
  private final Programme programme = new Programme("seat1");

  private List<String> shown() {
    return programme.wishes().stream().map(wish -> wish.seat() + "/" + wish.source()).toList();
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

    assertThat(programme.wishes()).hasSize(Programme.LIMIT);
  }
}
