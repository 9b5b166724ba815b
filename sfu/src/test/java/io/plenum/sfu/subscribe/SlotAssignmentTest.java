package io.plenum.sfu.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.subscribe.Presentation.Group;
import io.plenum.sfu.subscribe.SlotAssignment.Candidate;
import io.plenum.sfu.subscribe.SlotAssignment.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotAssignmentTest {
  private static final int PAIRS = 4;
  private static final int SEATS = 9;

  @Test
  void everybodySitsInAPair_whenThereAreAsManyPairs() {
    List<Presentation> seats =
        assign(List.of(), List.of(muted("a"), seen("b"), heard("c"), muted("d")), List.of());
    assertThat(seats.subList(0, 4)).doesNotContainNull().doesNotHaveDuplicates();
    assertThat(seats.subList(4, 9)).containsOnlyNulls();
  }

  @Test
  void nobodyMoves_whenOneMoreJoinsOrAnotherGoes() {
    List<Presentation> before = assign(List.of(), people("abc"), List.of());
    List<Presentation> after = assign(before, people("abcd"), List.of());
    assertThat(after.subList(0, 3)).isEqualTo(before.subList(0, 3));
    after = assign(after, people("acd"), List.of());
    assertThat(after).startsWith(person("a"), null, person("c"), person("d"));
  }

  @Test
  void whoIsHeardTakesThePairOfSomebodySilent_whoKeepsTheirPicture() {
    List<Candidate> people = new ArrayList<>(people("abcdef"));
    List<Presentation> before = assign(List.of(), people, List.of());
    int former = before.indexOf(person("f"));
    assertThat(former).isGreaterThanOrEqualTo(PAIRS);
    people.set(5, heard("f"));
    List<Presentation> after = assign(before, people, List.of());
    int seat = after.indexOf(person("f"));
    assertThat(seat).isLessThan(PAIRS);
    assertThat(after.get(former)).isEqualTo(before.get(seat));
    assertThat(moves(before, after)).isEqualTo(2);
  }

  @Test
  void screenComesFirst_whenSpaceIsShort() {
    List<Candidate> many = new ArrayList<>(people("abcdefghijkl"));
    List<Presentation> before = assign(List.of(), many, List.of());
    many.add(new Candidate(screen("l"), false, true));
    List<Presentation> after = assign(before, many, List.of());
    assertThat(after).contains(screen("l"));
    assertThat(moves(before, after)).isEqualTo(1);
  }

  @Test
  void wishesAreHonouredInTheirOrder_beforeScreens() {
    List<Candidate> many = new ArrayList<>(people("abcdefghijkl"));
    many.add(new Candidate(screen("a"), false, true));
    List<Presentation> wishes =
        "lkjihgfed".chars().mapToObj(c -> person(Character.toString(c))).toList();
    assertThat(assign(List.of(), many, wishes)).containsExactlyInAnyOrderElementsOf(wishes);
  }

  @Test
  void heardOnesWithoutPictureSitInPairs_howeverManyPicturesThereAre() {
    List<Candidate> many = new ArrayList<>(people("abcdefghijkl"));
    many.add(new Candidate(person("x"), true, false));
    List<Presentation> seats = assign(List.of(), many, List.of());
    assertThat(seats.subList(0, PAIRS)).contains(person("x"));
  }

  @Test
  void mutedPersonKeepsTheirPair_untilItIsNeeded() {
    List<Candidate> people = new ArrayList<>(List.of(muted("a"), heard("b"), heard("c")));
    people.add(heard("d"));
    List<Presentation> seats = assign(List.of(), people, List.of());
    people.addAll(List.of(muted("e"), muted("f")));
    seats = assign(seats, people, List.of());
    assertThat(seats.subList(0, PAIRS)).contains(person("a"));
    people.set(5, heard("f"));
    assertThat(assign(seats, people, List.of())).contains(person("f")).doesNotContain(person("a"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void rulesHold_forRandomRoomsOverTime(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Presentation> seats = List.of();
    for (int step = 0; step < 2_000; step++) {
      int pairs = PAIRS;
      List<Candidate> present = randomPeople(random);
      List<Presentation> wishes = randomWishes(random, present);
      List<Presentation> next =
          SlotAssignment.assign(new Layout(pairs, SEATS, seats), present, wishes);
      String where = "seed " + seed + ", step " + step;
      checkRules(where, pairs, present, next);
      assertThat(SlotAssignment.assign(new Layout(pairs, SEATS, next), present, wishes))
          .as("settled at %s", where)
          .isEqualTo(next);
      seats = next;
    }
  }

  private static void checkRules(
      String where, int pairs, List<Candidate> present, List<Presentation> seats) {
    List<Presentation> seated = seats.stream().filter(Objects::nonNull).toList();
    List<Presentation> inPairs = seats.subList(0, pairs);
    assertThat(seats).as(where).hasSize(SEATS);
    assertThat(new HashSet<>(seated)).as("nobody sits twice at %s", where).hasSameSizeAs(seated);
    List<Presentation> all = present.stream().map(Candidate::presentation).toList();
    assertThat(all).as("only who is present at %s", where).containsAll(seated);
    for (Candidate candidate : present) {
      if (candidate.heard() || present.size() <= pairs) {
        assertThat(inPairs).as("pairs at %s", where).contains(candidate.presentation());
      }
    }
    long pictures = present.stream().filter(c -> c.picture() && !c.heard()).count();
    long voices = present.stream().filter(Candidate::heard).count();
    long shown =
        present.stream()
            .filter(c -> c.picture() && !c.heard() && seated.contains(c.presentation()))
            .count();
    assertThat(shown).as("pictures at %s", where).isEqualTo(Math.min(pictures, SEATS - voices));
  }

  private static List<Candidate> randomPeople(SplittableRandom random) {
    List<Candidate> present = new ArrayList<>();
    int heard = 0;
    for (int i = 0; i < random.nextInt(1, 14); i++) {
      boolean speaks = heard < PAIRS && random.nextInt(4) == 0;
      heard += speaks ? 1 : 0;
      String name = "p" + i;
      present.add(new Candidate(person(name), speaks, random.nextInt(3) > 0));
      if (random.nextInt(8) == 0) {
        present.add(new Candidate(screen(name), false, true));
      }
    }
    return present;
  }

  private static List<Presentation> randomWishes(SplittableRandom random, List<Candidate> from) {
    List<Presentation> wishes = new ArrayList<>();
    for (Candidate candidate : from) {
      if (random.nextInt(3) == 0) {
        wishes.add(candidate.presentation());
      }
    }
    Collections.shuffle(wishes, new java.util.Random(random.nextLong()));
    return wishes;
  }

  private static List<Presentation> assign(
      List<Presentation> shown, List<Candidate> present, List<Presentation> wishes) {
    return SlotAssignment.assign(new Layout(PAIRS, SEATS, shown), present, wishes);
  }

  private static int moves(List<Presentation> before, List<Presentation> after) {
    int moves = 0;
    for (int i = 0; i < SEATS; i++) {
      moves += Objects.equals(before.get(i), after.get(i)) ? 0 : 1;
    }
    return moves;
  }

  private static List<Candidate> people(String names) {
    return Arrays.stream(names.split("")).map(SlotAssignmentTest::seen).toList();
  }

  private static Candidate seen(String name) {
    return new Candidate(person(name), false, true);
  }

  private static Candidate heard(String name) {
    return new Candidate(person(name), true, true);
  }

  private static Candidate muted(String name) {
    return new Candidate(person(name), false, false);
  }

  private static Presentation person(String name) {
    return new Presentation(new ParticipantId(name), Group.CAMERA);
  }

  private static Presentation screen(String name) {
    return new Presentation(new ParticipantId(name), Group.SCREEN);
  }
}
