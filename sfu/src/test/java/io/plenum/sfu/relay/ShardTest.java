package io.plenum.sfu.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.peer.Outbox;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.relay.RelayMessage.Beat;
import io.plenum.sfu.relay.RelayMessage.Bye;
import io.plenum.sfu.relay.RelayMessage.Envelope;
import io.plenum.sfu.relay.RelayMessage.Hello;
import io.plenum.sfu.relay.RelayMessage.Joined;
import io.plenum.sfu.relay.RelayMessage.Left;
import io.plenum.sfu.relay.RelayMessage.Rings;
import io.plenum.sfu.relay.RelayMessage.Speaker;
import io.plenum.sfu.room.Participant;
import io.plenum.sfu.room.Room;
import io.plenum.sfu.room.RoomParameters;
import io.plenum.testkit.LonePeer;
import io.plenum.testkit.ScriptedSession;
import io.plenum.testkit.SilentListener;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The states of a link, with a shard at one end and the test at the other. */
class ShardTest {
  private static final int HERE = 3;
  private static final int THERE = 1;
  private static final long MS = 1_000_000;

  private final SplittableRandom random = new SplittableRandom(1);
  private final Room room = new Room(new RoomParameters(random), new SilentListener());
  private final List<Envelope> said = new ArrayList<>();
  private boolean lives = true;
  private long epochs;
  private final Shard shard =
      new Shard(room, HERE, Port::new, () -> epochs += 10, new RelayCounters());
  private long nowNs = 1_000_000_000L;
  private long number;

  @Test
  void opensByHello_andIsOpenOnceItIsAnswered() {
    open();
    assertThat(shard.open()).isEqualTo(1);
    join("alice");
    shard.left(new ParticipantId("alice"), nowNs);
    assertThat(last(0).message()).isEqualTo(new Left(0));
    assertThat(last(0).number()).as("hello, joined, left").isEqualTo(2);
  }

