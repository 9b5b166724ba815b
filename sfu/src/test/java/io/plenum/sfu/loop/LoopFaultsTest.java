package io.plenum.sfu.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.loop.StillLoop.Guest;
import io.plenum.sfu.publish.Watched;
import io.plenum.sfu.quality.Spell;
import io.plenum.sfu.relay.PacketRing;
import io.plenum.sfu.relay.RelayFaultException;
import io.plenum.sfu.relay.RelayMessage;
import io.plenum.sfu.room.Wish;
import io.plenum.sfu.subscribe.SlotMeaning;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a bug may cost: whom it happened to, seldom their room, never the loop. */
@Tag("S-4")
class LoopFaultsTest {
  private static final long START_NS = 1_000_000_000L;

  /** When everybody's first feedback and report are due. */
  private static final long DUE_NS = START_NS + 1_000_000_000L;

  private static final byte[] DTLS = {22, (byte) 254, (byte) 253, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

  private final StillLoop loop;

  LoopFaultsTest() throws IOException {
    loop = new StillLoop();
  }

  @AfterEach
  void end() throws IOException {
    loop.close();
  }

  @Test
  void costsTheirConnectionOnly_whenAPacketMeetsABug() {
    Guest alice = loop.join("alice", START_NS);
    Guest bob = loop.join("bob", START_NS);
    Connection connection = alice.connection();
    loop.rooms.fault(connection, fault(), START_NS);
    assertThat(List.of(alice.lost, alice.gone)).containsExactly(1, 1);
    assertThat(connection.closed()).isTrue();
    assertThat(alice.connection()).isNull();
    assertThat(List.of(bob.lost, bob.gone)).containsExactly(0, 0);
    assertThat(loop.rooms.connections()).containsExactly(bob.connection());
    assertThat(loop.counters.faults).isEqualTo(1);
  }

  @Test
  void endsTheRoomAndTellsAll_atTheThirdFault() {
    List<Guest> guests =
        List.of("alice", "bob", "carol", "dave").stream().map(n -> loop.join(n, START_NS)).toList();
    loop.rooms.fault(guests.get(0).connection(), fault(), START_NS);
    loop.rooms.fault(guests.get(1).connection(), fault(), START_NS);
    assertThat(loop.rooms.connections()).hasSize(2);
    loop.rooms.fault(guests.get(2).connection(), fault(), START_NS);
    assertThat(guests).allSatisfy(guest -> assertThat(guest.lost).isEqualTo(1));
    assertThat(guests).allSatisfy(guest -> assertThat(guest.gone).isEqualTo(1));
    assertThat(loop.rooms.rooms()).isZero();

    assertThat(loop.join("alice", START_NS).entered()).as("a room made anew").isTrue();
    loop.rooms.fault(loop.rooms.connections().getFirst(), fault(), START_NS);
    assertThat(loop.rooms.rooms()).as("its last participant is gone").isZero();
  }

  @Test
  void costsWhoseTimerItWas_whenARoomsTimerMeetsABug() throws IOException {
    Guest alice = loop.join("alice", START_NS).connect(START_NS).speak(START_NS);
    Guest bob = loop.join("bob", START_NS);
    loop.breakSending();
    loop.timers.runDue(DUE_NS);
    assertThat(alice.lost).isEqualTo(1);
    assertThat(bob.lost).isZero();
    assertThat(loop.rooms.connections()).containsExactly(bob.connection());
  }

  @Test
  void endsTheRoomAndTellsAll_whenItsTimersGoOnFailing() throws IOException {
    List<Guest> guests =
        List.of("alice", "bob", "carol", "dave").stream()
            .map(name -> loop.join(name, START_NS).connect(START_NS).speak(START_NS))
            .toList();
    loop.breakSending();
    for (int i = 0; i < Place.MAX_FAULTS; i++) {
      assertThat(loop.rooms.rooms()).isEqualTo(1);
      loop.timers.runDue(DUE_NS + i);
    }
    assertThat(loop.rooms.rooms()).isZero();
    assertThat(guests).allSatisfy(guest -> assertThat(guest.lost).isEqualTo(1));
  }

  @Test
  void refusesTheNewcomerOnly_whenTheirJoinMeetsABug() {
    Guest alice = loop.join("alice", START_NS);
    loop.broken = true;
    Guest bob = loop.join("bob", START_NS);
    assertThat(bob.join.entered()).isCompletedExceptionally();
    assertThat(List.of(bob.lost, bob.gone)).as("never in: not lost").containsExactly(0, 1);
    assertThat(bob.connection()).isNull();
    assertThat(alice.lost).isZero();
    assertThat(loop.rooms.connections()).containsExactly(alice.connection());

    loop.broken = false;
    assertThat(loop.join("bob", START_NS).entered()).isTrue();
  }

  @Test
  void leavesNothingThatEndsTheirNextEntrance_whenAJoinMeetsABug() {
    loop.join("alice", START_NS);
    loop.broken = true;
    Guest failed = loop.join("bob", START_NS);
    loop.broken = false;
    Guest bob = loop.join("bob", START_NS).connect(START_NS);
    for (int i = 1; i <= 4; i++) {
      long nowNs = START_NS + i * Peer.CONNECT_NS / 2;
      bob.check(nowNs);
      loop.timers.runDue(nowNs);
    }
    assertThat(List.of(bob.lost, bob.gone, failed.gone)).containsExactly(0, 0, 1);
    assertThat(loop.rooms.connections()).contains(bob.connection());
  }

  @Test
  void costsWhoAsked_whenAWishMeetsABug() {
    Guest alice = loop.join("alice", START_NS);
    Guest bob = loop.join("bob", START_NS);
    List<Wish> wishes = Collections.singletonList(null);
    loop.rooms.view(
        new LoopCommand.View("room", alice.join.participant(), wishes, false), START_NS);
    assertThat(alice.lost).isEqualTo(1);
    assertThat(loop.rooms.connections()).containsExactly(bob.connection());
  }

  @Test
  void leavesNoRoomBehind_whenTheFirstJoinMeetsABug() {
    loop.broken = true;
    loop.join("alice", START_NS);
    assertThat(loop.rooms.rooms()).isZero();
  }

  @Test
  void endsTheRoomAndTellsAll_atTheThirdFaultOfAJoin() {
    Guest alice = loop.join("alice", START_NS);
    loop.broken = true;
    for (int i = 0; i < Place.MAX_FAULTS; i++) {
      assertThat(alice.lost).isZero();
      assertThat(loop.join("guest " + i, START_NS).gone).isEqualTo(1);
    }
    assertThat(alice.lost).isEqualTo(1);
    assertThat(loop.rooms.rooms()).isZero();
  }

  @Test
  void costsTheLinkOnly_whenWhatCameFromAnotherShardMeetsABug_andTheRoomAtTheThird() {
    Guest alice = loop.join("alice", START_NS);
    Place place = loop.rooms.places().iterator().next();
    for (int i = 1; i < Place.MAX_FAULTS; i++) {
      loop.rooms.relayFault(place, new RelayFaultException(fault()), START_NS);
      assertThat(loop.counters.faults).isEqualTo(i);
      assertThat(alice.lost).isZero();
    }
    loop.rooms.relayFault(place, new RelayFaultException(fault()), START_NS);
    assertThat(List.of(alice.lost, alice.gone)).containsExactly(1, 1);
    assertThat(loop.rooms.rooms()).isZero();
  }

  @Test
  void takesAGreetingOnly_asAWordFromAShardThatIsNotKnown() {
    loop.join("alice", START_NS);
    RelayMessage.Rings rings = new RelayMessage.Rings(new PacketRing(), new PacketRing());
    RelayMessage.Hello hello = new RelayMessage.Hello(false, rings, List.of(), null);
    say(0, new RelayMessage.Beat());
    say(0, new RelayMessage.Bye());
    say(7, hello);
    assertThat(loop.rooms.shared()).as("the room is whole").isEmpty();
    assertThatThrownBy(() -> say(0, hello)).hasMessage(WholeRooms.NOBODY);
    assertThat(loop.rooms.shared()).hasSize(1);
  }

  private void say(int to, RelayMessage message) {
    loop.rooms.relay(
        new LoopCommand.Relay("room", new RelayMessage.Envelope(1, to, 5, 0, message)), START_NS);
  }

  @Test
  void leavesWhoIsIn_whenTheyAreNotAdmittedAgain() {
    Guest alice = loop.join("alice", START_NS);
    loop.full = true;
    Guest again = loop.join("alice", START_NS);
    assertThat(again.join.entered()).isCompletedExceptionally();
    assertThat(again.gone).isEqualTo(1);
    assertThat(List.of(alice.lost, alice.gone)).containsExactly(0, 0);
    assertThat(loop.rooms.connections()).containsExactly(alice.connection());
    assertThat(loop.join("bob", START_NS).gone).isEqualTo(1);
    assertThat(loop.rooms.rooms()).isEqualTo(1);
  }

  @Test
  void endsTheRoomAndTellsAll_whenALinkCannotBeClosed() {
    Guest alice = loop.join("alice", START_NS);
    loop.rooms.relayFault(loop.rooms.places().iterator().next(), fault(), START_NS);
    assertThat(alice.lost).isEqualTo(1);
    assertThat(loop.rooms.rooms()).isZero();
  }

  @Test
  void disturbsNobody_whenAListenerThrows() {
    GuardedListener guarded = new GuardedListener(new Thrower());
    guarded.connected(null);
    guarded.slots(List.of());
    guarded.speaker(null);
    guarded.lost();
  }

  @Test
  void beginsAnotherHandshake_whenOneWasSpoiled() {
    Guest alice = loop.join("alice", START_NS).check(START_NS);
    Connection connection = alice.connection();
    for (int i = 1; i < Connection.MAX_HANDSHAKES; i++) {
      connection.dtls(Span.of(DTLS.clone()));
      connection.dtls(Span.of(DTLS.clone()));
      assertThat(loop.handshakes).as("one for both datagrams").isEqualTo(i);
      connection.dtlsFailed("spoiled", START_NS);
      assertThat(connection.closed()).isFalse();
    }
    assertThat(alice.lost).isZero();
  }

  @Test
  void losesTheParticipant_whenTheFourthHandshakeIsSpoiled() {
    Guest alice = loop.join("alice", START_NS).check(START_NS);
    Connection connection = alice.connection();
    for (int i = 0; i < Connection.MAX_HANDSHAKES; i++) {
      connection.dtls(Span.of(DTLS.clone()));
      connection.dtlsFailed("spoiled", START_NS);
    }
    assertThat(loop.handshakes).isEqualTo(Connection.MAX_HANDSHAKES);
    assertThat(connection.closed()).isTrue();
    assertThat(alice.lost).isEqualTo(1);
  }

  @Test
  void tellsAllAndTakesNoMore_whenTheLoopItselfBreaks() throws Exception {
    CompletableFuture<Void> told = new CompletableFuture<>();
    AtomicBoolean breaks = new AtomicBoolean();
    try (StillLoop other = new StillLoop()) {
      MediaLoop running = other.run(() -> breaks.get() ? fail() : START_NS);
      LoopCommand.Join join = other.command("alice", () -> told.complete(null));
      assertThat(running.post(join)).isTrue();
      join.entered().get(10, TimeUnit.SECONDS);
      breaks.set(true);
      running.post(new LoopCommand.CloseRoom("no such room"));
      told.get(10, TimeUnit.SECONDS);
      assertThat(running.post(join)).isFalse();
      running.close();
      assertThat(running.running()).isFalse();
    }
  }

  private static long fail() {
    throw fault();
  }

  private static RuntimeException fault() {
    return new IllegalStateException("on purpose");
  }

  /** Throws whatever it hears. */
  private static final class Thrower implements ParticipantListener {
    @Override
    public void connected(MediaPath pathOrNull) {
      throw fault();
    }

    @Override
    public void lost() {
      throw fault();
    }

    @Override
    public void slots(List<SlotMeaning> all) {
      throw fault();
    }

    @Override
    public void watched(Watched watched) {
      throw fault();
    }

    @Override
    public void trouble(Spell spell) {
      throw fault();
    }

    @Override
    public void speaker(ParticipantId participantOrNull) {
      throw fault();
    }
  }
}
