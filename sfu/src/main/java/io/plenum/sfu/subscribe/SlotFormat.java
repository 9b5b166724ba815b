package io.plenum.sfu.subscribe;

import io.plenum.rtc.rtp.AbsSendTime;
import io.plenum.rtc.rtp.ExtensionMap;
import io.plenum.rtc.rtp.ExtensionUri;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.TransportSequence;
import io.plenum.rtc.sdp.Codec;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.sdp.NegotiatedMedia;
import io.plenum.sfu.pacing.PacketKind;
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
  private final PacketKind kind;
  private final int transportSequenceId;
  private final int sendTimeId;
  private final ExtensionMap extensions;
  private final int descriptorSource;
  private final int descriptorTarget;
  private final int ssrc;
  private int sound = NONE;
  private int redundancy = NONE;

  private SlotFormat(NegotiatedMedia from, NegotiatedMedia to) {
    kind = to.kind() == MediaKind.AUDIO ? PacketKind.AUDIO : PacketKind.VIDEO;
    ssrc = to.localSsrc();
    transportSequenceId = CongestionTerms.transportSequenceId(to);
    sendTimeId = CongestionTerms.sendTimeId(to);
    extensions = ExtensionMap.between(from.extensions(), to.extensions(), ExtensionUri.END_TO_END);
    descriptorSource = from.extensions().getOrDefault(ExtensionUri.DEPENDENCY_DESCRIPTOR, 0);
    descriptorTarget = to.extensions().getOrDefault(ExtensionUri.DEPENDENCY_DESCRIPTOR, 0);
    Arrays.fill(payloadTypes, NONE);
    Arrays.fill(rtxPayloadTypes, NONE);
  }

  /**
   * The format for packets published in section {@code from} and received in section {@code to}.
   */
  static SlotFormat between(NegotiatedMedia from, NegotiatedMedia to) {
    SlotFormat format = new SlotFormat(from, to);
    for (Codec published : from.codecs()) {
      for (Codec received : to.codecs()) {
        if (format.payloadTypes[published.payloadType()] == NONE
            && published.decodableAs(received)) {
          format.payloadTypes[published.payloadType()] = (byte) received.payloadType();
          format.rtxPayloadTypes[published.payloadType()] = (byte) received.rtxPayloadType();
        }
      }
    }
    format.sound(from, to);
    return format;
  }

  /** What comes with redundancy is the sound in it; how it goes out, each packet says. */
  private void sound(NegotiatedMedia from, NegotiatedMedia to) {
    for (Codec published : from.codecs()) {
      if (!published.redundancy() && sound == NONE) {
        sound = payloadTypes[published.payloadType()];
      }
    }
    for (Codec published : from.codecs()) {
      if (published.redundancy()) {
        payloadTypes[published.payloadType()] = (byte) sound;
      }
    }
    for (Codec received : to.codecs()) {
      if (received.redundancy() && received.repeatedPayloadType() == sound) {
        redundancy = received.payloadType();
      }
    }
  }

  /** The SSRC that the slot sends with. */
  int ssrc() {
    return ssrc;
  }

  /** The receiver's payload type of sound without redundancy, or -1: it does not know the codec. */
  int sound() {
    return sound;
  }

  /** The receiver's payload type of sound with redundancy (RFC 2198), or -1: not negotiated. */
  int redundancy() {
    return redundancy;
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

  /** What the slot's packets are to the pacer. */
  PacketKind kind() {
    return kind;
  }

  /**
   * Begins a packet's header extensions with its transport-wide number, or the time at which it
   * leaves, as was agreed on; first, so that it can be put in when the packet leaves.
   */
  void begin(ExtensionWriter extensions) {
    extensions.clear();
    if (transportSequenceId != 0) {
      TransportSequence.write(extensions, transportSequenceId, 0);
    } else if (sendTimeId != 0) {
      AbsSendTime.write(extensions, sendTimeId, 0);
    }
  }

  ExtensionMap extensions() {
    return extensions;
  }

  /** Whether both sides know dependency descriptors. */
  boolean describes() {
    return descriptorSource != 0 && descriptorTarget != 0;
  }

  /** The publisher's id of dependency descriptors; 0 without. */
  int descriptorSource() {
    return descriptorSource;
  }

  /** The receiver's id of dependency descriptors; 0 without. */
  int descriptorTarget() {
    return descriptorTarget;
  }
}
