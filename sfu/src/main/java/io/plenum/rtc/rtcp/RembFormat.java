package io.plenum.rtc.rtcp;

import java.util.ArrayList;
import java.util.List;

/**
 * REMB, an application layer feedback (draft-alvestrand-rmcat-remb-03, section 2.2).
 *
 * <pre>
 *  | ssrc of sender | 0 | "REMB" | count:8 | exponent:6 | mantissa:18 | ssrc × count |
 * </pre>
 */
final class RembFormat {
  private static final int NAME = 0x5245_4D42; // "REMB"
  private static final int NAME_AT = 8;
  private static final int FIXED_BYTES = 16;
  private static final int MANTISSA_BITS = 18;
  private static final int MANTISSA_MASK = (1 << MANTISSA_BITS) - 1;

  private RembFormat() {}

  /** Whether an application layer feedback is a REMB. */
  static boolean is(RtcpInput from) {
    return from.has(NAME_AT + 4) && from.peek(NAME_AT) == NAME;
  }

  static Remb read(RtcpInput from) {
    if (!from.has(FIXED_BYTES)) {
      return null;
    }
    int sender = from.s32();
    from.s32(); // the media source is unused
    from.s32(); // the name
    int count = from.u8();
    int bitrate = from.u24();
    int exponent = bitrate >> MANTISSA_BITS;
    long mantissa = bitrate & MANTISSA_MASK;
    if (!from.has(4L * count) || mantissa > Long.MAX_VALUE >> exponent) {
      return null;
    }
    List<Integer> ssrcs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ssrcs.add(from.s32());
    }
    return new Remb(sender, mantissa << exponent, ssrcs);
  }

  static void write(Remb remb, RtcpOutput to) {
    int significant = Long.SIZE - Long.numberOfLeadingZeros(remb.bitrateBps());
    int exponent = Math.max(0, significant - MANTISSA_BITS);
    to.begin(RtcpType.PAYLOAD_FEEDBACK, RtcpType.APPLICATION);
    to.u32(remb.senderSsrc());
    to.u32(0);
    to.u32(NAME);
    to.u8(remb.ssrcs().size());
    to.u24((exponent << MANTISSA_BITS) | (int) (remb.bitrateBps() >> exponent));
    for (int ssrc : remb.ssrcs()) {
      to.u32(ssrc);
    }
  }
}