  @Test
  void saysAgain_whenNobodyAnswers_andNothingOnceTheOtherIsNoMore() {
    shard.link(THERE, nowNs);
    pass(100);
    assertThat(said).hasSize(1);
    pass(2_200);
    assertThat(said).extracting(Envelope::epoch).containsExactly(10L, 10L, 20L);
    assertThat(said.get(1).message()).isInstanceOf(Bye.class);
    lives = false;
    pass(5_000);
    assertThat(said).hasSize(3);
    assertThat(shard.nextDeadlineNs()).as("nobody to talk to").isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void offersTheSameRings_moreAndMoreSeldom_untilSomebodyAnswers() {
    shard.link(THERE, nowNs);
    pass(120_000);
    List<Hello> hellos =
        said.stream()
            .filter(each -> each.message() instanceof Hello)
            .map(each -> (Hello) each.message())
            .toList();
    assertThat(hellos).hasSizeBetween(9, 13);
    assertThat(hellos).extracting(Hello::rings).containsOnly(hellos.getFirst().rings());
    pass(14_000);
    say(last(0).epoch(), 0, answer(last(0)));
    assertThat(shard.open()).isEqualTo(1);
    say(last(0).epoch(), 1, new Bye());
    pass(110);
    assertThat(((Hello) last(0).message()).rings()).isNotEqualTo(hellos.getFirst().rings());
  }

  @Test
  void theLaterEpochCounts_whenBothOpenAtOnce() {
    shard.link(THERE, nowNs);
    pass(10);
    say(9, 0, invitation());
    assertThat(said).as("ours is the later").hasSize(1);
    say(11, 0, invitation());
    assertThat(said).hasSize(2);
    assertThat(last(0).epoch()).isEqualTo(11);
    assertThat(last(0).message()).isInstanceOf(Hello.class);
    assertThat(shard.open()).isEqualTo(1);
    say(11, 0, invitation());
    assertThat(said).as("said twice").hasSize(2);
    say(10, 0, answer(said.getFirst()));
    assertThat(shard.open()).as("an answer to what is over").isEqualTo(1);
  }

  @Test
  void ignoresWhatCameBefore_andOpensAnewWhereSomethingIsMissing() {
    open();
    say(10, 1, joined(5, "bob", 7));
    say(10, 1, joined(5, "bob", 7));
    say(9, 2, new Bye());
    assertThat(shard.open()).isEqualTo(1);
    say(10, 3, new Left(5));
    assertThat(last(0).message()).isInstanceOf(Bye.class);
    assertThat(shard.open()).isZero();
    pass(110);
    assertThat(last(0).message()).isInstanceOf(Hello.class);
    assertThat(last(0).epoch()).isEqualTo(20);
  }

  @Test
  void isClosed_whenTheOtherIsSilent() {
    open();
    pass(1_900);
    assertThat(said.stream().filter(each -> each.message() instanceof Beat)).hasSizeBetween(3, 4);
    say(10, 1, new Beat());
    pass(1_900);
    assertThat(shard.open()).isEqualTo(1);
    pass(700);
    assertThat(said).anyMatch(each -> each.message() instanceof Bye);
    assertThat(last(0).epoch()).isEqualTo(20);
  }

  @Test
  void givesTheOtherTime_whenItHasStalledItself() {
    open();
    nowNs += 10_000 * MS;
    shard.onDeadline(nowNs);
    assertThat(shard.open()).isEqualTo(1);
    say(10, 1, new Beat());
    pass(1_500);
    assertThat(shard.open()).isEqualTo(1);
  }

  @Test
  void hearsWhoSpeaks_fromHomeOnly() {
    open();
    say(10, 1, new Speaker(new ParticipantId("bob")));
    assertThat(room.speaker()).hasToString("bob");
    shard.spoke(new ParticipantId("alice"));
    assertThat(said).noneMatch(each -> each.message() instanceof Speaker);
    say(10, 2, new Bye());
    shard.link(HERE + 1, nowNs);
    pass(1);
    Envelope hello = last(0);
    shard.receive(new Envelope(HERE + 1, HERE, hello.epoch(), 0, answer(hello)), nowNs);
    shard.receive(
        new Envelope(HERE + 1, HERE, hello.epoch(), 1, new Speaker(new ParticipantId("dave"))),
        nowNs);
    assertThat(room.speaker()).as("it is home itself now").hasToString("bob");
    shard.spoke(new ParticipantId("alice"));
    assertThat(last(0).message()).isEqualTo(new Speaker(new ParticipantId("alice")));
  }

  @Test
  @Tag("S-4")
  void aFaultCostsTheLink_andNothingElse() {
    open();
    Participant alice = join("alice");
    say(10, 1, joined(5, "bob", 7));
    Joined broken = new Joined(6, new ParticipantId("carol"), 8, null, Set.of());
    assertThatThrownBy(() -> say(10, 2, broken)).isInstanceOf(RelayFaultException.class);
    assertThat(shard.open()).isZero();
    assertThat(room.participants()).containsExactly(alice);
    pass(110);
    assertThat(last(0).message()).isInstanceOf(Hello.class);
    Hello hello = (Hello) last(0).message();
    assertThat(hello.directory()).extracting(Joined::id).containsExactly(alice.id());
  }

  @Test
  void whatIsOfNoLink_isDropped() {
    shard.receive(new Envelope(THERE, HERE, 11, 1, new Bye()), nowNs);
    assertThat(said).isEmpty();
  }

  private void open() {
    shard.link(THERE, nowNs);
    pass(1);
    assertThat(shard.open()).isZero();
    Envelope hello = last(0);
    assertThat(hello.number()).isZero();
    say(hello.epoch(), 0, answer(hello));
  }

  private static Hello invitation() {
    return new Hello(false, new Rings(new PacketRing(), new PacketRing()), List.of(), null);
  }

  private static Hello answer(Envelope hello) {
    return new Hello(true, ((Hello) hello.message()).rings(), List.of(), null);
  }

  private static Joined joined(int given, String name, long arrival) {
    return new Joined(given, new ParticipantId(name), arrival, List.of(), Set.of());
  }

  private void say(long epoch, long place, RelayMessage message) {
    shard.receive(new Envelope(THERE, HERE, epoch, place, message), nowNs);
  }

  private Envelope last(int before) {
    return said.get(said.size() - 1 - before);
  }

  private void pass(long ms) {
    for (long endNs = nowNs + ms * MS; nowNs < endNs; nowNs += MS) {
      if (shard.nextDeadlineNs() <= nowNs) {
        shard.onDeadline(nowNs);
      }
    }
  }

  private Participant join(String name) {
    LonePeer lone = new LonePeer(random, new Unconnected());
    Participant participant =
        room.join(
            new ParticipantId(name),
            new ScriptedSession((int) number++, 1, 1).negotiated(lone.remote()),
            ScriptedSession.SOURCES,
            EnumSet.of(Source.MICROPHONE),
            lone.peer(),
            nowNs);
    shard.joined(participant, nowNs);
    return participant;
  }

  /** Of a peer that nothing is sent to. */
  private static final class Unconnected implements Outbox {
    @Override
    public Span reserve(int capacityBytes) {
      throw new AssertionError("nobody is connected");
    }

    @Override
    public void send(Span datagram, Flow to) {
      throw new AssertionError("nobody is connected");
    }
  }

  private final class Port implements RelayPort {
    private final int to;

    Port(int to) {
      this.to = to;
    }

    @Override
    public int shard() {
      return to;
    }

    @Override
    public boolean lives() {
      return lives;
    }

    @Override
    public void send(Envelope envelope) {
      said.add(envelope);
    }

    @Override
    public void wake() {}
  }
}
