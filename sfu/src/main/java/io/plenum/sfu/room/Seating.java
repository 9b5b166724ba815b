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
  /** Presentations of one person: the camera and a shared screen. */
  private static final int MOST_OF_ONE = 2;

  private final Attendance attendance;
  private final Map<ParticipantId, HeardSet<Presentation>> heard = new HashMap<>();

  /** Seats for those in {@code attendance}, which the room keeps up to date. */
  Seating(Attendance attendance) {
    this.attendance = attendance;
  }

  /** What could be shown and heard, and who spoke lately: looked at once for all receivers. */
  Lineup lineup(long nowNs) {
    List<Presentation> present = new ArrayList<>();
    List<Voice<Presentation>> lately = new ArrayList<>();
    for (Attendee attendee : attendance.all()) {
      addPresentations(attendee, present);
    }
    for (Presentation presentation : present) {
      PublishedTrack sound = audio(presentation);
      if (sound != null && sound.allowed() && sound.loudness().audible(nowNs, HeardSet.MEMORY_NS)) {
        lately.add(new Voice<>(presentation, sound.loudness()));
      }
    }
    return new Lineup(present, lately);
  }

  /** Decides anew for {@code receiver}; whether anything changed. */
  boolean update(Participant receiver, Lineup lineup, long nowNs) {
    Subscriber subscriber = receiver.subscriber();
    if (subscriber.seats() == 0) {
      return false; // a source that watches nobody
    }
    List<SlotAssignment.Candidate> candidates = candidates(receiver, lineup, nowNs);
    List<Presentation> next =
        SlotAssignment.assign(
            new SlotAssignment.Layout(subscriber.pairs(), subscriber.seats(), subscriber.seated()),
            candidates,
            receiver.wishes().presentations());
    List<?> before = subscriber.meanings();
    subscriber.seat(next, this);
    size(receiver, next);
    subscriber.settle(nowNs);
    return !subscriber.meanings().equals(before);
  }

  private static void size(Participant receiver, List<Presentation> seated) {
    for (Presentation presentation : seated) {
      if (presentation != null) {
        receiver.subscriber().size(presentation, receiver.wishes().size(presentation));
      }
    }
  }

  /** {@code who} is no listener any more. */
  void left(ParticipantId who) {
    heard.remove(who);
  }

  /**
   * Those for whom others are to be heard than before, as time has passed. Loudness matters only to
   * whom there are more than they have pairs for.
   */
  List<Participant> hearOthers(Lineup lineup, long nowNs) {
    List<Participant> changed = new ArrayList<>();
    for (Participant receiver : attendance.participants()) {
      int pairs = receiver.subscriber().pairs();
      int present = lineup.present().size();
      boolean many = present > pairs + MOST_OF_ONE;
      if (many || (present > pairs && lineup.others(receiver) > pairs)) {
        HeardSet<Presentation> heard = heardBy(receiver);
        heard.update(lineup.voicesFor(receiver), pairs, nowNs);
        if (heard.changed()) {
          changed.add(receiver);
        }
      }
    }
    return changed;
  }

  private HeardSet<Presentation> heardBy(Participant receiver) {
    return heard.computeIfAbsent(receiver.id(), _ -> new HeardSet<>());
  }

  private List<SlotAssignment.Candidate> candidates(
      Participant receiver, Lineup lineup, long nowNs) {
    Collection<Presentation> speaking =
        heardBy(receiver).update(lineup.voicesFor(receiver), receiver.subscriber().pairs(), nowNs);
    List<SlotAssignment.Candidate> candidates = new ArrayList<>(lineup.present().size());
    for (Presentation presentation : lineup.present()) {
      if (!presentation.person().equals(receiver.id()) && receiver.wishes().takes(presentation)) {
        PublishedTrack picture = video(presentation);
        candidates.add(
            new SlotAssignment.Candidate(
                presentation,
                speaking.contains(presentation),
                picture != null && picture.allowed()));
      }
    }
    return candidates;
  }

  /** The camera group always, if there is one; the screen group while something is shared. */
  private void addPresentations(Attendee attendee, List<Presentation> to) {
    add(to, attendee, Presentation.Group.CAMERA);
    if (attendee.allowed().contains(Source.SCREEN)
        || attendee.allowed().contains(Source.SCREEN_AUDIO)) {
      add(to, attendee, Presentation.Group.SCREEN);
    }
  }

  private void add(List<Presentation> to, Attendee attendee, Presentation.Group group) {
    Presentation presentation = new Presentation(attendee.id(), group);
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
    Attendee attendee = attendance.attendee(presentation.person());
    return attendee == null ? null : attendee.track(source);
  }

  /**
   * What there is at one moment.
   *
   * @param present what could be shown or heard, in order of arrival
   * @param lately who is not muted and was audible lately
   */
  record Lineup(List<Presentation> present, List<Voice<Presentation>> lately) {

    /** How much of it is not {@code receiver}'s own. */
    int others(Participant receiver) {
      int others = 0;
      for (Presentation presentation : present) {
        others += presentation.person().equals(receiver.id()) ? 0 : 1;
      }
      return others;
    }

    /** The voices that are not {@code receiver}'s own, of those that it takes. */
    List<Voice<Presentation>> voicesFor(Participant receiver) {
      for (Voice<Presentation> voice : lately) {
        if (!isFor(receiver, voice)) {
          return lately.stream().filter(each -> isFor(receiver, each)).toList();
        }
      }
      return lately;
    }

    private static boolean isFor(Participant receiver, Voice<Presentation> voice) {
      return !voice.who().person().equals(receiver.id()) && receiver.wishes().takes(voice.who());
    }
  }
}
