package io.plenum.sfu.loop;

import static io.plenum.sfu.loop.Scene.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.loop.Scene.Guest;
import io.plenum.testkit.StunResponder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server behind a translator finds out its public address, from the sockets of media. */
class PublicAddressTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final InetAddress OUTSIDE = new InetSocketAddress("203.0.113.7", 0).getAddress();

  private final StunResponder stun;
  private Scene scene;

  PublicAddressTest() throws IOException {
    stun = new StunResponder(HERE, from -> new InetSocketAddress(OUTSIDE, from.getPort()));
  }

  @AfterEach
  void end() {
    scene.close();
    stun.close();
  }

  @Test
  void tellsTheAddressThatTheServerSees_firstAndOverTcpToo() throws Exception {
    begin(Optional.empty(), stun);
    scene.server.acceptedElsewhere(List.of(new InetSocketAddress(HERE, 8443)), OptionalInt.of(443));
    eventually("it is known", () -> scene.server.publicAddresses().contains(OUTSIDE));
    Guest alice = scene.arrive("room", "alice");
    String answer = alice.answer();
    assertThat(candidates(answer))
        .containsExactly(
            "udp 203.0.113.7",
            "udp 127.0.0.1",
            "tcp 203.0.113.7",
            "tcp 127.0.0.1",
            "tcp 203.0.113.7",
            "tcp 127.0.0.1");
    assertThat(answer).contains(" 203.0.113.7 443 typ", " 127.0.0.1 8443 typ");
  }

  @Test
  void tellsTheNewAddress_onceTheServerSeesAnother() throws Exception {
    begin(Optional.empty(), stun);
    eventually("it is known", () -> scene.server.publicAddresses().contains(OUTSIDE));
    InetAddress other = new InetSocketAddress("203.0.113.8", 0).getAddress();
    stun.translate(from -> new InetSocketAddress(other, from.getPort()));
    scene.later(61);
    eventually("the other is known", () -> scene.server.publicAddresses().contains(other));
    assertThat(scene.server.publicAddresses()).containsExactly(other);
  }

  @Test
  void asksAgain_untilTheServerAnswers() throws Exception {
    stun.translate(_ -> null);
    begin(Optional.empty(), stun);
    eventually("it is asked", () -> stun.requests() > 0);
    assertThat(scene.server.publicAddresses()).isEmpty();
    stun.translate(from -> new InetSocketAddress(OUTSIDE, from.getPort()));
    eventually("it is known", () -> scene.server.publicAddresses().contains(OUTSIDE));
  }

  @Test
  void asksAServer_whoseNameHasAnAddressLater() throws Exception {
    InetSocketAddress nameless = InetSocketAddress.createUnresolved("stun.test", 3_478);
    scene =
        new Scene(
            new MediaConfig(List.of(HERE), Optional.empty(), 0, true, List.of(nameless), 2), 10);
    assertThat(scene.server.publicAddresses()).isEmpty();
    scene.server.ask(List.of(stun.address()));
    eventually("it is known", () -> scene.server.publicAddresses().contains(OUTSIDE));
    eventually("to each loop", () -> stun.requests() == 2);
    scene.server.ask(List.of(stun.address()));
    scene.later(61);
    eventually("each loop asks again, once", () -> stun.requests() == 4);
  }

  @Test
  void asksAServerAtItsNewAddress_andNoMoreAtTheFormer_whenItsNameHasAnother() throws Exception {
    InetAddress other = new InetSocketAddress("203.0.113.8", 0).getAddress();
    try (StunResponder moved =
        new StunResponder(HERE, from -> new InetSocketAddress(other, from.getPort()))) {
      begin(Optional.empty(), stun);
      eventually("it is known", () -> scene.server.publicAddresses().contains(OUTSIDE));
      int before = stun.requests();
      scene.server.ask(List.of(moved.address()));
      eventually("what the new one says", () -> scene.server.publicAddresses().contains(other));
      assertThat(scene.server.publicAddresses()).containsExactly(other);
      scene.later(61);
      eventually("asked again", () -> moved.requests() >= 2);
      assertThat(stun.requests()).isEqualTo(before);
    }
  }

  @Test
  void keepsWhatItKnows_untilTheServerAnswersAtItsNewAddress() throws Exception {
    try (StunResponder mute = new StunResponder(HERE, _ -> null)) {
      begin(Optional.empty(), stun);
      eventually("it is known", () -> scene.server.publicAddresses().contains(OUTSIDE));
      scene.server.ask(List.of(mute.address()));
      eventually("asked", () -> mute.requests() >= 1);
      assertThat(scene.server.publicAddresses()).containsExactly(OUTSIDE);
    }
  }

  @Test
  void tellsAnAddressOnce_whenNobodyTranslates() throws Exception {
    stun.translate(from -> from);
    begin(Optional.of(HERE), stun);
    eventually("it is asked", () -> stun.requests() > 0);
    Guest alice = scene.arrive("room", "alice");
    String answer = alice.answer();
    assertThat(candidates(answer)).containsExactly("udp 127.0.0.1", "tcp 127.0.0.1");
  }

  @Test
  void believesTheConfiguration_moreThanTheServer() throws Exception {
    InetAddress configured = new InetSocketAddress("203.0.113.9", 0).getAddress();
    begin(Optional.of(configured), stun);
    eventually("it is asked", () -> stun.requests() > 0);
    assertThat(scene.server.publicAddresses()).containsExactly(configured);
  }

  @Test
  void mediaFlowsBeside_whileServersAreAsked() throws Exception {
    begin(Optional.empty(), stun);
    eventually("it is known", () -> scene.server.publicAddresses().contains(OUTSIDE));
    stun.translate(from -> from); // the client of the test takes the first candidate
    scene.later(61);
    eventually("no longer", () -> scene.server.publicAddresses().isEmpty());
    Guest alice = scene.enter("room", "alice");
    Guest bob = scene.enter("room", "bob");
    alice.receives(bob, 5);
    assertThat(scene.rejected("stranger")).as("answers are no strangers").isZero();
  }

  private void begin(Optional<InetAddress> configured, StunResponder... servers)
      throws IOException {
    List<InetSocketAddress> asked = Stream.of(servers).map(StunResponder::address).toList();
    scene = new Scene(new MediaConfig(List.of(HERE), configured, 0, true, asked, 1), 10);
  }

  private static List<String> candidates(String answer) {
    return answer
        .lines()
        .filter(line -> line.startsWith("a=candidate:"))
        .map(line -> line.split(" ", -1))
        .map(parts -> parts[2] + ' ' + parts[4])
        .toList();
  }
}
