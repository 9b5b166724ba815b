package io.plenum.sfu.room;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.publish.PublishedTrack;
import io.plenum.sfu.speaker.HeardSet;
import io.plenum.sfu.speaker.Voice;
import io.plenum.sfu.subscribe.Presentation;
import io.plenum.sfu.subscribe.SlotAssignment;
import io.plenum.sfu.subscribe.Subscriber;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Seats everybody's presentations in everybody else's slots, and remembers for each listener who is
 * heard. Confined to the room's loop.
 */
final class Seating implements Subscriber.TrackLookup {
  private final Map<ParticipantId, Participant> participants;
  private final Map<ParticipantId, HeardSet<Presentation>> heard = new HashMap<>();

  /** Seats for {@code participants}, which the room keeps up to date, in order of arrival. */
  Seating(Map<ParticipantId, Participant> participants) {
    this.participants = participants;
  }

  /** Decides anew for {@code receiver}; whether anything changed. */
  boolean update(Participant receiver, long nowNs) {
    Subscriber subscriber = receiver.subscriber();
    List<SlotAssignment.Candidate> candidates = candidates(receiver, nowNs);
    List<Presentation> next =
        SlotAssignment.assign(
            new SlotAssignment.Layout(subscriber.pairs(), subscriber.seats(), subscriber.seated()),
            candidates,
            receiver.wishes());
    List<?> before = subscriber.meanings();
    subscriber.seat(next, this);
    return !subscriber.meanings().equals(before);
  }

  /** {@code who} is no listener any more. */
  void left(ParticipantId who) {
    heard.remove(who);
  }

  /** Whether somebody might lose a pair because others speak: only then loudness matters. */
  boolean crowded(Participant receiver) {
    int others = -presentations(receiver).size();
    for (Participant participant : participants.values()) {
      others += presentations(participant).size();
    }
    return others > receiver.subscriber().pairs();
  }

  private List<SlotAssignment.Candidate> candidates(Participant receiver, long nowNs) {
    List<Presentation> present = new ArrayList<>();
    List<Voice<Presentation>> voices = new ArrayList<>();
    for (Participant other : participants.values()) {
      if (other != receiver) {
        for (Presentation presentation : presentations(other)) {
          present.add(presentation);
          PublishedTrack sound = audio(presentation);
          if (sound != null && sound.allowed()) {
            voices.add(new Voice<>(presentation, sound.loudness()));
          }
        }
      }
    }
    Collection<Presentation> speaking =
        heard
            .computeIfAbsent(receiver.id(), _ -> new HeardSet<>())
            .update(voices, receiver.subscriber().pairs(), nowNs);
    List<SlotAssignment.Candidate> candidates = new ArrayList<>();
    for (Presentation presentation : present) {
      PublishedTrack picture = video(presentation);
      candidates.add(
          new SlotAssignment.Candidate(
              presentation, speaking.contains(presentation), picture != null && picture.allowed()));
    }
    return candidates;
  }

  /** The camera group always, if there is one; the screen group while something is shared. */
  private List<Presentation> presentations(Participant participant) {
    List<Presentation> presentations = new ArrayList<>(2);
    add(presentations, participant, Presentation.Group.CAMERA);
    if (participant.allowed().contains(Source.SCREEN)
        || participant.allowed().contains(Source.SCREEN_AUDIO)) {
      add(presentations, participant, Presentation.Group.SCREEN);
    }
    return presentations;
  }

  private void add(List<Presentation> to, Participant participant, Presentation.Group group) {
    Presentation presentation = new Presentation(participant.id(), group);
    if (audio(presentation) != null || video(presentation) != null) {
      to.add(presentation);
    }
  }

  @Override
  public PublishedTrack audio(Presentation presentation) {
    return track(presentation, presentation.group().audio());
  }

  @Override
  public PublishedTrack video(Presentation presentation) {
    return track(presentation, presentation.group().video());
  }

  private PublishedTrack track(Presentation presentation, Source source) {
    Participant participant = participants.get(presentation.person());
    return participant == null ? null : participant.publisher().track(source);
  }
}
