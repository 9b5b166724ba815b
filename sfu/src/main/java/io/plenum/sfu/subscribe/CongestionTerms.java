package io.plenum.sfu.subscribe;

import io.plenum.rtc.rtp.ExtensionUri;
import io.plenum.rtc.sdp.Codec;
import io.plenum.rtc.sdp.Direction;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.sdp.NegotiatedMedia;
import io.plenum.rtc.sdp.NegotiatedSession;
import io.plenum.sfu.bandwidth.Feedback;
import java.util.List;

/**
 * What a receiver's slots agreed on about congestion.
 *
 * @param feedback by which its link becomes known
 * @param soundNumbered whether sound has transport-wide numbers too
 * @param sendTimeId of the header extension that says when a packet left, the same in all slots
 *     that have it (RFC 9143, section 12); 0 if none has
 */
record CongestionTerms(Feedback feedback, boolean soundNumbered, int sendTimeId) {
  private static final String TRANSPORT_CC = "transport-cc";
  private static final String REMB = "goog-remb";

  /** The terms of the slots in {@code session}. */
  static CongestionTerms of(NegotiatedSession session) {
    List<NegotiatedMedia> slots =
        session.media().stream()
            .filter(media -> media.direction() == Direction.SENDONLY)
            .filter(media -> media.kind() != MediaKind.OTHER)
            .toList();
    int sendTimeId = slots.stream().mapToInt(CongestionTerms::sendTimeId).max().orElse(0);
    // Half of the pictures numbered would look like a link that loses the others.
    if (!slots.isEmpty() && numbered(slots, MediaKind.VIDEO)) {
      boolean soundNumbered = numbered(slots, MediaKind.AUDIO);
      return new CongestionTerms(Feedback.TRANSPORT_WIDE, soundNumbered, sendTimeId);
    }
    boolean remb = slots.stream().anyMatch(slot -> agreed(slot, REMB));
    Feedback feedback = remb ? Feedback.RECEIVER_ESTIMATE : Feedback.NONE;
    return new CongestionTerms(feedback, false, sendTimeId);
  }

  private static boolean numbered(List<NegotiatedMedia> slots, MediaKind kind) {
    return slots.stream()
        .filter(slot -> slot.kind() == kind)
        .allMatch(slot -> transportSequenceId(slot) != 0);
  }

  /** The id of transport-wide numbers in a slot; 0 if they were not agreed on. */
  static int transportSequenceId(NegotiatedMedia slot) {
    return agreed(slot, TRANSPORT_CC)
        ? slot.extensions().getOrDefault(ExtensionUri.TRANSPORT_SEQUENCE, 0)
        : 0;
  }

  /** The id of the time of sending in a slot; 0 if it was not agreed on, or numbers were. */
  static int sendTimeId(NegotiatedMedia slot) {
    return transportSequenceId(slot) != 0
        ? 0
        : slot.extensions().getOrDefault(ExtensionUri.ABS_SEND_TIME, 0);
  }

  private static boolean agreed(NegotiatedMedia media, String feedback) {
    for (Codec codec : media.codecs()) {
      if (codec.feedback().contains(feedback)) {
        return true;
      }
    }
    return false;
  }
}
