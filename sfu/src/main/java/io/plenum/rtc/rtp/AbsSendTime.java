package io.plenum.rtc.rtp;

import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;

/**
 * When a packet left its sender: 24 bits, unsigned fixed point of seconds with 18 bits of fraction,
 * so it wraps every 64 s and counts 3.8 µs (webrtc.org, "abs-send-time").
 */
public final class AbsSendTime {
  /** Length of the element's data. */
  public static final int BYTES = 3;

  private static final int FRACTION_BITS = 18;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long WRAP_NS = 64 * NANOS_PER_SECOND;

  private AbsSendTime() {}

  /** The time under local id {@code id}, 0 to 2^24 - 1; -1 if absent. */
  public static int read(RtpView packet, int id) {
    return packet.extensionLength(id) < BYTES
        ? -1
        : Wire.u24(packet.memory(), packet.extension(id));
  }

  /** The monotonic time {@code nowNs} in this format. */
  public static int of(long nowNs) {
    long withinWrap = Math.floorMod(nowNs, WRAP_NS);
    return (int) ((withinWrap << FRACTION_BITS) / NANOS_PER_SECOND);
  }

  /**
   * Puts the time {@code nowNs} in place of the one that was written as first extension of {@code
   * packet}: when it leaves is known last.
   *
   * @return false, with nothing changed, if the first extension is not a time under {@code id}
   */
  public static boolean replaceFirst(Span packet, int id, long nowNs) {
    long at = FirstExtension.data(packet, id, BYTES);
    if (at >= 0) {
      Wire.putU24(packet.memory(), at, of(nowNs));
    }
    return at >= 0;
  }

  /** Adds the time {@code nowNs} to {@code to}. */
  public static boolean write(ExtensionWriter to, int id, long nowNs) {
    return to.put(id, of(nowNs), BYTES);
  }
}
