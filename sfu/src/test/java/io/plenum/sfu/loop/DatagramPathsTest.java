package io.plenum.sfu.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.plenum.sfu.loop.Scene.Guest;
import io.plenum.sfu.net.DatagramPath;
import io.plenum.sfu.net.DatagramPathCheck;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole media plane on every path that datagrams can take. */
class DatagramPathsTest {
  @ParameterizedTest
  @EnumSource(DatagramPath.class)
  void everybodySeesAndHearsEverybody_overUdpAndTcp(DatagramPath path) throws Exception {
    assumeThat(DatagramPathCheck.refusal(path)).isEmpty();
    try (Scene scene = new Scene(path)) {
      Guest alice = scene.enter("room", "alice");
      Guest bob = scene.enter("room", "bob");
      Guest carol = scene.enterByTcp("room", "carol");
      for (Guest one : List.of(alice, bob, carol)) {
        for (Guest other : List.of(alice, bob, carol)) {
          if (one != other) {
            one.receives(other, 20);
          }
        }
      }
      SendFigures sends = scene.server.snapshot().loops().getFirst().sends();
      assertThat(sends.path()).isEqualTo(path);
      assertThat(sends.offloadsRefused()).isZero();
    }
  }
}
