package io.plenum.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The simulated network is as bad as told, and the same for the same seed. */
class LinkTest {
  private static final long MS = 1_000_000L;

  private final VirtualClock clock = new VirtualClock(0);
  private final List<Integer> arrived = new ArrayList<>();
  private final List<Long> arrivedNs = new ArrayList<>();

  @Test
  void deliversInOrderAfterTheLatency_overAGoodLink() {
    send(LinkConditions.good(20), 1, 100);
    assertThat(arrived).hasSize(100).isSorted();
    assertThat(arrivedNs.getFirst()).isEqualTo(20 * MS);
  }

  @Test
  void losesTheShareInBursts_reordersAndRepeats() {
    send(LinkConditions.bad(20, 0.05), 2, 100_000);
    int distinct = (int) arrived.stream().distinct().count();
    assertThat(100_000 - distinct).isBetween(4_000, 6_000);
    assertThat(arrived.size() - distinct).isBetween(500, 1_500);
    int bursts = 0;
    boolean[] came = new boolean[100_000];
    arrived.forEach(number -> came[number] = true);
    for (int i = 1; i < came.length; i++) {
      bursts += !came[i] && came[i - 1] ? 1 : 0;
    }
    assertThat((100_000.0 - distinct) / bursts).isBetween(2.5, 3.5);
    int overtaken = 0;
    for (int i = 1; i < arrived.size(); i++) {
      overtaken += arrived.get(i) < arrived.get(i - 1) ? 1 : 0;
    }
    assertThat(overtaken).isGreaterThan(500);
  }

  @Test
  void repeatsItself_forTheSameSeed() {
    send(LinkConditions.bad(20, 0.1), 3, 1_000);
    List<Integer> first = List.copyOf(arrived);
    arrived.clear();
    send(LinkConditions.bad(20, 0.1), 3, 1_000);
    assertThat(arrived).isEqualTo(first);
  }

  @Test
  void letsPassOnlyItsRate_andDropsWhatTheQueueCannotHold() {
    // 100 bytes each ms are 800 kbit/s; half of that passes.
    send(LinkConditions.good(0).limited(400_000, 1_000), 4, 1_000);
    assertThat(arrived.size()).isBetween(490, 520);
  }

  private void send(LinkConditions conditions, long seed, int count) {
    Link link =
        new Link(
            clock,
            new SplittableRandom(seed),
            conditions,
            datagram -> {
              arrived.add(Wire.u24(MemorySegment.ofArray(datagram), 0));
              arrivedNs.add(clock.nowNs());
            });
    for (int i = 0; i < count; i++) {
      byte[] datagram = new byte[100];
      Wire.putU24(MemorySegment.ofArray(datagram), 0, i);
      link.send(datagram);
      clock.run(MS);
    }
    clock.run(1_000 * MS);
  }
}
