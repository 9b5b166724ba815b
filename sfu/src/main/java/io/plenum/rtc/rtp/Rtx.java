package io.plenum.rtc.rtp;

import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;

/**
 * Retransmission packets (RFC 4588, section 4): the original packet under another payload type,
 * sequence and ssrc, with the original sequence number in front of the payload.
 *
 * <pre>
 *  | RTP header | OSN (16 bits) | original payload |
 * </pre>
 */
public final class Rtx {
  /** Length of the original sequence number (RFC 4588, section 4). */
  public static final int OSN_BYTES = 2;

  private static final int PADDING_BIT = 0x20;

  private Rtx() {}

  /**
   * Appends the original sequence number to a header just written; the payload follows.
   *
   * @param originalSequence of which the low 16 bits count
   * @throws IndexOutOfBoundsException if the capacity of {@code to} is too small
   */
  public static void appendOriginalSequence(Span to, int originalSequence) {
    long at = to.offset() + to.length();
    to.length(to.length() + OSN_BYTES);
    Wire.putU16(to.memory(), at, originalSequence);
  }

  /**
   * Turns the packet of {@code view}, which lies in {@code packet}, into its retransmission, in
   * place: the payload moves back by two bytes. Padding goes. The view is wrapped anew.
   *
   * @param payloadType of the retransmission stream, 0 to 127
   * @param sequenceNumber of the retransmission stream
   * @param ssrc of the retransmission stream
   * @throws IndexOutOfBoundsException if the capacity of {@code packet} is too small
   */
  public static void encapsulate(
      Span packet, RtpView view, int payloadType, int sequenceNumber, int ssrc) {
    MemorySegment memory = packet.memory();
    long payload = view.payloadOffset();
    int original = view.sequenceNumber();
    int payloadLength = view.payloadLength();
    packet.length(view.headerLength() + OSN_BYTES + payloadLength);
    MemorySegment.copy(memory, payload, memory, payload + OSN_BYTES, payloadLength);
    Wire.putU16(memory, payload, original);
    readdress(memory, packet.offset(), payloadType, sequenceNumber, ssrc);
    view.wrap(packet);
  }

  /**
   * The sequence number of the packet that this retransmission repeats, or -1 if it carries none,
   * as padding sent to probe for bandwidth does.
   */
  public static int originalSequence(RtpView retransmission) {
    return retransmission.payloadLength() < OSN_BYTES
        ? -1
        : Wire.u16(retransmission.memory(), retransmission.payloadOffset());
  }

  /**
   * Turns the retransmission of {@code view}, which lies in {@code packet}, into the packet it
   * repeats, in place: the header moves forward by two bytes, and so does the start of {@code
   * packet}. Padding goes. The view is wrapped anew.
   *
   * @param payloadType of the original stream, 0 to 127
   * @param ssrc of the original stream
   * @return false, with nothing changed, if there is no original sequence number
   */
  public static boolean decapsulate(Span packet, RtpView view, int payloadType, int ssrc) {
    int original = originalSequence(view);
    if (original < 0) {
      return false;
    }
    MemorySegment memory = packet.memory();
    long from = packet.offset();
    int length = view.headerLength() + view.payloadLength() - OSN_BYTES;
    MemorySegment.copy(memory, from, memory, from + OSN_BYTES, view.headerLength());
    packet.set(memory, from + OSN_BYTES, length, packet.capacity() - OSN_BYTES);
    readdress(memory, packet.offset(), payloadType, original, ssrc);
    view.wrap(packet);
    return true;
  }

  private static void readdress(
      MemorySegment memory, long at, int payloadType, int sequenceNumber, int ssrc) {
    Wire.putU8(memory, at, Wire.u8(memory, at) & ~PADDING_BIT);
    Wire.putU8(memory, at + 1, (Wire.u8(memory, at + 1) & 0x80) | (payloadType & 0x7F));
    Wire.putU16(memory, at + 2, sequenceNumber);
    Wire.putU32(memory, at + 8, ssrc);
  }
}
