package io.plenum.sfu.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.ParticipantId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private final Set<String> dead = new HashSet<>();
  private final Map<String, Double> busy = new HashMap<>();
  private final Set<String> full = new HashSet<>();
  private final Placement<String> placement =
      new Placement<>(
          List.of("one", "two"),
          loop -> !dead.contains(loop),
          loop -> busy.getOrDefault(loop, 0.0),
          full::contains,
          new Splitting(5, 3, 0.7, 0.5),
          8);

  @Test
  void takesTheLoopWithTheFewestClaims_whenARoomIsNew() {
    assertThat(claim("a", "alice")).isEqualTo("one");
    assertThat(claim("b", "bob")).isEqualTo("two");
    claim("b", "carol");
    assertThat(claim("c", "dave")).isEqualTo("one");
  }

  @Test
  void keepsARoomOnItsLoop_whileAnyClaimIsHeld() {
    claim("a", "alice");
    for (int i = 0; i < 4; i++) {
      assertThat(claim("a", "guest " + i)).isEqualTo("one");
    }
    placement.release("a", "alice");
    assertThat(placement.loop("a")).isEqualTo("one");
  }

  @Test
  void takesAShardWhoseLoopHasTime_alsoIfMoreSitThere() {
    busy.put("one", 0.8);
    for (int i = 0; i < 3; i++) {
      assertThat(claim("a", "guest " + i)).isEqualTo("one");
    }
    for (int i = 3; i < 7; i++) {
      assertThat(claim("a", "guest " + i)).as("guest %d", i).isEqualTo("two");
    }
    busy.put("one", 0.2);
    assertThat(claim("a", "guest 7")).as("both have time: the fewest seats").isEqualTo("one");
  }

  @Test
  void takesNoNewRoom_whereALoopHasTooMuchToDo() {
    full.add("one");
    assertThat(claim("a", "alice")).isEqualTo("two");
    assertThat(claim("b", "bob")).isEqualTo("two");
    full.add("two");
    assertThat(placement.claim("c", new ParticipantId("carol"), "carol")).isNull();
    assertThat(placement.loop("c")).isNull();
    placement.release("c", "carol");
    assertThat(claim("a", "dave")).as("a room that is there").isEqualTo("two");
    full.remove("one");
    assertThat(claim("c", "carol")).isEqualTo("one");
  }

  @Test
  void takesNoNewRoom_whereTheOnlyLoopThatLivesHasTooMuchToDo() {
    dead.add("one");
    full.add("two");
    assertThat(placement.claim("a", new ParticipantId("alice"), "alice")).isNull();
    full.clear();
    assertThat(claim("a", "alice")).isEqualTo("two");
  }

  @Test
  void opensNoShard_whereALoopHasTooMuchToDo() {
    full.add("two");
    for (int i = 0; i < 8; i++) {
      assertThat(claim("a", "guest " + i)).as("guest %d", i).isEqualTo("one");
    }
  }

  @Test
  void forgetsARoom_whenItsLastClaimIsReleased() {
    claim("a", "alice");
    claim("a", "bob");
    placement.release("a", "alice");
    placement.release("a", "bob");
    assertThat(placement.loop("a")).isNull();
  }

  @Test
  void countsAClaimOnce_whenItIsMadeOrReleasedTwice() {
    claim("a", "alice");
    claim("a", "alice");
    placement.release("a", "alice");
    placement.release("a", "alice");
    placement.release("never", "placed");
    claim("b", "bob");
    assertThat(claim("c", "carol")).as("loads are 1 and 0").isEqualTo("two");
  }

  @Test
  @SuppressWarnings("StringOperationCanBeSimplified") // two claims that are equal, not the same
  void tellsEntrancesApart_whenTheyAreEqual() {
    String first = new String("alice");
    String second = new String("alice");
    placement.claim("a", new ParticipantId("alice"), first);
    placement.claim("a", new ParticipantId("alice"), second);
    placement.release("a", first);
    assertThat(placement.loop("a")).isEqualTo("one");
  }

  @Test
  void passesADeadLoopBy_howeverIdleItIs() {
    dead.add("one");
    claim("a", "alice");
    assertThat(claim("b", "bob")).isEqualTo("two");
    dead.add("two");
    assertThat(claim("c", "carol")).as("all are dead: any").isNotNull();
  }

  @Test
  void splitsARoom_whenItHasManySeats() {
    fill("a", 5);
    assertThat(claim("a", "guest 5")).isEqualTo("two");
    assertThat(numbers("a")).containsExactly(0, 1);
    assertThat(claim("a", "guest 6")).as("the fewest seats").isEqualTo("two");
  }

  @Test
  void splitsARoom_whenItsLoopIsBusyAndItIsNotSmall() {
    busy.put("one", 0.8);
    fill("a", 3);
    assertThat(claim("a", "guest 3")).isEqualTo("two");
  }

  @Test
  void keepsARoomWhole_whenNoOtherLoopHasTime() {
    busy.put("two", 0.5);
    fill("a", 6);
    assertThat(numbers("a")).containsExactly(0);
    dead.add("two");
    busy.clear();
    assertThat(claim("a", "guest 6")).isEqualTo("one");
  }

  @Test
  void keepsWhoIsIn_onTheirLoop_howeverFullItIs() {
    fill("a", 5);
    claim("a", "guest 5");
    assertThat(claimAgain("a", "guest 0")).isEqualTo("one");
    assertThat(placement.loop("a", new ParticipantId("guest 0"))).isEqualTo("one");
    assertThat(placement.loop("a", new ParticipantId("guest 5"))).isEqualTo("two");
    assertThat(placement.loop("a", new ParticipantId("nobody"))).isNull();
  }

  @Test
  void forgetsAShard_whenItsLastClaimIsReleased_andNumbersTheNextAnew() {
    fill("a", 6);
    placement.release("a", "guest 5");
    assertThat(numbers("a")).containsExactly(0);
    assertThat(claim("a", "guest 5")).isEqualTo("two");
    assertThat(numbers("a")).containsExactly(0, 2);
    for (int i = 0; i < 5; i++) {
      placement.release("a", ("guest " + i).intern());
    }
    assertThat(placement.loop("a")).as("the oldest may go, too").isEqualTo("two");
  }

  @Test
  void admitsAsManyAsTheRoomTakes_overAllShards_inOneOrder() {
    fill("a", 9);
    assertThat(numbers("a")).hasSize(2);
    for (int i = 0; i < 8; i++) {
      assertThat(placement.admit("a", ("guest " + i).intern())).isEqualTo(i);
    }
    assertThat(placement.admit("a", "guest 8")).isEqualTo(-1);
    placement.release("a", "guest 3");
    assertThat(placement.admit("a", "guest 8")).isEqualTo(8);
    assertThat(placement.admit("a", "never claimed")).isEqualTo(-1);
  }

  @Test
  @SuppressWarnings("StringOperationCanBeSimplified") // another entrance of the same participant
  void keepsThePlace_ofWhoComesBackIntoAFullRoom() {
    fill("a", 9);
    for (int i = 0; i < 8; i++) {
      placement.admit("a", ("guest " + i).intern());
    }
    String again = new String("guest 3");
    placement.claim("a", new ParticipantId("guest 3"), again);
    assertThat(placement.admit("a", again)).as("in place of the other").isEqualTo(8);
    placement.release("a", "guest 3");
    assertThat(placement.admit("a", "guest 8")).as("still full").isEqualTo(-1);
    placement.release("a", again);
    assertThat(placement.admit("a", "guest 8")).isEqualTo(9);
  }

  private void fill(String room, int people) {
    for (int i = 0; i < people; i++) {
      claim(room, "guest " + i);
    }
  }

  private List<Integer> numbers(String room) {
    return placement.shards(room).stream().map(Placement.Shard::number).toList();
  }

  @SuppressWarnings("StringOperationCanBeSimplified") // another entrance of the same participant
  private String claimAgain(String room, String name) {
    return placement.claim(room, new ParticipantId(name), new String(name)).loop();
  }

  private String claim(String room, String name) {
    return placement.claim(room, new ParticipantId(name), name.intern()).loop();
  }
}
