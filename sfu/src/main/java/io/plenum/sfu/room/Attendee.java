package io.plenum.sfu.room;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.publish.PublishedTrack;
import java.util.Set;

/**
 * Somebody in a room, wherever their transport ends: a {@link Participant}, whose ends on this
 * loop, or one of another shard who is relayed (docs/relay.md). Confined to the room's loop.
 */
public interface Attendee {
  /** Who it is. */
  ParticipantId id();

  /** Their place in the order in which people came into the room, over all its shards. */
  long arrival();

  /** What of theirs may be forwarded. */
  Set<Source> allowed();

  /**
   * How their camera is shown to those whose transports end here.
   *
   * @param height lines of its picture where it is largest; 0: it is shown to nobody
   */
  void cameraShown(int height);

  /** Their track of {@code source}, or null. */
  PublishedTrack track(Source source);
}
