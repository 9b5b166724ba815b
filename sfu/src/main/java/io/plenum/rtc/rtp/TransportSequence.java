package io.plenum.rtc.rtp;

import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;

/**
 * One 16-bit sequence over all packets of a transport, whatever their stream; feedback about it is
 * {@link io.plenum.rtc.rtcp.TransportFeedback} (draft-holmer-rmcat-transport-wide-cc-extensions-01,
 * section 2).
 */
public final class TransportSequence {
  /** Length of the element's data. */
  public static final int BYTES = 2;

  private TransportSequence() {}

  /** The number under local id {@code id}, 0 to 65,535; -1 if absent. */
  public static int read(RtpView packet, int id) {
    return packet.extensionLength(id) < BYTES
        ? -1
        : Wire.u16(packet.memory(), packet.extension(id));
  }

  /**
   * Puts another number in place of the one that was written as first extension of {@code packet}:
   * numbers are in the order of leaving, which is known last.
   *
   * @param sequence of which the low 16 bits count
   * @return false, with nothing changed, if the first extension is not two bytes long
   */
  public static boolean replaceFirst(Span packet, long sequence) {
    long at = FirstExtension.data(packet, FirstExtension.ANY_ID, BYTES);
    if (at >= 0) {
      Wire.putU16(packet.memory(), at, (int) sequence);
    }
    return at >= 0;
  }

  /** Adds a number, of which the low 16 bits count, to {@code to}. */
  public static boolean write(ExtensionWriter to, int id, long sequence) {
    return to.put(id, sequence, BYTES);
  }
}
