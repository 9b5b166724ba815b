package io.plenum.sfu.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Span;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketCacheTest {
  private final Span found = new Span();

  @Test
  void takesNoMemory_beforeTheFirstPacketAndAfterClose() {
    PacketCache cache = new PacketCache(10_000);
    assertThat(cache.allocatedBytes()).isZero();
    assertThat(cache.find(0, found)).isFalse();
    put(cache, 7, 100);
    assertThat(cache.allocatedBytes()).isEqualTo(10_000);
    cache.close();
    assertThat(cache.allocatedBytes()).isZero();
    assertThat(cache.find(7, found)).isFalse();
  }

  @Test
  void findsNothing_underANumberThatSharesTheIndex() {
    try (PacketCache cache = new PacketCache(10_000)) {
      put(cache, 7, 100);
      assertThat(cache.find(7, found)).isTrue();
      assertThat(cache.find(7 + PacketCache.ENTRIES, found)).isFalse();
    }
  }

  @Test
  void keepsNoPacketLargerThanHalfOfIt() {
    try (PacketCache cache = new PacketCache(1_000)) {
      put(cache, 1, 501);
      assertThat(cache.find(1, found)).isFalse();
      put(cache, 2, 500);
      assertThat(cache.find(2, found)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsExactBytesOrNothing_howeverOftenItWraps(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    try (PacketCache cache = new PacketCache(20_000)) {
      int recent = 0;
      for (long sequence = 65_000; sequence < 75_000; sequence++) {
        put(cache, sequence, 1 + random.nextInt(1_500));
        for (long back = sequence; back > sequence - 40; back--) {
          if (cache.find(back, found)) {
            recent += back > sequence - 10 ? 1 : 0;
            byte[] bytes = found.toBytes();
            byte[] expected = new byte[bytes.length];
            Arrays.fill(expected, (byte) back);
            assertThat(bytes).as("seed %s, packet %s", seed, back).isEqualTo(expected);
          }
        }
      }
      // Ten packets of at most 1,500 bytes always fit.
      assertThat(recent).isGreaterThanOrEqualTo(10 * 10_000 - 100);
    }
  }

  private static void put(PacketCache cache, long sequence, int length) {
    byte[] bytes = new byte[length + 3];
    Arrays.fill(bytes, (byte) sequence);
    cache.put(sequence, MemorySegment.ofArray(bytes), 3, length);
  }
}
