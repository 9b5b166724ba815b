package io.plenum.signaling.session;

import io.plenum.signaling.message.Slot;
import io.plenum.signaling.message.Viewing;
import io.plenum.signaling.message.Watched;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is known of a seat's media peer. An offer is not in force before the media node says so, by
 * its answer or by the new peer's news: where it refuses, what was before goes on.
 *
 * @param peer the peer whose news count; 0: none yet
 * @param offered the peer of the last offer; counts the seat's offers, so that news of a replaced
 *     one are recognised
 * @param live the media node answered this peer's offer and has not lost it
 * @param slots what the peer's slots show, as last told by the media node
 * @param view what the client last asked to see
 * @param watched what of the peer's pictures is watched, where the media node said; one a source
 * @param quality what was wrong with the seat's connection, earlier peers included
 */
record SeatMedia(
    int peer,
    int offered,
    boolean live,
    List<Slot> slots,
    Viewing view,
    List<Watched> watched,
    QualityLog quality) {
  static final SeatMedia NONE =
      new SeatMedia(0, 0, false, List.of(), Viewing.ANY, List.of(), QualityLog.EMPTY);

  SeatMedia offering() {
    return new SeatMedia(peer, offered + 1, live, slots, view, watched, quality);
  }

  /** Whether news of this peer are news of the seat. */
  boolean concerns(int news) {
    return news > 0 && (news == peer || news == offered);
  }

  /** The same once this peer, of which there is news, is in force. */
  SeatMedia inForce(int news, Instant now) {
    return news == peer
        ? this
        : new SeatMedia(news, offered, false, List.of(), view, List.of(), quality.ended(now));
  }

  SeatMedia answered() {
    return new SeatMedia(peer, offered, true, slots, view, watched, quality);
  }

  SeatMedia lost(Instant now) {
    return new SeatMedia(peer, offered, false, List.of(), view, List.of(), quality.ended(now));
  }

  SeatMedia showing(List<Slot> now) {
    return new SeatMedia(peer, offered, live, now, view, watched, quality);
  }

  SeatMedia viewing(Viewing now) {
    return new SeatMedia(peer, offered, live, slots, now, watched, quality);
  }

  SeatMedia with(QualityLog now) {
    return new SeatMedia(peer, offered, live, slots, view, watched, now);
  }

  SeatMedia watched(Watched now) {
    Stream<Watched> others = watched.stream().filter(known -> known.source() != now.source());
    List<Watched> all = Stream.concat(others, Stream.of(now)).toList();
    return new SeatMedia(peer, offered, live, slots, view, all, quality);
  }
}
