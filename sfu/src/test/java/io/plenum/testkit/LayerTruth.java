package io.plenum.testkit;

import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * What a scripted packet with layers really is, hidden in its payload where no server looks.
 *
 * <pre>
 *  | "PLEN":4 | frame:4 | picture:4 | spatial:1 | temporal:1 | index:1 | count:1 |
 *  | needed frames:1 | number:4 … |
 * </pre>
 *
 * @param frame counts the frames of all layers
 * @param picture counts the pictures
 * @param index this packet within its frame
 * @param count packets of the frame
 * @param needs frames that must be decoded before
 */
record LayerTruth(
    int frame, int picture, int spatial, int temporal, int index, int count, List<Integer> needs) {
  private static final int MAGIC = 0x504C454E;
  private static final int HEAD_BYTES = 17;

  /** Frames of one source are counted from a multiple of this. */
  static final int FRAMES_OF_SOURCE = 1_000_003;

  /** Which of several cameras it comes from. */
  int source() {
    return frame / FRAMES_OF_SOURCE;
  }

  byte[] bytes() {
    MemorySegment memory = MemorySegment.ofArray(new byte[HEAD_BYTES + 4 * needs.size()]);
    Wire.putU32(memory, 0, MAGIC);
    Wire.putU32(memory, 4, frame);
    Wire.putU32(memory, 8, picture);
    Wire.putU8(memory, 12, spatial);
    Wire.putU8(memory, 13, temporal);
    Wire.putU8(memory, 14, index);
    Wire.putU8(memory, 15, count);
    Wire.putU8(memory, 16, needs.size());
    for (int i = 0; i < needs.size(); i++) {
      Wire.putU32(memory, HEAD_BYTES + 4L * i, needs.get(i));
    }
    return memory.toArray(ValueLayout.JAVA_BYTE);
  }

  /** The truth in {@code packet}, or null if it has no payload. */
  static LayerTruth in(RtpView packet) {
    MemorySegment memory = packet.memory();
    long end = packet.payloadOffset() + packet.payloadLength();
    for (long at = packet.payloadOffset(); at + HEAD_BYTES <= end; at++) {
      if (Wire.s32(memory, at) == MAGIC) {
        return read(memory, at);
      }
    }
    return null;
  }

  private static LayerTruth read(MemorySegment memory, long at) {
    List<Integer> needs = new ArrayList<>();
    for (int i = 0; i < Wire.u8(memory, at + 16); i++) {
      needs.add(Wire.s32(memory, at + HEAD_BYTES + 4L * i));
    }
    return new LayerTruth(
        Wire.s32(memory, at + 4),
        Wire.s32(memory, at + 8),
        Wire.u8(memory, at + 12),
        Wire.u8(memory, at + 13),
        Wire.u8(memory, at + 14),
        Wire.u8(memory, at + 15),
        needs);
  }
}
