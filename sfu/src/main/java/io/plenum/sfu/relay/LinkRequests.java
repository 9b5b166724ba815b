package io.plenum.sfu.relay;

import io.plenum.sfu.room.Participant;

/**
 * What the other end of a link asks of, and says about, those whose transports end here. Who has
 * left meanwhile is asked nothing. Confined to the shard's loop.
 */
final class LinkRequests {
  private final Roster roster;
  private final int asker;
  private final LinkSinks sinks;

  /**
   * Nothing was asked yet.
   *
   * @param asker number of the shard at the other end
   * @param sinks what crosses to it
   */
  LinkRequests(Roster roster, int asker, LinkSinks sinks) {
    this.roster = roster;
    this.asker = asker;
    this.sinks = sinks;
  }

  /** Of a picture this is watched there. */
  void show(RelayMessage.Shown shown) {
    Participant publisher = roster.participant(shown.number());
    if (publisher != null) {
      sinks.show(publisher, shown);
    }
  }

  /** Somebody there cannot go on without a keyframe. */
  void wantKeyframe(RelayMessage.WantKeyframe wanted) {
    Participant publisher = roster.participant(wanted.number());
    if (publisher != null && publisher.track(wanted.source()) != null) {
      publisher.track(wanted.source()).wantKeyframe(wanted.encoding());
    }
  }

  /** So somebody's camera is shown there. */
  void cameraShown(RelayMessage.CameraShown seen) {
    Participant publisher = roster.participant(seen.number());
    if (publisher != null) {
      publisher.cameraShownAt(asker, seen.height());
    }
  }

  /** The link is closed, or opened anew: of what is shown there nothing is known. */
  void forget() {
    roster.shownNowhere(asker);
  }
}
