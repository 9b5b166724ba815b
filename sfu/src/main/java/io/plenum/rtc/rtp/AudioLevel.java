package io.plenum.rtc.rtp;

import io.plenum.rtc.wire.Wire;

/**
 * How loud an audio packet is (RFC 6464).
 *
 * <pre>
 *  |V| level:7 |   V: voice; level: -dBov, 0 the loudest, 127 silence
 * </pre>
 */
public final class AudioLevel {
  /** The level of silence (RFC 6464, section 3). */
  public static final int SILENCE = 127;

  private AudioLevel() {}

  /** The level under local id {@code id} in -dBov, 0 (loudest) to 127; -1 if absent. */
  public static int read(RtpView packet, int id) {
    int value = raw(packet, id);
    return value < 0 ? -1 : value & 0x7F;
  }

  /** Whether the sender believes that the packet holds speech; false if it says nothing. */
  public static boolean voice(RtpView packet, int id) {
    int value = raw(packet, id);
    return value >= 0 && (value & 0x80) != 0;
  }

  /**
   * Adds a level to {@code to}.
   *
   * @param level -dBov, 0 to 127
   */
  public static boolean write(ExtensionWriter to, int id, int level, boolean voice) {
    return to.put(id, (voice ? 0x80 : 0) | (level & 0x7F), 1);
  }

  private static int raw(RtpView packet, int id) {
    return packet.extensionLength(id) < 1 ? -1 : Wire.u8(packet.memory(), packet.extension(id));
  }
}
