package io.plenum.sfu.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class PacerTest {
  private static final long MS = 1_000_000L;
  private static final long ESTIMATE = 1_000_000;
  private static final int PACKET = 1_000;

  private final Pacer pacer = new Pacer(ESTIMATE, 0);

  @Test
  void letsALonePacketLeaveAtOnce() {
    assertThat(pacer.offer(PacketKind.VIDEO, PACKET, 0)).isTrue();
    assertThat(pacer.nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void spreadsAFrame_overTheTimeThatTheRateTakes() {
    for (int i = 0; i < 10; i++) {
      pacer.offer(PacketKind.VIDEO, PACKET, 0);
    }
    assertThat(pacer.heldBytes()).isEqualTo(9 * PACKET);
    long lastNs = drain(0);
    // 9 packets at 1.1 Mbit/s take 65 ms.
    assertThat(lastNs).isBetween(60 * MS, 70 * MS);
    assertThat(pacer.heldBytes()).isZero();
  }

  @Test
  void makesUpForALoopThatComesLate() {
    for (int i = 0; i < 100; i++) {
      pacer.offer(PacketKind.VIDEO, PACKET, 0);
    }
    pacer.estimate(5_000_000, 0);
    int sent = 0;
    for (long nowNs = 0; nowNs < 80 * MS; nowNs += 3 * MS) {
      while (pacer.next(nowNs) != null) {
        sent++;
      }
    }
    // 5.5 Mbit/s are 55 packets in 80 ms.
    assertThat(sent).isBetween(50, 60);
  }

  @Test
  void sendsInBurstsOfFiveMilliseconds() {
    Pacer fast = new Pacer(5_000_000, 0);
    assertThat(sentAtOnce(fast)).isEqualTo(4); // 3.4 kB are 5 ms of 5.5 Mbit/s
    assertThat(fast.nextDeadlineNs()).isBetween(5 * MS, 6 * MS);
  }

  @Test
  void sendsInBurstsOfTwentyMilliseconds_onAnAmpleLink() {
    Pacer ample = new Pacer(20_000_000, 0);
    assertThat(sentAtOnce(ample)).isBetween(55, 56); // 55 kB are 20 ms of 22 Mbit/s
    assertThat(ample.nextDeadlineNs()).isBetween(20 * MS, 21 * MS);
  }

  private static int sentAtOnce(Pacer pacer) {
    int sent = 0;
    for (int i = 0; i < 100; i++) {
      sent += pacer.offer(PacketKind.VIDEO, PACKET, 0) ? 1 : 0;
    }
    return sent;
  }

  @Test
  void neverHoldsSound() {
    for (int i = 0; i < 200; i++) {
      pacer.offer(PacketKind.VIDEO, PACKET, 0);
    }
    for (int i = 0; i < 200; i++) {
      assertThat(pacer.offer(PacketKind.AUDIO, 100, 0)).isTrue();
    }
  }

  @Test
  void countsSound_againstVideo() {
    for (int i = 0; i < 10; i++) {
      pacer.offer(PacketKind.AUDIO, PACKET, 0);
    }
    assertThat(pacer.offer(PacketKind.VIDEO, PACKET, 0)).isFalse();
    assertThat(pacer.nextDeadlineNs()).isBetween(70 * MS, 75 * MS);
  }

  @Test
  void sendsWhatWasAskedForAgain_first() {
    pacer.offer(PacketKind.VIDEO, PACKET, 0);
    pacer.offer(PacketKind.VIDEO, PACKET, 0);
    pacer.offer(PacketKind.RETRANSMISSION, PACKET, 0);
    assertThat(pacer.next(pacer.nextDeadlineNs())).isEqualTo(PacketKind.RETRANSMISSION);
    assertThat(pacer.next(pacer.nextDeadlineNs())).isEqualTo(PacketKind.VIDEO);
    assertThat(pacer.next(pacer.nextDeadlineNs())).isNull();
  }

  @Test
  void holdsNothingLongerThanItsLimit_whateverTheRate() {
    Pacer slow = new Pacer(50_000, 0);
    for (int i = 0; i < 100; i++) {
      slow.offer(PacketKind.VIDEO, PACKET, 0);
    }
    long lastNs = 0;
    while (slow.heldBytes() > 0) {
      lastNs = slow.nextDeadlineNs();
      slow.next(lastNs);
    }
    assertThat(lastNs).isLessThanOrEqualTo(Pacer.MAX_HOLD_NS + MS);
  }

  @Test
  void opens_whenItsQueueIsCrowded() {
    int offered = 0;
    long most = 0;
    for (int round = 0; round < 100; round++) {
      for (int i = 0; i < 20; i++) {
        pacer.offer(PacketKind.VIDEO, PACKET, 0);
        offered++;
      }
      while (pacer.next(0) != null) {
        offered--;
      }
      most = Math.max(most, pacer.heldBytes());
    }
    assertThat(offered).isLessThan(200);
    assertThat(most).isLessThan(HoldQueue.MAX_BYTES);
  }

  @Test
  void letsTheNewestLeave_whenNobodyEmptiesAFullQueue() {
    int held = 0;
    for (int i = 0; i < 2_000; i++) {
      held += pacer.offer(PacketKind.VIDEO, 100, 0) ? 0 : 1;
    }
    assertThat(held).isEqualTo(HoldQueue.SIZE);
  }

  @Test
  void sendsAProbe_ofPaddingWhereNothingWaits() {
    pacer.probe(2_000_000, 4_000, 0);
    assertThat(pacer.probing()).isTrue();
    int padding = 0;
    long atNs = 0;
    while (pacer.probing()) {
      atNs = pacer.nextDeadlineNs();
      for (PacketKind kind = pacer.next(atNs); kind != null; kind = pacer.next(atNs)) {
        assertThat(kind).isEqualTo(PacketKind.PADDING);
        padding++;
      }
    }
    assertThat(padding).isEqualTo(13);
    assertThat(atNs).isBetween(14 * MS, 17 * MS);
    assertThat(pacer.nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void sendsWhatWaitsInsteadOfPadding_inAProbe() {
    for (int i = 0; i < 5; i++) {
      pacer.offer(PacketKind.VIDEO, PACKET, 0);
    }
    pacer.probe(2_000_000, 4_000, 0);
    for (int i = 0; i < 4; i++) {
      assertThat(pacer.next(pacer.nextDeadlineNs())).isEqualTo(PacketKind.VIDEO);
    }
    assertThat(pacer.probing()).isFalse();
  }

  @Test
  void waitsForLess_whenPacketsAreThrownAway() {
    Pacer slow = new Pacer(100_000, 0);
    for (int i = 0; i < 20; i++) {
      slow.offer(PacketKind.VIDEO, PACKET, 0);
    }
    BitSet odd = new BitSet();
    for (int place = 1; place < 19; place += 2) {
      odd.set(place);
    }
    slow.discard(PacketKind.VIDEO, odd, 0);
    assertThat(slow.heldBytes()).isEqualTo(10 * PACKET);
    long lastNs = 0;
    while (slow.heldBytes() > 0) {
      lastNs = slow.nextDeadlineNs();
      slow.next(lastNs);
    }
    // Not sooner than need be: what is gone must not go on raising the rate.
    assertThat(lastNs).isBetween(Pacer.MAX_HOLD_NS - 30 * MS, Pacer.MAX_HOLD_NS + MS);
  }

  @Test
  void goesOnAtItsOwnRate_whenAllThatWaitedIsThrownAway() {
    for (int i = 0; i < 200; i++) {
      pacer.offer(PacketKind.VIDEO, PACKET, 0);
    }
    BitSet all = new BitSet();
    all.set(0, 199);
    pacer.discard(PacketKind.VIDEO, all, 0);
    assertThat(pacer.nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
    for (int i = 0; i < 10; i++) {
      pacer.offer(PacketKind.VIDEO, PACKET, 100 * MS);
    }
    assertThat(drain(100 * MS)).isBetween(160 * MS, 170 * MS);
  }

  private long drain(long fromNs) {
    long atNs = fromNs;
    while (pacer.nextDeadlineNs() != Long.MAX_VALUE) {
      atNs = pacer.nextDeadlineNs();
      pacer.next(atNs);
    }
    return atNs;
  }
}
