package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two people meet over a network that loses packets. */
@NeedsTool(Tool.CHROMIUM)
class LossIT {
  private static final double LOSS = 0.03;

  /** Long enough for about 3,000 packets, so that some 90 are lost on the way to the receiver. */
  private static final Duration LENGTH = Duration.ofSeconds(12);

  /** A frame may be on its way while the counters are read, or wait for its last packet. */
  private static final double MOST_FRAMES = 0.95;

  /** Until then the server has found out what the receivers' links take. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration STEADY = Duration.ofSeconds(2);

  private static final long SEED = 20_261_121;

  @AutoClose private Scene scene;
  private UdpImpairer network;
  private String viaNetwork;
  private String code;

  @BeforeEach
  void openScene() throws IOException {
    scene = Scene.open("loss");
    network = scene.closeLater(UdpImpairer.before(scene.server().mediaPort(), SEED));
    viaNetwork = "plenumProbe.useRelay(%d)".formatted(network.port());
    code = scene.meeting("Lossy");
  }

  @Test
  void framesStayWhole_whenThreePercentOfThePacketsAreLost() {
    Person organizer = scene.organizer().join(code);
    Person guest = scene.admitted(organizer, code, "Gustav Guest", viaNetwork);
    guest.seesAndHears(1);
    getsEveryFrame(guest, organizer);
    MediaProbe media = guest.media();
    double encodedBefore = organizer.media().framesEncoded();
    double decodedBefore = media.received("video", "framesDecoded");
    double repairedBefore = media.received("video", "retransmittedPacketsReceived");
    double keyFramesBefore = media.received("video", "keyFramesDecoded");
    double freezesBefore = media.received("video", "freezeCount");
    double droppedBefore = media.received("video", "framesDropped");

    network.lose(LOSS);
    Eventually.pause(LENGTH);

    double encoded = organizer.media().framesEncoded() - encodedBefore;
    double decoded = media.received("video", "framesDecoded") - decodedBefore;
    assertThat(network.dropped()).as("lost, seed %d", SEED).isPositive();
    double repaired = media.received("video", "retransmittedPacketsReceived") - repairedBefore;
    double keyFrames = media.received("video", "keyFramesDecoded") - keyFramesBefore;
    double freezes = media.received("video", "freezeCount") - freezesBefore;
    double dropped = media.received("video", "framesDropped") - droppedBefore;
    System.out.printf(
        Locale.ROOT,
        "to the receiver: %.0f frames of %.0f, %.0f packets repaired, %.0f keyframes, %.0f freezes,"
            + " %.0f frames dropped%n",
        decoded,
        encoded,
        repaired,
        keyFrames,
        freezes,
        dropped);
    assertThat(repaired).isPositive();
    assertThat(decoded).as("of %.0f frames", encoded).isGreaterThan(encoded * MOST_FRAMES);
    // Repaired by retransmission, not by starting afresh.
    assertThat(keyFrames).isLessThan(3);
    assertThat(freezes).isLessThan(3);
    assertThat(dropped).isLessThan(encoded * (1 - MOST_FRAMES));
    guest.seesAndHears(1);
  }

  @Test
  void theSenderRepairs_whenItsOwnPacketsAreLost() {
    Person organizer = scene.organizer().join(code);
    Person guest = scene.admitted(organizer, code, "Gustav Guest", viaNetwork);
    organizer.seesAndHears(1);
    getsEveryFrame(organizer, guest);
    double sentAgainBefore = guest.media().sent("video", "retransmittedPacketsSent");
    double encodedBefore = guest.media().framesEncoded();
    double decodedBefore = organizer.media().received("video", "framesDecoded");

    network.lose(LOSS);
    Eventually.pause(LENGTH);

    double encoded = guest.media().framesEncoded() - encodedBefore;
    double decoded = organizer.media().received("video", "framesDecoded") - decodedBefore;
    double sentAgain = guest.media().sent("video", "retransmittedPacketsSent") - sentAgainBefore;
    System.out.printf(
        Locale.ROOT,
        "from the sender: %.0f frames of %.0f, %.0f packets sent again%n",
        decoded,
        encoded,
        sentAgain);
    assertThat(sentAgain).isPositive();
    assertThat(decoded).as("of %.0f frames", encoded).isGreaterThan(encoded * MOST_FRAMES);
  }

  /**
   * Waits until all frames come, in one size: a picture begins small and slow, and grows as the
   * estimate of the link does. What is measured here is loss, not that.
   */
  private static void getsEveryFrame(Person receiver, Person sender) {
    Eventually.holds("every frame, in one size", PATIENCE, () -> isSteady(receiver, sender));
  }

  private static boolean isSteady(Person receiver, Person sender) {
    MediaProbe media = receiver.media();
    double encoded = sender.media().framesEncoded();
    double decoded = media.received("video", "framesDecoded");
    double keyFrames = media.received("video", "keyFramesDecoded");
    Eventually.pause(STEADY);
    double encodedNow = sender.media().framesEncoded();
    return media.received("video", "keyFramesDecoded") == keyFrames
        && media.received("video", "framesDecoded") - decoded
            >= (encodedNow - encoded) * MOST_FRAMES;
  }
}
