package io.plenum.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When names are looked up, and what becomes of their addresses; time is an argument. */
class StunAddressesTest {
  private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress TWO = InetAddress.ofLiteral("2001:db8::2");
  private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.9");
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long AGAIN_NS = StunAddresses.AGAIN.toNanos();

  /** Monotonic time may be negative, and pass zero. */
  private static final long START_NS = -30 * SECOND_NS;

  private final Map<String, InetAddress[]> names = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final StunAddresses addresses =
      new StunAddresses(
          List.of(
              InetSocketAddress.createUnresolved("one.test", 3_478),
              InetSocketAddress.createUnresolved("two.test", 19_302)),
          this::resolve,
          START_NS);

  @Test
  void looksUpInEachRound_whatHasNoAddressYet() {
    names("two.test", TWO);
    assertThat(lookUp(0)).isTrue();
    assertThat(addresses.known()).containsExactly(new InetSocketAddress(TWO, 19_302));
    assertThat(lookUp(10)).isFalse();
    assertThat(asked).containsExactly("one.test", "two.test", "one.test");
    names("one.test", ONE);
    assertThat(lookUp(20)).isTrue();
    assertThat(addresses.known())
        .containsExactly(new InetSocketAddress(ONE, 3_478), new InetSocketAddress(TWO, 19_302));
  }

  @Test
  void looksUpAgainLater_andTakesTheNewAddressInPlaceOfTheFormer() {
    names("one.test", ONE);
    names("two.test", TWO);
    assertThat(lookUp(0)).isTrue();
    names("one.test", OTHER);
    asked.clear();
    assertThat(addresses.lookUp(() -> false, START_NS + AGAIN_NS - 1)).isFalse();
    assertThat(asked).as("not before its time").isEmpty();
    assertThat(addresses.lookUp(() -> false, START_NS + AGAIN_NS)).isTrue();
    assertThat(addresses.known())
        .containsExactly(new InetSocketAddress(OTHER, 3_478), new InetSocketAddress(TWO, 19_302));
    assertThat(addresses.lookUp(() -> false, START_NS + 2 * AGAIN_NS)).isFalse();
  }

  @Test
  void keepsAnAddress_whileItIsOneOfTheNames_inWhateverOrder() {
    names("one.test", ONE, OTHER);
    assertThat(lookUp(0)).isTrue();
    names("one.test", OTHER, ONE);
    assertThat(lookUp(61)).isFalse();
    assertThat(addresses.known()).containsExactly(new InetSocketAddress(ONE, 3_478));
  }

  @Test
  void keepsAnAddress_whileTheNameHasNone() {
    names("one.test", ONE);
    assertThat(lookUp(0)).isTrue();
    names.clear();
    assertThat(lookUp(61)).isFalse();
    assertThat(addresses.known()).containsExactly(new InetSocketAddress(ONE, 3_478));
    names("one.test", OTHER);
    assertThat(lookUp(71)).as("looked up in the next round").isTrue();
    assertThat(addresses.known()).containsExactly(new InetSocketAddress(OTHER, 3_478));
  }

  @Test
  void looksNothingUp_whileTheNodeStops() {
    names("one.test", ONE);
    assertThat(addresses.lookUp(() -> true, START_NS)).isFalse();
    assertThat(asked).isEmpty();
  }

  private boolean lookUp(long second) {
    return addresses.lookUp(() -> false, START_NS + second * SECOND_NS);
  }

  private void names(String name, InetAddress... has) {
    names.put(name, has);
  }

  private InetAddress[] resolve(String name) throws UnknownHostException {
    asked.add(name);
    InetAddress[] has = names.get(name);
    if (has == null) {
      throw new UnknownHostException(name);
    }
    return has;
  }
}
