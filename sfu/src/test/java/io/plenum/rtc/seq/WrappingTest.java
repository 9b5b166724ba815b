package io.plenum.rtc.seq;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WrappingTest {
  @Test
  void isNewer_acrossTheWrap() {
    assertThat(Wrapping.BITS_16.newer(0, 65_535)).isTrue();
    assertThat(Wrapping.BITS_16.newer(65_535, 0)).isFalse();
    assertThat(Wrapping.BITS_16.newer(7, 7)).isFalse();
    assertThat(Wrapping.BITS_16.distance(65_530, 4)).isEqualTo(10);
    assertThat(Wrapping.BITS_32.distance(4, 0xFFFF_FFFFL)).isEqualTo(-5);
  }

  @Test
  void takesHalfTheRange_forOlder() {
    assertThat(Wrapping.BITS_8.distance(0, 127)).isEqualTo(127);
    assertThat(Wrapping.BITS_8.distance(0, 128)).isEqualTo(-128);
  }

  @ParameterizedTest
  @EnumSource
  void countsOn_fromEveryStartNearAWrap(Wrapping width) {
    for (long edge : new long[] {0, 1L << 7, 1L << 8, 1L << 15, 1L << 16, 1L << 32}) {
      for (long start = edge - 3; start <= edge + 3; start++) {
        long extended = start;
        for (long step = 1; step <= 10; step++) {
          extended = width.extend(extended, width.wrap(start + step));
          assertThat(extended).isEqualTo(start + step);
        }
      }
    }
  }

  @Property
  void extendsToTheNearest_andKeepsTheLowBits(
      @ForAll Wrapping width, @ForAll int reference, @ForAll int value) {
    long extended = width.extend(reference, width.wrap(value));

    assertThat(width.wrap(extended)).isEqualTo(width.wrap(value));
    assertThat(extended - reference).isBetween(-halfRange(width), halfRange(width) - 1);
  }

  private static long halfRange(Wrapping width) {
    return (width.wrap(-1) + 1) / 2;
  }
}
