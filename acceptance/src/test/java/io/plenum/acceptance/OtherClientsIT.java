package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients besides Chromium meet a Chromium. */
class OtherClientsIT {
  /** An Opus packet of silence takes 3 bytes of 20 ms (RFC 6716, section 3.1), sound far more. */
  private static final long SILENCE_BYTES = 10;

  @Test
  @NeedsTool({Tool.CHROMIUM, Tool.FIREFOX})
  void aStockFirefoxAndChromiumSeeAndHearEachOther() throws IOException {
    try (Scene scene = Scene.open("firefox")) {
      String code = scene.meeting("Two engines");
      Person organizer = scene.organizer().join(code);
      Person guest = scene.firefoxPerson().ask(code, "Freya Firefox");
      guest.sees("waiting");

      organizer.admit("Freya Firefox");

      organizer.seesAndHears(1);
      guest.seesAndHears(1);
      assertThat(organizer.media().srtpCipher()).isEqualTo("AEAD_AES_256_GCM");
    }
  }

  @Test
  @NeedsTool({Tool.CHROMIUM, Tool.NETWORK_ADDRESS})
  void libwebrtcOutsideABrowserJoinsToo() throws IOException {
    String address = Tool.networkAddress().orElseThrow().getHostAddress();
    try (Scene scene = Scene.of(ServerProcess.start("libwebrtc", address));
        LibwebrtcProcess peer = new LibwebrtcProcess()) {
      String code = scene.meeting("Without a browser");
      Person organizer = scene.organizer().join(code);
      SocketSeat seat = scene.closeLater(SocketSeat.guest(scene.server(), code, "Lib Webrtc"));
      seat.await("seat");
      organizer.admit("Lib Webrtc");
      seat.await("room");

      peer.answer(
          seat.offer(
              peer.offer(),
              List.of(new String[] {"0", "microphone"}, new String[] {"1", "camera"})));

      organizer.seesAndHears(1);
      LibwebrtcProcess.Report first = peer.report();
      LibwebrtcProcess.Report later = peer.report();
      assertThat(later.connected()).isTrue();
      assertThat(later.pictures()).isGreaterThan(first.pictures());
      assertThat(later.audioPackets()).isGreaterThan(first.audioPackets());
      assertThat(later.audioBytes() - first.audioBytes())
          .isGreaterThan(SILENCE_BYTES * (later.audioPackets() - first.audioPackets()));
      assertThat(later.srtpCipher()).isEqualTo("AEAD_AES_256_GCM");
    }
  }
}
