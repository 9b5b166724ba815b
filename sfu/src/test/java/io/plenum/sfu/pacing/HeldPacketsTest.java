package io.plenum.sfu.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldPacketsTest {
  private final Span into = new Span();

  @Test
  void takesNoMemory_beforeThereIsSomethingToHold() {
    try (HeldPackets held = new HeldPackets()) {
      assertThat(held.allocatedBytes()).isZero();
      assertThat(held.take(into)).isFalse();
      held.put(Span.of(new byte[10]));
      assertThat(held.allocatedBytes()).isEqualTo(HeldPackets.SIZE_BYTES);
    }
  }

  @Test
  void holdsAllThatThePacerMayHold() {
    try (HeldPackets held = new HeldPackets()) {
      int bytes = 0;
      while (bytes + 256 <= HoldQueue.MAX_BYTES) {
        assertThat(held.put(Span.of(new byte[256]))).isTrue();
        bytes += 256;
      }
      int most = held.count();
      while (held.put(Span.of(new byte[1_400]))) {
        most++;
      }
      assertThat(held.count()).isEqualTo(most);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void givesBackWhatItWasGiven_inOrder(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Queue<byte[]> expected = new ArrayDeque<>();
    try (HeldPackets held = new HeldPackets()) {
      for (int i = 0; i < 20_000; i++) {
        boolean put = random.nextInt(100) < (i / 2_000 % 2 == 0 ? 60 : 40);
        if (put) {
          byte[] packet = new byte[random.nextInt(1, 1_500)];
          random.nextBytes(packet);
          if (held.put(Span.of(packet))) {
            expected.add(packet);
          }
        } else {
          byte[] next = expected.poll();
          assertThat(held.take(into)).isEqualTo(next != null);
          assertThat(next == null || Arrays.equals(next, into.toBytes()))
              .as("seed %s, step %s", seed, i)
              .isTrue();
        }
      }
      assertThat(held.count()).isEqualTo(expected.size());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void throwsAwayWhatIsUnwanted_andKeepsTheOrderOfTheRest(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<byte[]> expected = new ArrayList<>();
    try (HeldPackets held = new HeldPackets()) {
      for (int round = 0; round < 300; round++) {
        for (int i = random.nextInt(250); i > 0; i--) {
          byte[] packet = new byte[random.nextInt(1, 1_500)];
          random.nextBytes(packet);
          if (held.put(Span.of(packet))) {
            expected.add(packet);
          }
        }
        int share = random.nextInt(4);
        BitSet wanted = new BitSet();
        for (int place = 0; place < expected.size(); place++) {
          wanted.set(place, random.nextInt(4) < share);
        }
        List<byte[]> before = List.copyOf(expected);
        BitSet gone =
            held.discard(
                (place, packet) -> {
                  assertThat(packet.toBytes()).isEqualTo(before.get(place));
                  return !wanted.get(place);
                });
        assertThat(gone.cardinality()).isEqualTo(before.size() - wanted.cardinality());
        expected.clear();
        wanted.stream().forEach(place -> expected.add(before.get(place)));
        assertThat(held.count()).as("seed %s", seed).isEqualTo(expected.size());
        for (int i = random.nextInt(150); i > 0 && !expected.isEmpty(); i--) {
          assertThat(held.take(into)).isTrue();
          assertThat(into.toBytes()).as("seed %s", seed).isEqualTo(expected.removeFirst());
        }
      }
    }
  }
}
