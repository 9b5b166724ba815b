package io.plenum.rtc.codec;

import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;

/**
 * What the table of contents of an Opus packet tells (RFC 6716, section 3).
 *
 * <pre>
 *  | config:5 |s| c:2 |   s: stereo; c: frames in the packet: 1, 2, 2, or as the next byte says
 *  |v|p| M:6          |   if c is 3: M frames
 * </pre>
 */
public final class OpusPacket {
  /** The clock of Opus in RTP, whatever is inside (RFC 7587, section 4.1). */
  public static final int CLOCK_RATE = 48_000;

  /** The longest packet: 120 ms (RFC 6716, section 3.4, requirement R5). */
  public static final int MAX_SAMPLES = CLOCK_RATE * 120 / 1000;

  /**
   * An encoder's packet of at most this many bytes stands for silence (RFC 6716, section 2.1.9).
   */
  private static final int MAX_DTX_BYTES = 2;

  private OpusPacket() {}

  /**
   * The duration of a packet in samples at 48 kHz, per channel.
   *
   * @return 120 to {@link #MAX_SAMPLES}, or -1 if the packet is malformed
   */
  public static int samples(MemorySegment memory, long offset, int length) {
    if (length < 1) {
      return -1;
    }
    int toc = Wire.u8(memory, offset);
    int frames = frames(toc, memory, offset, length);
    int samples = frames * frameSamples(toc >> 3);
    return samples == 0 || samples > MAX_SAMPLES ? -1 : samples;
  }

  /** Whether a packet of {@code length} bytes is discontinuous transmission: nothing to hear. */
  public static boolean dtx(int length) {
    return length <= MAX_DTX_BYTES;
  }

  private static int frames(int toc, MemorySegment memory, long offset, int length) {
    return switch (toc & 0x03) {
      case 0 -> 1;
      case 1, 2 -> 2;
      default -> length < 2 ? 0 : Wire.u8(memory, offset + 1) & 0x3F;
    };
  }

  /** RFC 6716, table 2: samples of one frame at 48 kHz. */
  private static int frameSamples(int config) {
    if (config < 12) { // SILK: 10, 20, 40, 60 ms
      return (config & 3) == 3 ? 2880 : 480 << (config & 3);
    }
    if (config < 16) { // hybrid: 10, 20 ms
      return 480 << (config & 1);
    }
    return 120 << (config & 3); // CELT: 2.5, 5, 10, 20 ms
  }
}
