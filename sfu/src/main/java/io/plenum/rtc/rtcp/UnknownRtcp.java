package io.plenum.rtc.rtcp;

import java.util.Arrays;

/** A well-framed packet of a kind that is not understood; kept so that it can be counted. */
public final class UnknownRtcp implements RtcpPacket {
  private final int packetType;
  private final int format;
  private final byte[] body;

  /**
   * A packet as it came.
   *
   * @param packetType 0 to 255
   * @param format the 5 bits of count or format
   * @param body what follows the 4 bytes of the common header, a multiple of 4 bytes
   */
  public UnknownRtcp(int packetType, int format, byte[] body) {
    Limits.unsigned("packetType", packetType, 8);
    Limits.unsigned("format", format, 5);
    if (body.length % 4 != 0) {
      throw new IllegalArgumentException("body of " + body.length + " bytes");
    }
    this.packetType = packetType;
    this.format = format;
    this.body = body.clone();
  }

  /** The packet type, 0 to 255. */
  public int packetType() {
    return packetType;
  }

  /** The count or feedback format, 0 to 31. */
  public int format() {
    return format;
  }

  /** A copy of what follows the common header. */
  public byte[] body() {
    return body.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnknownRtcp that
        && packetType == that.packetType
        && format == that.format
        && Arrays.equals(body, that.body);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * packetType + format) + Arrays.hashCode(body);
  }

  @Override
  public String toString() {
    return "UnknownRtcp[" + packetType + "/" + format + ", " + body.length + " bytes]";
  }
}
