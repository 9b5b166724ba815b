package io.plenum.signaling.stream;

import io.plenum.signaling.message.MediaSource;
import io.plenum.signaling.message.Person;
import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.message.Viewing;
import io.plenum.signaling.message.Wish;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a viewer is shown: those whom it chose ({@link StreamChoice}), with their sound and nobody
 * else's. One that did not choose: shared screens first, then who speaks, or spoke last, then the
 * other cameras in the order in which their people came. Who is heard besides, and which of the
 * wishes fit the viewer's slots, the media plane decides. Keeps up with what its seat is told; not
 * for several threads.
 */
final class Programme {
  /** More than the slots of any viewer: the rest could not be shown. */
  static final int LIMIT = 2 * StreamOffer.VIEWED;

  /** The lines asked for unless the viewer says: a player's window is not known. */
  static final int HEIGHT = 1_080;

  private final String self;
  private final StreamChoice choice;
  private final Map<String, Person> people = new LinkedHashMap<>();
  private String speaker;
  private Viewing view;

  /** Of the viewer in the seat {@code self}. */
  Programme(String self, StreamChoice choice) {
    this.self = self;
    this.choice = choice;
    this.view = new Viewing(List.of(), choice.chooses());
  }

  /** Takes news of the room; whether {@link #view} is another now. */
  boolean hear(ServerMessage news) {
    switch (news) {
      case ServerMessage.Room room -> {
        people.clear();
        room.people().forEach(person -> people.put(person.seat(), person));
      }
      case ServerMessage.PersonChanged changed ->
          people.put(changed.person().seat(), changed.person());
      case ServerMessage.Left left -> people.remove(left.seat());
      case ServerMessage.Speaker now when now.seat() != null -> speaker = now.seat();
      default -> {
        return false;
      }
    }
    Viewing before = view;
    List<Wish> wishes = choice.chooses() ? chosen() : programme();
    view = new Viewing(wishes.subList(0, Math.min(LIMIT, wishes.size())), choice.chooses());
    return !view.equals(before);
  }

  /** What to show. */
  Viewing view() {
    return view;
  }

  /**
   * In the order in which they came; also while they send no picture: their sound belongs to it.
   */
  private List<Wish> chosen() {
    List<Wish> chosen = new ArrayList<>();
    for (MediaSource source : List.of(MediaSource.SCREEN, MediaSource.CAMERA)) {
      people.values().stream()
          .filter(person -> !person.seat().equals(self))
          .filter(person -> choice.takes(source) && choice.names(person))
          .forEach(person -> chosen.add(wish(person, source)));
    }
    return chosen;
  }

  private List<Wish> programme() {
    List<Person> others = people.values().stream().filter(one -> !one.seat().equals(self)).toList();
    List<Wish> chosen = new ArrayList<>();
    others.stream()
        .filter(person -> person.sources().screen())
        .forEach(person -> chosen.add(wish(person, MediaSource.SCREEN)));
    Stream.concat(others.stream().filter(this::speaks), others.stream().filter(o -> !speaks(o)))
        .filter(person -> person.sources().camera())
        .forEach(person -> chosen.add(wish(person, MediaSource.CAMERA)));
    return chosen;
  }

  private boolean speaks(Person person) {
    return person.seat().equals(speaker);
  }

  private Wish wish(Person person, MediaSource source) {
    return new Wish(person.seat(), source, choice.height() * 16 / 9, choice.height(), false);
  }
}
