package io.plenum.rtc.rtcp;

import java.util.ArrayList;
import java.util.List;

/**
 * Generic NACKs (RFC 4585, section 6.2.1). Bit <i>i</i> of the mask, counted from the lowest, asks
 * for packet PID + i + 1.
 *
 * <pre>
 *  | ssrc of sender | ssrc of media |
 *  | PID:16 | mask (BLP):16 |   × 1 or more
 * </pre>
 */
final class NackFormat {
  private static final int MASK_BITS = 16;

  private NackFormat() {}

  static Nack read(RtcpInput from) {
    if (!from.has(8)) {
      return null;
    }
    int sender = from.s32();
    int media = from.s32();
    List<Integer> numbers = new ArrayList<>();
    while (from.has(4)) {
      int first = from.u16();
      int mask = from.u16();
      numbers.add(first);
      for (int i = 0; i < MASK_BITS; i++) {
        if (((mask >> i) & 1) != 0) {
          numbers.add((first + i + 1) & 0xFFFF);
        }
      }
    }
    return new Nack(sender, media, numbers);
  }

  static void write(Nack nack, RtcpOutput to) {
    to.begin(RtcpType.TRANSPORT_FEEDBACK, RtcpType.NACK);
    to.u32(nack.senderSsrc());
    to.u32(nack.mediaSsrc());
    List<Integer> numbers = nack.sequenceNumbers();
    int next = 0;
    while (next < numbers.size()) {
      int first = numbers.get(next++);
      int mask = 0;
      // Only ascending numbers share a mask, so that they are read in the order written.
      while (next < numbers.size()) {
        int bit = (numbers.get(next) - first - 1) & 0xFFFF;
        if (bit >= MASK_BITS || mask >> bit != 0) {
          break;
        }
        mask |= 1 << bit;
        next++;
      }
      to.u16(first);
      to.u16(mask);
    }
  }
}
