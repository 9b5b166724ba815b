package io.plenum.rtc.rtp;

import io.plenum.rtc.wire.Wire;

/**
 * How a camera is held (3GPP TS 26.114, section 7.4.5).
 *
 * <pre>
 *  |0 0 0 0|C|F|R1 R0|   C: back camera; F: flipped; R: quarter turns
 * </pre>
 */
public final class VideoOrientation {
  private VideoOrientation() {}

  /** Degrees the picture is to be turned clockwise: 0, 90, 180 or 270; -1 if absent. */
  public static int degrees(RtpView packet, int id) {
    int value = raw(packet, id);
    return value < 0 ? -1 : (value & 0x03) * 90;
  }

  /** Whether the picture is mirrored; false if the packet says nothing. */
  public static boolean flipped(RtpView packet, int id) {
    int value = raw(packet, id);
    return value >= 0 && (value & 0x04) != 0;
  }

  private static int raw(RtpView packet, int id) {
    return packet.extensionLength(id) < 1 ? -1 : Wire.u8(packet.memory(), packet.extension(id));
  }
}
