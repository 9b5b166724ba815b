package io.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.publish.Watched;
import io.plenum.sfu.quality.Trouble;
import io.plenum.sfu.replay.Outcome;
import io.plenum.sfu.replay.Replay;
import io.plenum.sfu.subscribe.LinkShare;
import io.plenum.sfu.subscribe.Pause;
import io.plenum.sfu.trace.TraceFile;
import io.plenum.sfu.trace.TraceParse;
import io.plenum.testkit.LinkConditions;
import io.plenum.testkit.RoomScenario;
import io.plenum.testkit.RoomScenario.Receiver;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A server with too much to do sends fewer pictures, says why, and never less sound. */
class RoomOverloadTest {
  private static final long LIMIT_BPS = 500_000;

  private final RoomScenario scenario = new RoomScenario(1, 4);
  private final Receiver receiver = scenario.receiver("receiver", LinkConditions.good(25));

  private void limit(long bps) {
    scenario.room().room().limit(bps, scenario.room().clock().nowNs());
  }

  private double picturesBps(int from, int to) {
    return receiver.figures().bps(from, to);
  }

  @Test
  void sendsSmallerPictures_notLessSound() {
    scenario.run(15);
    assertThat(picturesBps(10, 15)).as("%s", scenario).isGreaterThan(2 * LIMIT_BPS);
    limit(LIMIT_BPS);
    scenario.run(10);
    assertThat(picturesBps(18, 25)).as("%s", scenario).isLessThan(1.25 * LIMIT_BPS);
    assertThat(receiver.paused()).isEmpty();
    assertThat(receiver.subscriber().pictures(2)).isZero();

    limit(LinkShare.NO_LIMIT);
    scenario.run(15);
    assertThat(picturesBps(35, 40)).as("%s", scenario).isGreaterThan(2 * LIMIT_BPS);
    assertThat(receiver.soundDropped()).isZero();
  }

  @Test
  void sendsNoPicture_andSaysWhy_whenItHasTimeForNone() {
    scenario.run(10);
    limit(0);
    scenario.run(10);
    assertThat(receiver.paused()).hasSize(4);
    assertThat(receiver.subscriber().paused(Pause.SERVER)).isEqualTo(4);
    assertThat(receiver.subscriber().paused(Pause.BANDWIDTH)).isZero();
    assertThat(scenario.room().troubles("receiver"))
        .allMatch(spell -> spell.trouble() == Trouble.SERVER_BUSY)
        .anyMatch(
            spell -> spell.text().equals("the server had too much to do; 4 pictures were paused"));

    limit(LinkShare.NO_LIMIT);
    scenario.run(10);
    assertThat(receiver.paused()).isEmpty();
    assertThat(scenario.room().troubles("receiver").getLast().over()).isTrue();
    assertThat(receiver.soundDropped()).isZero();
  }

  @Test
  void asksForNoSizeThatTheLimitLeavesToNobody_andForAllAtOnceWhenItIsGone() {
    scenario.room().obey();
    scenario.run(15);
    long freeBps = sentBps(5);
    limit(LIMIT_BPS);
    scenario.run(10);
    assertThat(asked()).as("%s", scenario).allMatch(watched -> watched.rids().size() < 3);
    assertThat(sentBps(40)).as("%s", scenario).isLessThan(freeBps / 2);
    assertThat(picturesBps(30, 65)).as("%s", scenario).isBetween(LIMIT_BPS * 0.5, LIMIT_BPS * 1.25);
    assertThat(changes()).as("asked once, not again and again").allMatch(count -> count <= 2);
    assertThat(receiver.paused()).isEmpty();

    limit(LinkShare.NO_LIMIT);
    scenario.run(1);
    assertThat(asked()).allMatch(watched -> watched.rids().size() == 3);
    scenario.run(20);
    assertThat(picturesBps(75, 85)).as("%s", scenario).isGreaterThan(2 * LIMIT_BPS);
    assertThat(receiver.soundDropped()).isZero();
  }

  @Test
  void asksForALargerSizeAgain_onlyWhenTheLimitHasRoomForWhatItTook() {
    scenario.room().obey();
    scenario.run(10);
    limit(LIMIT_BPS);
    scenario.run(20);
    List<Integer> before = changes();
    limit(LIMIT_BPS * 11 / 10);
    scenario.run(20);
    assertThat(changes()).as("%s", scenario).isEqualTo(before);
    limit(8 * LIMIT_BPS);
    scenario.run(1);
    assertThat(asked()).as("%s", scenario).anyMatch(watched -> watched.rids().size() == 3);
  }

  @Test
  void asksForTheSmallestOnly_whenItHasTimeForNoPicture() {
    scenario.room().obey();
    scenario.run(10);
    limit(0);
    scenario.run(10);
    assertThat(asked()).allMatch(watched -> watched.rids().equals(List.of("q")));
  }

  @Test
  void asksForNoMore_whenSomebodyComesWhoIsNotConnectedYet() {
    scenario.room().obey();
    scenario.run(10);
    limit(0);
    scenario.run(10);
    List<Integer> before = changes();
    scenario.receiver("later", LinkConditions.good(25));
    scenario.run(10);
    assertThat(changes()).as("%s", scenario).isEqualTo(before);
  }

  /** What the senders' cameras are asked for now. */
  private List<Watched> asked() {
    return senders().map(name -> scenario.room().watched(name).getLast()).toList();
  }

  /** How often each was asked for something else so far. */
  private List<Integer> changes() {
    return senders().map(name -> scenario.room().watched(name).size()).toList();
  }

  private Stream<String> senders() {
    return IntStream.range(0, scenario.senders().size()).mapToObj(i -> "sender" + i);
  }

  /** What comes from all senders in the next seconds. */
  private long sentBps(int seconds) {
    long before = sentBytes();
    scenario.run(seconds);
    return (sentBytes() - before) * 8 / seconds;
  }

  private long sentBytes() {
    return senders().mapToLong(name -> scenario.room().peer(name).counters().bytesIn()).sum();
  }

  @Test
  void holdsForWhoComesLater() {
    scenario.run(5);
    limit(0);
    Receiver later = scenario.receiver("later", LinkConditions.good(25));
    scenario.run(5);
    assertThat(later.subscriber().paused(Pause.SERVER)).isEqualTo(4);
    assertThat(later.soundDropped()).isZero();
  }

  @Test
  void isDecidedAlike_whenItIsReplayed() {
    scenario.run(6);
    limit(LIMIT_BPS);
    scenario.run(6);
    limit(LinkShare.NO_LIMIT);
    scenario.run(6);
    byte[] trace = scenario.room().room().trace().take(scenario.room().clock().nowNs(), 0);
    List<Outcome> outcomes = Replay.of(((TraceParse.Parsed) TraceFile.parse(trace)).file());
    assertThat(outcomes).isNotEmpty();
    assertThat(outcomes)
        .allSatisfy(
            outcome -> {
              assertThat(outcome.difference()).isEmpty();
              assertThat(outcome.limit()).isEmpty();
            });
  }
}
