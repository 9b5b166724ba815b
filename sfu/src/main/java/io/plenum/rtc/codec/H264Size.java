package io.plenum.rtc.codec;

import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;

/**
 * The picture's size in a sequence parameter set (ITU-T H.264, section 7.3.2.1.1). Confined to one
 * loop; nothing is allocated.
 */
final class H264Size {
  /** What browsers write takes 20 bytes; scaling lists make it longer. */
  private static final int MAX_BYTES = 256;

  /** Bytes before profile-dependent fields: NAL header, profile, constraints, level. */
  private static final int FIXED_BYTES = 4;

  /** Level 6.2 ends at 16,384; cropping needs both operands small. */
  private static final int MAX_PIXELS = 1 << 14;

  private static final int MACROBLOCK = 16;

  private final MemorySegment plain = MemorySegment.ofArray(new byte[MAX_BYTES]);
  private final BitReader bits = new BitReader();
  private int width;
  private int height;

  /** Reads the set of {@code length} bytes at {@code at}; false if it is none that makes sense. */
  boolean read(MemorySegment memory, long at, int length) {
    if (length <= FIXED_BYTES) {
      return false;
    }
    int profile = Wire.u8(memory, at + 1);
    bits.wrap(plain, 0, unescape(memory, at + FIXED_BYTES, length - FIXED_BYTES));
    bits.expGolomb(); // seq_parameter_set_id
    int chroma = high(profile) ? chroma() : 1;
    bits.expGolomb(); // log2_max_frame_num_minus4
    pictureOrder();
    bits.expGolomb(); // max_num_ref_frames
    bits.flag(); // gaps_in_frame_num_value_allowed_flag
    long columns = bits.expGolomb() + 1;
    long rows = bits.expGolomb() + 1;
    boolean frames = bits.flag();
    if (!frames) {
      bits.flag(); // mb_adaptive_frame_field_flag
    }
    bits.flag(); // direct_8x8_inference_flag
    if (columns > MAX_PIXELS / MACROBLOCK || rows > MAX_PIXELS / MACROBLOCK) {
      return false;
    }
    width = (int) columns * MACROBLOCK;
    height = (int) rows * MACROBLOCK * (frames ? 1 : 2);
    return crop(chroma, frames ? 1 : 2);
  }

  /** Copies without the bytes that keep start codes away (section 7.4.1); bytes copied. */
  private int unescape(MemorySegment memory, long at, int length) {
    int zeros = 0;
    int count = 0;
    for (int i = 0; i < length && count < MAX_BYTES; i++) {
      int value = Wire.u8(memory, at + i);
      if (zeros >= 2 && value == 3) {
        zeros = 0;
        continue;
      }
      zeros = value == 0 ? zeros + 1 : 0;
      Wire.putU8(plain, count++, value);
    }
    return count;
  }

  /** The profiles whose sets tell the form of colours. */
  private static boolean high(int profile) {
    return switch (profile) {
      case 44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244 -> true;
      default -> false;
    };
  }

  private int chroma() {
    long format = bits.expGolomb();
    boolean separate = format == 3 && bits.flag();
    bits.expGolomb(); // bit_depth_luma_minus8
    bits.expGolomb(); // bit_depth_chroma_minus8
    bits.flag(); // qpprime_y_zero_transform_bypass_flag
    if (bits.flag()) {
      int lists = format == 3 ? 12 : 8;
      for (int i = 0; i < lists && !bits.exhausted(); i++) {
        if (bits.flag()) {
          scalingList(i < 6 ? 16 : 64);
        }
      }
    }
    return separate ? 0 : (int) Math.min(format, 3);
  }

  private void scalingList(int entries) {
    int last = 8;
    int next = 8;
    for (int i = 0; i < entries && !bits.exhausted(); i++) {
      if (next != 0) {
        long code = bits.expGolomb();
        long delta = (code & 1) == 0 ? -(code >> 1) : (code + 1) >> 1;
        next = (int) (last + delta + 256) & 0xFF;
      }
      last = next == 0 ? last : next;
    }
  }

  private void pictureOrder() {
    long type = bits.expGolomb();
    if (type == 0) {
      bits.expGolomb(); // log2_max_pic_order_cnt_lsb_minus4
    } else if (type == 1) {
      bits.flag(); // delta_pic_order_always_zero_flag
      bits.expGolomb(); // offset_for_non_ref_pic
      bits.expGolomb(); // offset_for_top_to_bottom_field
      long cycle = bits.expGolomb();
      for (long i = 0; i < cycle && !bits.exhausted(); i++) {
        bits.expGolomb();
      }
    }
  }

  /** Takes off what is cropped (equations 7-19 to 7-22). */
  private boolean crop(int chroma, int fieldRows) {
    if (bits.flag()) {
      int unitX = chroma == 1 || chroma == 2 ? 2 : 1;
      int unitY = (chroma == 1 ? 2 : 1) * fieldRows;
      width -= (int) Math.min(MAX_PIXELS, bits.expGolomb() + bits.expGolomb()) * unitX;
      height -= (int) Math.min(MAX_PIXELS, bits.expGolomb() + bits.expGolomb()) * unitY;
    }
    return !bits.exhausted() && width > 0 && height > 0;
  }

  /** Width in pixels; good after a successful {@link #read}. */
  int width() {
    return width;
  }

  /** Height in pixels; good after a successful {@link #read}. */
  int height() {
    return height;
  }
}
