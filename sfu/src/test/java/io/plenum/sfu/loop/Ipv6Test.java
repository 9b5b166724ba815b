package io.plenum.sfu.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plenum.sfu.loop.Scene.Guest;
import io.plenum.sfu.net.LocalAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Media over IPv6, with real sockets. */
class Ipv6Test {
  private static final InetAddress SIX = InetAddress.ofLiteral("::1");
  private static final InetAddress FOUR = InetAddress.ofLiteral("127.0.0.1");

  private Scene scene;

  @BeforeEach
  void begin() throws IOException {
    assumeTrue(LocalAddresses.usable().contains(SIX), "this machine has no IPv6");
    scene = new Scene(new MediaConfig(List.of(SIX, FOUR), Optional.empty(), 0, true, 1), 10);
  }

  @AfterEach
  void end() {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  void mediaFlows_betweenIpv6AndIpv4_overUdpAndTcp() throws Exception {
    Guest alice = scene.enter("room", "alice");
    Guest carol = scene.enterByTcp("room", "carol");
    Guest bob = scene.arriveAt(FOUR, "room", "bob");
    bob.client.connect(withoutSix(bob.answer())).speak();

    for (Guest one : List.of(alice, bob, carol)) {
      for (Guest other : List.of(alice, bob, carol)) {
        if (one != other) {
          one.receives(other, 5);
        }
      }
    }
    assertThat(remote(alice)).isEqualTo(SIX);
    assertThat(remote(carol)).isEqualTo(SIX);
    assertThat(remote(bob)).isEqualTo(FOUR);
  }

  @Test
  void mediaFollows_whenAnIpv6AddressChanges() throws Exception {
    Guest alice = scene.enter("room", "alice");
    Guest bob = scene.enter("room", "bob");
    alice.receives(bob, 5);
    alice.client.transport().move();
    alice.receives(bob, 5);
    bob.receives(alice, 5);
    assertThat(alice.lost.get()).isZero();
  }

  private static InetAddress remote(Guest guest) throws Exception {
    return guest.connected.get(5, TimeUnit.SECONDS).remote().getAddress();
  }

  private static String withoutSix(String answer) {
    return answer.replaceAll("a=candidate:[^\r\n]* 0:0:0:0:0:0:0:1 [^\r\n]*\r\n", "");
  }
}
