package io.plenum.signaling.session;

import io.plenum.signaling.message.Slot;
import io.plenum.signaling.message.Wish;
import java.util.List;

/**
 * What is known of a seat's media peer.
 *
 * @param peer counts the seat's peers, so that news of a replaced one is recognised; 0: none yet
 * @param live the media node answered this peer's offer and has not lost it
 * @param slots what the peer's slots show, as last told by the media node
 * @param wishes what the client last asked to see
 */
record SeatMedia(int peer, boolean live, List<Slot> slots, List<Wish> wishes) {
  static final SeatMedia NONE = new SeatMedia(0, false, List.of(), List.of());

  SeatMedia offered() {
    return new SeatMedia(peer + 1, false, List.of(), wishes);
  }

  SeatMedia answered() {
    return new SeatMedia(peer, true, slots, wishes);
  }

  SeatMedia lost() {
    return new SeatMedia(peer, false, List.of(), wishes);
  }

  SeatMedia showing(List<Slot> now) {
    return new SeatMedia(peer, live, now, wishes);
  }

  SeatMedia wishing(List<Wish> now) {
    return new SeatMedia(peer, live, slots, now);
  }
}
