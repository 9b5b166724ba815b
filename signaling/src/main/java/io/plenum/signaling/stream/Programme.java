package io.plenum.signaling.stream;

import io.plenum.signaling.message.MediaSource;
import io.plenum.signaling.message.Person;
import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.message.Wish;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a viewer who cannot choose is shown: shared screens first, then who speaks, or spoke last,
 * then the other cameras in the order in which their people came. Who is heard besides, and which
 * of the wishes fit the viewer's slots, the media plane decides. Keeps up with what its seat is
 * told; not for several threads.
 */
final class Programme {
  /** More than the slots of any viewer: the rest could not be shown. */
  static final int LIMIT = 2 * StreamOffer.VIEWED;

  /** The size asked for, in pixels: a player's window is not known. */
  static final int WIDTH = 1_920;

  static final int HEIGHT = 1_080;

  private final String self;
  private final Map<String, Person> people = new LinkedHashMap<>();
  private String speaker;
  private List<Wish> wishes = List.of();

  /** Of the viewer in the seat {@code self}. */
  Programme(String self) {
    this.self = self;
  }

  /** Takes news of the room; whether {@link #wishes} are others now. */
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
    List<Wish> before = wishes;
    wishes = choose();
    return !wishes.equals(before);
  }

  /** What to show, most important first. */
  List<Wish> wishes() {
    return wishes;
  }

  private List<Wish> choose() {
    List<Person> others = people.values().stream().filter(one -> !one.seat().equals(self)).toList();
    List<Wish> chosen = new ArrayList<>();
    others.stream()
        .filter(person -> person.sources().screen())
        .forEach(person -> chosen.add(wish(person, MediaSource.SCREEN)));
    Stream.concat(others.stream().filter(this::speaks), others.stream().filter(o -> !speaks(o)))
        .filter(person -> person.sources().camera())
        .forEach(person -> chosen.add(wish(person, MediaSource.CAMERA)));
    return List.copyOf(chosen.subList(0, Math.min(LIMIT, chosen.size())));
  }

  private boolean speaks(Person person) {
    return person.seat().equals(speaker);
  }

  private static Wish wish(Person person, MediaSource source) {
    return new Wish(person.seat(), source, WIDTH, HEIGHT, false);
  }
}
