package io.plenum.sfu.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.rtc.codec.FrameInfo;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.sdp.Codec;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.Source;
import io.plenum.sfu.layer.Ladder;
import io.plenum.sfu.layer.LayerTarget;
import io.plenum.sfu.loop.StillLoop.Guest;
import io.plenum.sfu.publish.PacketSink;
import io.plenum.sfu.publish.PublishedStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an Error may cost: as little as a bug where it can, the loop where it must. */
@Tag("S-4")
class SurvivalTest {
  private static final long START_NS = 1_000_000_000L;
  private static final byte[] DTLS = {22, (byte) 254, (byte) 253, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

  private final StillLoop loop;
  private final Guest alice;
  private final Guest bob;

  SurvivalTest() throws IOException {
    loop = new StillLoop();
    alice = loop.join("alice", START_NS);
    bob = loop.join("bob", START_NS);
  }

  @AfterEach
  void end() throws IOException {
    loop.close();
  }

  @Test
  void costsTheirConnectionOnly_whenADatagramFindsNoMemory() {
    alice.check(START_NS);
    loop.error = new OutOfMemoryError("unable to create native thread");
    arrivals(START_NS).datagram(Span.of(DTLS.clone()), alice.address, loop.socket());
    assertThat(loop.handshakes).isEqualTo(1);
    onlyAliceIsLost();
  }

  @Test
  void costsTheirConnectionOnly_whenADatagramIsNestedTooDeep() {
    alice.check(START_NS);
    loop.error = new StackOverflowError();
    arrivals(START_NS).datagram(Span.of(DTLS.clone()), alice.address, loop.socket());
    onlyAliceIsLost();
  }

  @Test
  void costsTheirConnectionOnly_whenATimerFindsNoMemory() {
    Failing tap = watch(alice.connect(START_NS));
    tap.error = new OutOfMemoryError("on purpose");
    loop.timers.runDue(START_NS + 1);
    onlyAliceIsLost();
  }

  @Test
  void costsTheirConnectionOnly_whenACommandFindsNoMemory() {
    Failing tap = watch(alice);
    tap.error = new OutOfMemoryError("on purpose");
    loop.rooms.allow(
        new LoopCommand.Allow("room", alice.join.participant(), EnumSet.noneOf(Source.class)),
        START_NS);
    onlyAliceIsLost();
  }

  private void onlyAliceIsLost() {
    assertThat(List.of(alice.lost, alice.gone)).containsExactly(1, 1);
    assertThat(List.of(bob.lost, bob.gone)).containsExactly(0, 0);
    assertThat(loop.rooms.connections()).containsExactly(bob.connection());
    assertThat(loop.counters.faults).isEqualTo(1);
  }

  @Test
  void refusesTheNewcomerOnly_whenTheirJoinFindsNoMemory() {
    loop.error = new OutOfMemoryError("on purpose");
    Guest carol = loop.join("carol", START_NS);
    assertThat(carol.join.entered()).isCompletedExceptionally();
    assertThat(List.of(carol.lost, carol.gone)).containsExactly(0, 1);
    assertThat(List.of(alice.lost, bob.lost)).containsOnly(0);
    loop.error = null;
    assertThat(loop.join("carol", START_NS).entered()).isTrue();
  }

  @Test
  void isThrown_whenMemoryIsWantingASecondTime_butForMuchLater() {
    OutOfMemoryError none = new OutOfMemoryError("on purpose");
    loop.rooms.fault(alice.connection(), none, START_NS);
    assertThat(alice.lost).isEqualTo(1);
    long laterNs = START_NS + Survival.MEMORY_NS;
    loop.rooms.fault(bob.connection(), none, laterNs);
    assertThat(bob.lost).isEqualTo(1);

    Guest carol = loop.join("carol", laterNs);
    assertThatThrownBy(
            () -> loop.rooms.fault(carol.connection(), none, laterNs + Survival.MEMORY_NS - 1))
        .isSameAs(none);
    assertThat(carol.lost).as("the loop's end tells them").isZero();
  }

  @Test
  void isThrown_whenAClassIsBroken() {
    LinkageError broken = new NoClassDefFoundError("on purpose");
    Failing tap = watch(alice.connect(START_NS));
    tap.error = broken;
    assertThatThrownBy(() -> loop.timers.runDue(START_NS + 1)).isSameAs(broken);
  }

  @Test
  void answersTheNewcomer_thoughTheLoopEndsOfTheirJoin() {
    LinkageError broken = new NoClassDefFoundError("on purpose");
    loop.error = broken;
    LoopCommand.Join join = loop.command("carol", () -> {});
    assertThatThrownBy(() -> loop.join(join, START_NS)).isSameAs(broken);
    assertThat(join.entered()).isCompletedExceptionally();
  }

  @Test
  void tellsAllAndTakesNoMore_whenTheLoopEndsOfAnError() throws Exception {
    CompletableFuture<Void> told = new CompletableFuture<>();
    AtomicReference<Error> error = new AtomicReference<>();
    try (StillLoop other = new StillLoop()) {
      MediaLoop running = other.run(() -> time(error.get()));
      LoopCommand.Join join = other.command("alice", () -> told.complete(null));
      assertThat(running.post(join)).isTrue();
      join.entered().get(10, TimeUnit.SECONDS);
      error.set(new OutOfMemoryError("on purpose"));
      running.post(new LoopCommand.CloseRoom("no such room"));
      told.get(10, TimeUnit.SECONDS);
      assertThat(running.post(join)).isFalse();
      running.close();
      assertThat(running.running()).as("so the process is not ready").isFalse();
    }
  }

  private static long time(Error error) {
    if (error != null) {
      throw error;
    }
    return START_NS;
  }

  private Arrivals arrivals(long nowNs) {
    return new Arrivals(() -> nowNs, loop.table, loop.nobodyAsked(), loop.rooms, loop.counters);
  }

  /** Somebody watches the guest's camera. */
  private static Failing watch(Guest guest) {
    Failing tap = new Failing();
    guest.connection().participant().track(Source.CAMERA).add(tap);
    return tap;
  }

  /** Meets an error in whatever it is asked. */
  private static final class Failing implements PacketSink {
    private Error error;

    private void meet() {
      if (error != null) {
        throw error;
      }
    }

    @Override
    public void packet(
        PublishedStream stream, RtpView packet, FrameInfo frame, long sequence, long nowNs) {
      meet();
    }

    @Override
    public void ladderChanged(long nowNs) {
      meet();
    }

    @Override
    public LayerTarget wish(Ladder sizes) {
      meet();
      return null;
    }

    @Override
    public boolean decodes(Codec codec) {
      meet();
      return true;
    }

    @Override
    public void interrupted() {
      meet();
    }
  }
}
