package io.plenum.sfu.subscribe;

import io.plenum.rtc.rtp.ExtensionMap;
import io.plenum.rtc.rtp.ExtensionUri;
import io.plenum.rtc.sdp.Codec;
import io.plenum.rtc.sdp.NegotiatedMedia;
import java.util.Arrays;

/**
 * How one track's packets look in one slot: payload types and header extension ids as the receiver
 * negotiated them. Immutable; made when a track takes a slot.
 */
final class SlotFormat {
  private static final int PAYLOAD_TYPES = 128;
  private static final byte NONE = -1;

  private final byte[] payloadTypes = new byte[PAYLOAD_TYPES];
  private final byte[] rtxPayloadTypes = new byte[PAYLOAD_TYPES];
  private final ExtensionMap extensions;

  private SlotFormat(ExtensionMap extensions) {
    this.extensions = extensions;
    Arrays.fill(payloadTypes, NONE);
    Arrays.fill(rtxPayloadTypes, NONE);
  }

  /**
   * The format for packets published in section {@code from} and received in section {@code to}.
   */
  static SlotFormat between(NegotiatedMedia from, NegotiatedMedia to) {
    SlotFormat format =
        new SlotFormat(
            ExtensionMap.between(from.extensions(), to.extensions(), ExtensionUri.END_TO_END));
    for (Codec published : from.codecs()) {
      for (Codec received : to.codecs()) {
        if (format.payloadTypes[published.payloadType()] == NONE && same(published, received)) {
          format.payloadTypes[published.payloadType()] = (byte) received.payloadType();
          format.rtxPayloadTypes[published.payloadType()] = (byte) received.rtxPayloadType();
        }
      }
    }
    return format;
  }

  private static boolean same(Codec a, Codec b) {
    return a.name().equalsIgnoreCase(b.name())
        && a.clockRate() == b.clockRate()
        && a.channels() == b.channels();
  }

  /**
   * The receiver's payload type for the publisher's, or -1: the receiver does not know the codec.
   */
  int payloadType(int published) {
    return payloadTypes[published];
  }

  /** The receiver's payload type for retransmissions, or -1: not negotiated. */
  int rtxPayloadType(int published) {
    return rtxPayloadTypes[published];
  }

  ExtensionMap extensions() {
    return extensions;
  }
}
