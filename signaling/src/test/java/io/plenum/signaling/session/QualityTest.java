package io.plenum.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.QualityFigures;
import io.plenum.signaling.message.QualitySpell;
import io.plenum.signaling.message.ServerMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was wrong with a connection: who hears of it, when, and what is kept. */
class QualityTest {
  private static final QualityFigures FIGURES = new QualityFigures(18, 180, 0, 0, 0);

  private final Script script = new Script();
  private Line ann;
  private Line bob;

  @BeforeEach
  void hasMedia() {
    ann = script.enter(Script.user("ann"));
    bob = script.enter(Script.user("bob"));
    script.say(bob, new ClientMessage.Offer("1", "offer", List.of()));
    script.give(new Command.MediaAnswered("seat2", 1, "1", "answer"));
    script.pass(Duration.ofMinutes(1));
    ann.news();
    bob.news();
  }

  private void trouble(int number, int beganAgo, Integer endedAgo) {
    Duration ended = endedAgo == null ? null : Duration.ofSeconds(endedAgo);
    TroubleNews news =
        new TroubleNews(
            number, "uplink-loss", Duration.ofSeconds(beganAgo), ended, "lost", FIGURES);
    script.give(new Command.QualityChanged("seat2", 1, news));
  }

  private static Instant at(int second) {
    return Script.START.plusSeconds(second);
  }

  private static QualitySpell spell(int from, Integer until) {
    return new QualitySpell(
        "uplink-loss", at(from), until == null ? null : at(until), "lost", FIGURES);
  }

  private static ServerMessage.Quality quality(String replyTo, QualitySpell... spells) {
    return new ServerMessage.Quality(replyTo, "seat2", List.of(spells));
  }

  @Test
  void isToldToWhoItConcerns_byTheSessionsClock() {
    trouble(1, 4, null);
    assertThat(bob.news()).containsExactly(quality(null, spell(56, null)));
    script.pass(Duration.ofSeconds(30));
    trouble(1, 34, 2);
    assertThat(bob.news()).containsExactly(quality(null, spell(56, 88)));
    assertThat(ann.news()).isEmpty();
  }

  @Test
  void isAnswered_ofOneself_andOfAnybodyToTheOrganizer() {
    trouble(1, 4, 0);
    bob.news();
    script.say(bob, new ClientMessage.Quality("q", null));
    assertThat(bob.news()).containsExactly(quality("q", spell(56, 60)));
    script.say(ann, new ClientMessage.Quality("r", "seat2"));
    assertThat(ann.news()).containsExactly(quality("r", spell(56, 60)));
  }

  @Test
  void isRefused_ofOthers_toWhoDoesNotOrganize() {
    script.say(bob, new ClientMessage.Quality("q", "seat1"));
    assertThat(bob.last(ServerMessage.Failed.class).code()).isEqualTo(ErrorCode.FORBIDDEN);
    script.say(ann, new ClientMessage.Quality("q", "nobody"));
    assertThat(ann.last(ServerMessage.Failed.class).code()).isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void ends_whenThePeerIsLost_andStays() {
    trouble(1, 4, null);
    script.give(new Command.MediaLost("seat2", 1));
    bob.news();
    script.say(bob, new ClientMessage.Quality("q", null));
    assertThat(bob.news()).containsExactly(quality("q", spell(56, 60)));
  }

  @Test
  void tellsTheSpellsOfAnotherPeerApart() {
    trouble(1, 4, 0);
    script.say(bob, new ClientMessage.Offer("2", "offer", List.of()));
    script.give(new Command.MediaAnswered("seat2", 2, "2", "answer"));
    TroubleNews next = new TroubleNews(1, "uplink-loss", Duration.ZERO, null, "lost", FIGURES);
    script.give(new Command.QualityChanged("seat2", 2, next));
    assertThat(bob.last(ServerMessage.Quality.class))
        .isEqualTo(quality(null, spell(56, 60), spell(60, null)));
    bob.news();
    trouble(2, 4, 0);
    assertThat(bob.news()).as("of a peer that is gone").isEmpty();
  }

  @Test
  void forgetsTheOldest_whenThereAreTooMany() {
    for (int i = 1; i <= QualityLog.LIMIT + 1; i++) {
      trouble(i, i == 1 ? 10 : 1, 0);
    }
    List<QualitySpell> spells = bob.last(ServerMessage.Quality.class).spells();
    assertThat(spells).hasSize(QualityLog.LIMIT).containsOnly(spell(59, 60));
  }
}
