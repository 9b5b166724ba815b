package io.plenum.sfu.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Span;
import java.util.ArrayDeque;
import java.util.Arrays;
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
}
