package io.plenum.sfu.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressDoubtsTest {
  private static final InetSocketAddress LOCAL = new InetSocketAddress("10.0.0.5", 16384);
  private static final InetSocketAddress SEEN = new InetSocketAddress("203.0.113.7", 16384);

  @Test
  void none_whenTheWorldSeesTheSamePort() {
    assertThat(doubts(SEEN)).isEmpty();
    assertThat(doubts(LOCAL)).as("no translator").isEmpty();
    assertThat(doubts(SEEN, SEEN)).isEmpty();
  }

  @Test
  void thePort_whenATranslatorGivesAnother() {
    assertThat(doubts(new InetSocketAddress("203.0.113.7", 61_000)))
        .singleElement()
        .asString()
        .contains("seen at port 61000")
        .contains("told 203.0.113.7:16384");
  }

  @Test
  void theTranslator_whenTwoServersSeeTwoAddresses() {
    assertThat(doubts(SEEN, new InetSocketAddress("203.0.113.7", 61_000)))
        .singleElement()
        .asString()
        .contains("symmetric");
  }

  @Test
  void theServer_whenItSeesAPrivateAddress() {
    assertThat(doubts(new InetSocketAddress("192.168.1.1", 16384)))
        .singleElement()
        .asString()
        .contains("private");
  }

  @Test
  void theConfiguration_whenItSaysAnother_butNotOfTheOtherFamily() {
    assertThat(AddressDoubts.of(LOCAL, SEEN, List.of(), Optional.of(address("203.0.113.9"))))
        .singleElement()
        .asString()
        .contains("public-address is 203.0.113.9");
    assertThat(AddressDoubts.of(LOCAL, SEEN, List.of(), Optional.of(address("2001:db8::1"))))
        .isEmpty();
  }

  @Test
  void atStart_whenAllIsPrivateAndNobodySaysThePublicAddress() {
    List<InetAddress> inside = List.of(address("10.0.0.5"), address("127.0.0.1"));
    assertThat(AddressDoubts.atStart(inside, Optional.empty(), false))
        .singleElement()
        .asString()
        .contains("10.0.0.5")
        .contains("media.stun-servers");
    assertThat(AddressDoubts.atStart(inside, Optional.of(SEEN.getAddress()), false)).isEmpty();
    assertThat(AddressDoubts.atStart(inside, Optional.empty(), true)).isEmpty();
    assertThat(AddressDoubts.atStart(List.of(address("127.0.0.1")), Optional.empty(), false))
        .as("for trying things out")
        .isEmpty();
    assertThat(
            AddressDoubts.atStart(
                List.of(address("10.0.0.5"), SEEN.getAddress()), Optional.empty(), false))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "169.254.0.1",
        "127.0.0.1",
        "::1",
        "fd00::1",
        "fe80::1"
      })
  void isPrivate_whatMeansSomethingElseElsewhere(String text) {
    assertThat(AddressDoubts.isPrivate(address(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.7", "100.128.0.1", "172.32.0.1", "2001:db8::1"})
  void isPublic_whatMeansTheSameEverywhere(String text) {
    assertThat(AddressDoubts.isPrivate(address(text))).isFalse();
  }

  private static List<String> doubts(InetSocketAddress mapped, InetSocketAddress... others) {
    return AddressDoubts.of(LOCAL, mapped, Stream.of(others).toList(), Optional.empty());
  }

  private static InetAddress address(String literal) {
    return new InetSocketAddress(literal, 0).getAddress();
  }
}
