package io.plenum.sfu.relay;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.publish.PublishedTrack;
import io.plenum.sfu.publish.RelayedSection;
import io.plenum.sfu.room.Participant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Those of a room whose transports end at one shard, under the numbers by which other shards know
 * them; none is given twice. Confined to the shard's loop.
 */
final class Roster {
  private final Map<Integer, Participant> participants = new LinkedHashMap<>();
  private final Map<ParticipantId, Integer> numbers = new HashMap<>();
  private int entered;

  /** Nobody. */
  Roster() {}

  /** Gives somebody a number; what other shards are told. */
  RelayMessage.Joined enter(Participant participant) {
    int number = entered++;
    participants.put(number, participant);
    numbers.put(participant.id(), number);
    return joined(number, participant);
  }

  /** The number that somebody had, or null. */
  Integer leave(ParticipantId id) {
    Integer number = numbers.remove(id);
    if (number != null) {
      participants.remove(number);
    }
    return number;
  }

  /** What of somebody may be forwarded, as other shards are told; null: there is no such one. */
  RelayMessage.Allowed allowed(ParticipantId id) {
    Integer number = numbers.get(id);
    return number == null
        ? null
        : new RelayMessage.Allowed(number, Set.copyOf(participants.get(number).allowed()));
  }

  /** Who has this number, or null. */
  Participant participant(int number) {
    return participants.get(number);
  }

  /** Nobody's camera is shown at {@code shard}, as far as is known. */
  void shownNowhere(int shard) {
    participants.values().forEach(participant -> participant.cameraShownAt(shard, 0));
  }

  /** Everybody, as another shard is told. */
  List<RelayMessage.Joined> directory() {
    List<RelayMessage.Joined> all = new ArrayList<>();
    participants.forEach((number, participant) -> all.add(joined(number, participant)));
    return List.copyOf(all);
  }

  private static RelayMessage.Joined joined(int number, Participant participant) {
    List<RelayedSection> sections = new ArrayList<>();
    for (PublishedTrack track : participant.publisher().tracks()) {
      sections.add(new RelayedSection(track.source(), track.media()));
    }
    return new RelayMessage.Joined(
        number,
        participant.id(),
        participant.arrival(),
        List.copyOf(sections),
        Set.copyOf(participant.allowed()));
  }

  /** Everybody's sound, in order of arrival. */
  List<LocalSound> sounds() {
    List<LocalSound> all = new ArrayList<>();
    participants.forEach(
        (number, participant) -> {
          for (PublishedTrack track : participant.publisher().tracks()) {
            if (track.source().audio()) {
              all.add(new LocalSound(number, track));
            }
          }
        });
    return all;
  }
}
