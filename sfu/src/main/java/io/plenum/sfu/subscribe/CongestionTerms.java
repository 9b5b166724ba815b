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
 */
record CongestionTerms(Feedback feedback, boolean soundNumbered) {
  private static final String TRANSPORT_CC = "transport-cc";
  private static final String REMB = "goog-remb";

  /** The terms of the slots in {@code session}. */
  static CongestionTerms of(NegotiatedSession session) {
    List<NegotiatedMedia> slots =
        session.media().stream()
            .filter(media -> media.direction() == Direction.SENDONLY)
            .filter(media -> media.kind() != MediaKind.OTHER)
            .toList();
    // Half of the pictures numbered would look like a link that loses the others.
    if (!slots.isEmpty() && numbered(slots, MediaKind.VIDEO)) {
      return new CongestionTerms(Feedback.TRANSPORT_WIDE, numbered(slots, MediaKind.AUDIO));
    }
    boolean remb = slots.stream().anyMatch(slot -> agreed(slot, REMB));
    return new CongestionTerms(remb ? Feedback.RECEIVER_ESTIMATE : Feedback.NONE, false);
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

  private static boolean agreed(NegotiatedMedia media, String feedback) {
    for (Codec codec : media.codecs()) {
      if (codec.feedback().contains(feedback)) {
        return true;
      }
    }
    return false;
  }
}
