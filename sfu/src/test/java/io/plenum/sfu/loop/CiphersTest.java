package io.plenum.sfu.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.plenum.rtc.srtp.CipherProvider;
import io.plenum.rtc.srtp.CipherUnavailableException;
import io.plenum.rtc.srtp.SrtpCipherCheck;
import io.plenum.sfu.loop.Scene.Guest;
import io.plenum.sfu.net.DatagramPath;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole media plane with every provider of ciphers. */
class CiphersTest {
  private static final long PATIENCE_MS = 10_000;

  @ParameterizedTest
  @EnumSource
  void everybodySeesAndHearsEverybodyAndLeavesNoKeys(CipherProvider provider) throws Exception {
    assumeThat(here(provider)).isTrue();
    MediaConfig config =
        new MediaConfig(
            List.of(InetAddress.getLoopbackAddress()),
            Optional.empty(),
            0,
            true,
            List.of(),
            1,
            DatagramPath.OFFLOADED,
            MediaConfig.USUAL_SPLIT_AT,
            Optional.of(provider));
    try (Scene scene = new Scene(config, 10)) {
      Guest alice = scene.enter("room", "alice");
      Guest bob = scene.enterByTcp("room", "bob");
      alice.receives(bob, 20);
      bob.receives(alice, 20);
      boolean ofJdk = provider == CipherProvider.JDK;
      assertThat(scene.server.snapshot().cipher()).isEqualTo(provider);
      assertThat(scene.server.snapshot().nativeKeys()).isEqualTo(ofJdk ? 0 : 4);
      alice.leave();
      bob.leave();
      assertThat(within(() -> scene.server.snapshot().nativeKeys() == 0)).isTrue();
    }
  }

  private static boolean here(CipherProvider provider) {
    try {
      return SrtpCipherCheck.of(provider).provider() == provider;
    } catch (CipherUnavailableException notHere) {
      return false;
    }
  }

  private static boolean within(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_MS * 1_000_000;
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(5);
    }
    return condition.getAsBoolean();
  }
}
