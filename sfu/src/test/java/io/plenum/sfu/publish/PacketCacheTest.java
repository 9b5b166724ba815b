package io.plenum.sfu.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Span;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource({"140000, 65536", "560000, 262144", "2500000, 1048576", "8000000, 1048576"})
  void takesWhatThreeSecondsNeed_andNotMore(int bps, int expectedBytes) {
    try (PacketCache cache = new PacketCache(PacketCache.VIDEO_BYTES)) {
      Paced stream = new Paced(cache);
      stream.run(bps, 20);
      assertThat(cache.allocatedBytes()).isEqualTo(expectedBytes);
    }
  }

  @Test
  void keepsAllThatIsYoung_whenAQuietStreamBecomesBusy() {
    try (PacketCache cache = new PacketCache(PacketCache.VIDEO_BYTES)) {
      Paced stream = new Paced(cache);
      for (int bps : List.of(20_000, 2_000_000, 5_000, 400_000, 2_200_000)) {
        stream.run(bps, 13);
      }
      assertThat(stream.looked).isGreaterThan(10_000);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void findsAllThatIsYoung_withItsBytes_howeverThePaceChanges(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    try (PacketCache cache = new PacketCache(PacketCache.VIDEO_BYTES)) {
      Paced stream = new Paced(cache);
      for (int i = 0; i < 12; i++) {
        stream.run(10_000 + random.nextInt(1_500_000), 1 + random.nextInt(6));
      }
    }
  }

  /** Packets of a stream, the young ones of which are looked for all the time. */
  private final class Paced {
    private final PacketCache cache;
    private final List<Long> times = new ArrayList<>();
    private long nowNs = -7_000_000_000L;
    private int looked;

    Paced(PacketCache cache) {
      this.cache = cache;
    }

    void run(int bps, int seconds) {
      for (long endNs = nowNs + seconds * 1_000_000_000L; nowNs < endNs; ) {
        int sequence = times.size();
        int length = 300 + sequence * 37 % 900;
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) sequence);
        cache.put(sequence, MemorySegment.ofArray(bytes), 0, length, nowNs);
        times.add(nowNs);
        look(sequence, bps);
        nowNs += length * 8L * 1_000_000_000L / bps;
      }
    }

    /** For every 16th that is young and fits the largest size. */
    private void look(int newest, int bps) {
      int fits = PacketCache.VIDEO_BYTES * 7 / 8;
      for (int back = newest; back >= 0 && newest - back < PacketCache.ENTRIES; back--) {
        fits -= 300 + back * 37 % 900;
        if (nowNs - times.get(back) >= PacketCache.KEPT_NS || fits < 0) {
          return;
        }
        if (back % 16 == 0) {
          looked++;
          assertThat(cache.find(back, found)).as("%d of %d at %d", back, newest, bps).isTrue();
          byte[] bytes = found.toBytes();
          assertThat(bytes).hasSize(300 + back * 37 % 900).containsOnly((byte) back);
        }
      }
    }
  }

  private static void put(PacketCache cache, long sequence, int length) {
    byte[] bytes = new byte[length + 3];
    Arrays.fill(bytes, (byte) sequence);
    cache.put(sequence, MemorySegment.ofArray(bytes), 3, length, 0);
  }
}
