package io.plenum.sfu.relay;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.publish.RelayedSection;
import io.plenum.sfu.publish.Watched;
import java.util.List;
import java.util.Set;

/**
 * What the two ends of a link say to each other beside packets. Immutable. Participants are named
 * by numbers that their own shard gives them, each once.
 */
public sealed interface RelayMessage {
  /**
   * Opens the link, or answers who did.
   *
   * @param answer whether it is the answer
   * @param rings the same in both: made by who opens
   * @param directory everybody whose transport ends at the sender's shard
   * @param speakerOrNull who speaks for the room, as the sender knows it
   */
  record Hello(boolean answer, Rings rings, List<Joined> directory, ParticipantId speakerOrNull)
      implements RelayMessage {}

  /**
   * The two rings of a link.
   *
   * @param forth from who opened the link
   * @param back to who opened it
   */
  record Rings(PacketRing forth, PacketRing back) {}

  /**
   * Somebody came in at the sender's shard.
   *
   * @param arrival their place in the order of all who came into the room
   */
  record Joined(
      int number,
      ParticipantId id,
      long arrival,
      List<RelayedSection> sections,
      Set<Source> allowed)
      implements RelayMessage {}

  /** Somebody of the sender's shard went. */
  record Left(int number) implements RelayMessage {}

  /** What of somebody of the sender's shard may be forwarded. */
  record Allowed(int number, Set<Source> sources) implements RelayMessage {}

  /**
   * What is watched at the sender's shard of a picture of somebody of the receiver's.
   *
   * @param watchedOrNull null: nobody watches it
   * @param decoded payload types that all who watch have a use for
   */
  record Shown(int number, Source source, Watched watchedOrNull, List<Integer> decoded)
      implements RelayMessage {}

  /**
   * How the camera of somebody of the receiver's shard is shown at the sender's.
   *
   * @param height lines of its picture where it is largest; 0: it is shown nowhere
   */
  record CameraShown(int number, int height) implements RelayMessage {}

  /** Somebody of the sender's shard needs a keyframe. */
  record WantKeyframe(int number, Source source, int encoding) implements RelayMessage {}

  /** Home says who speaks for the room; null: nobody. */
  record Speaker(ParticipantId whoOrNull) implements RelayMessage {}

  /** The sender lives, and has nothing else to say. */
  record Beat() implements RelayMessage {}

  /** The link is closed. */
  record Bye() implements RelayMessage {}

  /**
   * A message on its way.
   *
   * @param from number of the sender's shard
   * @param to number of the receiver's shard
   * @param epoch which opening of the link it belongs to; a later one is larger
   * @param number its place among the messages that the sender sent in the epoch, from 0
   */
  record Envelope(int from, int to, long epoch, long number, RelayMessage message) {}
}
