package io.plenum.sfu.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private final Set<String> dead = new HashSet<>();
  private final Placement<String> placement =
      new Placement<>(List.of("one", "two"), loop -> !dead.contains(loop));

  @Test
  void takesTheLoopWithTheFewestClaims_whenARoomIsNew() {
    assertThat(placement.claim("a", "alice")).isEqualTo("one");
    assertThat(placement.claim("b", "bob")).isEqualTo("two");
    placement.claim("b", "carol");
    assertThat(placement.claim("c", "dave")).isEqualTo("one");
  }

  @Test
  void keepsARoomOnItsLoop_whileAnyClaimIsHeld() {
    placement.claim("a", "alice");
    for (int i = 0; i < 10; i++) {
      assertThat(placement.claim("a", "guest " + i)).isEqualTo("one");
    }
    placement.release("a", "alice");
    assertThat(placement.loop("a")).isEqualTo("one");
  }

  @Test
  void forgetsARoom_whenItsLastClaimIsReleased() {
    placement.claim("a", "alice");
    placement.claim("a", "bob");
    placement.release("a", "alice");
    placement.release("a", "bob");
    assertThat(placement.loop("a")).isNull();
  }

  @Test
  void countsAClaimOnce_whenItIsMadeOrReleasedTwice() {
    placement.claim("a", "alice");
    placement.claim("a", "alice");
    placement.release("a", "alice");
    placement.release("a", "alice");
    placement.release("never", "placed");
    placement.claim("b", "bob");
    assertThat(placement.claim("c", "carol")).as("loads are 1 and 0").isEqualTo("two");
  }

  @Test
  @SuppressWarnings("StringOperationCanBeSimplified") // two claims that are equal, not the same
  void tellsEntrancesApart_whenTheyAreEqual() {
    String first = new String("alice");
    String second = new String("alice");
    placement.claim("a", first);
    placement.claim("a", second);
    placement.release("a", first);
    assertThat(placement.loop("a")).isEqualTo("one");
  }

  @Test
  void passesADeadLoopBy_howeverIdleItIs() {
    dead.add("one");
    placement.claim("a", "alice");
    assertThat(placement.claim("b", "bob")).isEqualTo("two");
    dead.add("two");
    assertThat(placement.claim("c", "carol")).as("all are dead: any").isNotNull();
  }
}
