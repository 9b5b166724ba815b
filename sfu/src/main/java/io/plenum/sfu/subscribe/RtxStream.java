package io.plenum.sfu.subscribe;

import io.plenum.rtc.sdp.Codec;
import io.plenum.rtc.sdp.NegotiatedMedia;

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

  /** That of {@code slot}, or null where none was agreed on. */
  static RtxStream of(NegotiatedMedia slot, int firstSequence) {
    for (Codec codec : slot.codecs()) {
      if (codec.rtxPayloadType() >= 0 && slot.localRtxSsrc() != 0) {
        return new RtxStream(codec.rtxPayloadType(), slot.localRtxSsrc(), firstSequence);
      }
    }
    return null;
  }

  /** The payload type of its padding; what is repeated has that of its codec. */
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
