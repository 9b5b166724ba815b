package io.plenum.rtc.rtp;

import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * Writes RTP packets into packet memory (RFC 3550, section 5.1). A forwarder writes a new header
 * straight into the receiver's memory and copies the payload behind it; the published packet stays
 * as it is.
 */
public final class RtpWriter {
  /** The most {@link #writeHeader} takes: reserve payload + this. */
  public static final int MAX_HEADER_BYTES =
      RtpView.FIXED_HEADER_BYTES + ExtensionWriter.MAX_BLOCK_BYTES;

  /** The padding count is one byte (RFC 3550, section 5.1). */
  public static final int MAX_PADDING_BYTES = 255;

  private static final int VERSION_2 = 0x80;
  private static final int PADDING_BIT = 0x20;
  private static final int EXTENSION_BIT = 0x10;

  private RtpWriter() {}

  /**
   * Writes a header without contributing sources and makes it the whole content of {@code to}.
   *
   * @param payloadType 0 to 127
   * @param sequenceNumber of which the low 16 bits count
   * @param timestamp of which the low 32 bits count
   * @return bytes written
   * @throws IndexOutOfBoundsException if the capacity of {@code to} is too small
   */
  public static int writeHeader(
      Span to,
      int payloadType,
      boolean marker,
      int sequenceNumber,
      long timestamp,
      int ssrc,
      ExtensionWriter extensions) {
    int block = extensions.blockLength();
    to.length(RtpView.FIXED_HEADER_BYTES + block);
    MemorySegment memory = to.memory();
    long at = to.offset();
    Wire.putU8(memory, at, block == 0 ? VERSION_2 : VERSION_2 | EXTENSION_BIT);
    Wire.putU8(memory, at + 1, (marker ? 0x80 : 0) | (payloadType & 0x7F));
    Wire.putU16(memory, at + 2, sequenceNumber);
    Wire.putU32(memory, at + 4, timestamp);
    Wire.putU32(memory, at + 8, ssrc);
    if (block != 0) {
      extensions.write(memory, at + RtpView.FIXED_HEADER_BYTES);
    }
    return to.length();
  }

  /**
   * Copies the payload of {@code packet}, without its padding, behind what {@code to} holds.
   *
   * @return where the copy begins in {@code to.memory()}
   * @throws IndexOutOfBoundsException if the capacity of {@code to} is too small
   */
  public static long appendPayload(Span to, RtpView packet) {
    long at = to.offset() + to.length();
    to.length(to.length() + packet.payloadLength());
    MemorySegment.copy(
        packet.memory(), packet.payloadOffset(), to.memory(), at, packet.payloadLength());
    return at;
  }

  /**
   * Pads a packet that has no padding yet.
   *
   * @param bytes 1 to {@link #MAX_PADDING_BYTES}, count included
   * @throws IndexOutOfBoundsException if {@code bytes} is out of range or the capacity too small
   */
  public static void appendPadding(Span packet, int bytes) {
    Objects.checkIndex(bytes - 1, MAX_PADDING_BYTES);
    long at = packet.offset() + packet.length();
    packet.length(packet.length() + bytes);
    for (int i = 0; i < bytes - 1; i++) {
      Wire.putU8(packet.memory(), at + i, 0); // a slice to fill would be an object
    }
    Wire.putU8(packet.memory(), at + bytes - 1, bytes);
    long first = packet.offset();
    Wire.putU8(packet.memory(), first, Wire.u8(packet.memory(), first) | PADDING_BIT);
  }
}
