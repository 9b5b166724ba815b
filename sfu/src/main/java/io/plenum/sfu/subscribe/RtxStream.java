package io.plenum.sfu.subscribe;

/**
 * The retransmission stream of a slot (RFC 4588, section 4): one sequence for what is repeated and
 * for padding. Confined to the room's loop.
 */
final class RtxStream {
  private final int payloadType;
  private final int ssrc;
  private int sequence;

  /**
   * A stream that begins with {@code firstSequence}.
   *
   * @param payloadType 0 to 127
   */
  RtxStream(int payloadType, int ssrc, int firstSequence) {
    this.payloadType = payloadType;
    this.ssrc = ssrc;
    this.sequence = firstSequence;
  }

  int payloadType() {
    return payloadType;
  }

  int ssrc() {
    return ssrc;
  }

  /** The number of the next packet, of which the low 16 bits count. */
  int next() {
    return sequence++;
  }
}
