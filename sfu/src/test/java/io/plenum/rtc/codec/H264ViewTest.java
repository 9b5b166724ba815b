package io.plenum.rtc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Bytes;
import io.plenum.rtc.wire.Span;
import io.plenum.testkit.BitText;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Packets by the layouts of RFC 6184, section 5. */
class H264ViewTest {
  private final H264View view = new H264View();

  @Test
  void tellsAKeyframe_byItsSequenceParameters() {
    assertThat(wrap("67 42E01F 8C")).isTrue();
    assertThat(view.sequenceParameters()).isTrue();
    assertThat(view.idr()).isFalse();
    assertThat(wrap("68 CE3C80")).isTrue();
    assertThat(view.sequenceParameters()).isFalse();
    assertThat(view.pictureParameters()).isTrue();
    assertThat(wrap("41 9A")).isTrue();
    assertThat(view.idr()).isFalse();
  }

  @Test
  void looksIntoAggregates() {
    assertThat(wrap("18 0005 6742E01F8C 0004 68CE3C80 0002 6588")).isTrue();
    assertThat(view.sequenceParameters()).isTrue();
    assertThat(view.pictureParameters()).isTrue();
    assertThat(view.idr()).isTrue();
  }

  @Test
  void tellsOnlyTheFirstPiece_ofAnIdrSlice() {
    assertThat(wrap("7C 85 88")).isTrue();
    assertThat(view.idr()).isTrue();
    assertThat(wrap("7C 05 88")).isTrue();
    assertThat(view.idr()).isFalse();
    assertThat(wrap("7C 81 9A")).isTrue();
    assertThat(view.idr()).isFalse();
  }

  @Test
  void refusesWhatIsCutOff() {
    for (String hex :
        new String[] {"", "67", "7C 85", "18 00", "18 0005 6742", "18 0000 67", "19 00", "1D 00"}) {
      assertThat(wrap(hex)).as(hex).isFalse();
    }
  }

  @Test
  void readsTheSize_ofABaselineSet() {
    // 80 by 45 macroblocks, not cropped
    assertThat(size(parameters(0x42, 80, 45, false))).containsExactly(1280, 720);
    // 80 by 68, eight rows cropped: 1280 by 1080 has 67.5
    assertThat(size(parameters(0x42, 120, 68, true))).containsExactly(1920, 1080);
  }

  @Test
  void readsTheSize_ofAHighSetToo() {
    assertThat(size(parameters(0x64, 40, 30, false))).containsExactly(640, 480);
  }

  @Test
  void readsNoSize_ofASetCutOff() {
    byte[] whole = parameters(0x42, 80, 45, false);
    Span span = Bytes.unaligned(Arrays.copyOf(whole, 6));
    PictureSizes sizes = new PictureSizes();
    assertThat(view.wrap(span.memory(), span.offset(), span.length())).isTrue();
    view.size(new H264Size(), sizes);
    assertThat(sizes.layers()).isZero();
  }

  private int[] size(byte[] unit) {
    Span span = Bytes.unaligned(unit);
    PictureSizes sizes = new PictureSizes();
    assertThat(view.wrap(span.memory(), span.offset(), span.length())).isTrue();
    view.size(new H264Size(), sizes);
    assertThat(sizes.layers()).as(HexFormat.of().formatHex(unit)).isEqualTo(1);
    return new int[] {sizes.width(0), sizes.height(0)};
  }

  /** A sequence parameter set by the syntax of ITU-T H.264, section 7.3.2.1.1. */
  private static byte[] parameters(int profile, int columns, int rows, boolean cropped) {
    BitText bits = new BitText().put(0x67, 8).put(profile, 8).put(0, 8).put(31, 8);
    golomb(bits, 0);
    if (profile == 0x64) {
      golomb(bits, 1);
      golomb(bits, 0);
      golomb(bits, 0);
      bits.put(0, 2);
    }
    golomb(bits, 0);
    golomb(bits, 2);
    golomb(bits, 1);
    bits.put(0, 1);
    golomb(bits, columns - 1);
    golomb(bits, rows - 1);
    bits.put(1, 1).put(1, 1).put(cropped ? 1 : 0, 1);
    if (cropped) {
      golomb(bits, 0);
      golomb(bits, 0);
      golomb(bits, 0);
      golomb(bits, 4);
    }
    return bits.put(1, 1).bytes();
  }

  private static void golomb(BitText bits, int value) {
    int width = Integer.SIZE - Integer.numberOfLeadingZeros(value + 1);
    bits.put(0, width - 1).put(value + 1, width);
  }

  private boolean wrap(String hex) {
    Span span = Bytes.span(hex);
    return view.wrap(span.memory(), span.offset(), span.length());
  }
}
