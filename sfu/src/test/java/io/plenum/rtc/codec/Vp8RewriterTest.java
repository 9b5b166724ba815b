package io.plenum.rtc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.seq.Wrapping;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Vp8RewriterTest {
  private final Vp8Rewriter rewriter = new Vp8Rewriter();

  @Test
  void leavesTheFirstSourceAsItIs() {
    assertSent(100, 7, 100, 7);
    assertSent(101, 8, 101, 8);
    assertThat(rewriter.shift()).isEqualTo(Vp8Shift.NONE);
  }

  @Test
  void continuesAfterTheNewestFrame_whenTheSourceChanges() {
    assertSent(100, 7, 100, 7);
    assertSent(102, 9, 102, 9);
    assertSent(101, 8, 101, 8);
    rewriter.changeSource();

    assertSent(9000, 200, 103, 10);
    assertSent(9001, 200, 104, 10);
    assertSent(9002, 201, 105, 11);
  }

  @Test
  void keepsPacketsOfAFrameTogether_inAnyOrder() {
    assertSent(100, 7, 100, 7);
    rewriter.changeSource();
    assertSent(5, 1, 101, 8);
    assertSent(5, 1, 101, 8);
    assertSent(7, 3, 103, 10);
    assertSent(6, 2, 102, 9);
    assertSent(5, 1, 101, 8);
    assertSent(8, 4, 104, 11);
  }

  @Test
  void keepsGaps_soThatLossStaysVisible() {
    assertSent(100, 7, 100, 7);
    rewriter.changeSource();
    assertSent(5, 1, 101, 8);
    assertSent(9, 5, 105, 12);
  }

  @Test
  void dropsFramesFromBeforeTheSource() {
    assertSent(100, 7, 100, 7);
    rewriter.changeSource();
    assertSent(5, 1, 101, 8);

    Vp8View late = Vp8Packets.packet(4, 15, 0);
    assertThat(rewriter.rewrite(late)).isFalse();
    assertThat(late.pictureId()).isEqualTo(4);
    assertThat(late.tl0PicIdx()).isZero();
    assertSent(6, 2, 102, 9);
  }

  @Test
  void movesOn_whenIdsLeapMoreThanHalfTheRange() {
    assertSent(100, 7, 100, 7);
    int leap = 100 + (1 << 14) + 50;

    assertSent(leap, 8, 101, 8);
    assertSent(leap + 1, 9, 102, 9);
  }

  @Test
  void takesARetransmission_asLateAsTheLimit() {
    assertSent(1000, 7, 1000, 7);
    assertSent(1000 + RunningNumber.MAX_LATE, 9, 1000 + RunningNumber.MAX_LATE, 9);
    assertSent(1000, 7, 1000, 7);
  }

  @Test
  void repeatsAPacketOfAnEarlierSource_byItsShift() {
    assertSent(100, 7, 100, 7);
    rewriter.changeSource();
    assertSent(9000, 200, 101, 8);
    Vp8Shift earlier = rewriter.shift();
    rewriter.changeSource();
    assertSent(3, 3, 102, 9);

    Vp8View repeated = Vp8Packets.packet(9000, 15, 200);
    earlier.apply(repeated);
    assertThat(repeated.pictureId()).isEqualTo(101);
    assertThat(repeated.tl0PicIdx()).isEqualTo(8);
  }

  @Test
  void keepsTheWidth_whenSourcesDifferInIt() {
    assertSent(0x7FFF, 7, 0x7FFF, 7);
    rewriter.changeSource();
    Vp8View narrow = Vp8Packets.packet(50, 7, 1);
    assertThat(rewriter.rewrite(narrow)).isTrue();
    assertThat(narrow.pictureIdBits()).isEqualTo(7);
    assertThat(narrow.pictureId()).isZero();
    rewriter.changeSource();
    assertSent(77, 9, 1, 9);
  }

  @Test
  void leavesPacketsWithoutNumbersAlone() {
    Vp8View plain = Vp8Packets.view("10 01");
    assertThat(rewriter.rewrite(plain)).isTrue();
    rewriter.changeSource();
    assertThat(rewriter.rewrite(plain)).isTrue();
    assertSent(5, 5, 5, 5);
  }

  @ParameterizedTest
  @CsvSource({"7", "15"})
  void isContinuous_fromEveryStartAcrossWraps(int bits) {
    Wrapping width = bits == 7 ? Wrapping.BITS_7 : Wrapping.BITS_15;
    for (int first = -3; first <= 3; first++) {
      for (int second = -3; second <= 3; second++) {
        assertContinuous(width, bits, (int) width.wrap(first), (int) width.wrap(second));
      }
    }
  }

  @Property(tries = 100)
  void isContinuous_fromAnyStart(
      @ForAll @IntRange(max = 0x7FFF) int first, @ForAll @IntRange(max = 0x7FFF) int second) {
    assertContinuous(Wrapping.BITS_15, 15, first, second);
    assertContinuous(Wrapping.BITS_7, 7, first & 0x7F, second & 0x7F);
  }

  /** Five rounds of each source; every frame out follows the one before it by exactly one. */
  private static void assertContinuous(Wrapping width, int bits, int first, int second) {
    Vp8Rewriter fresh = new Vp8Rewriter();
    long out = first;
    for (int round = 0; round < 10; round++) {
      int start = round % 2 == 0 ? first : second;
      for (int frame = 0; frame < 8; frame++) {
        int id = (int) width.wrap(start + frame);
        Vp8View packet = Vp8Packets.packet(id, bits, (start + frame) & 0xFF);
        assertThat(fresh.rewrite(packet)).isTrue();
        assertThat(packet.pictureId()).isEqualTo((int) width.wrap(out));
        assertThat(packet.tl0PicIdx()).isEqualTo((int) (out & 0xFF));
        out++;
      }
      fresh.changeSource();
    }
  }

  private void assertSent(int pictureId, int tl0PicIdx, int sentId, int sentTl0) {
    Vp8View packet = Vp8Packets.packet(pictureId, 15, tl0PicIdx);
    assertThat(rewriter.rewrite(packet)).isTrue();
    assertThat(packet.pictureIdBits()).isEqualTo(15);
    assertThat(packet.pictureId()).isEqualTo(sentId);
    assertThat(packet.tl0PicIdx()).isEqualTo(sentTl0);
  }
}
