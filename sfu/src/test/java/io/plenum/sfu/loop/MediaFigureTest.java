package io.plenum.sfu.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.peer.DisconnectReason;
import org.junit.jupiter.api.Test;

/** What a call changes in the figures that operators read. */
class MediaFigureTest {
  @Test
  void aCallIsCounted_andStaysCountedWhenItIsOver() throws Exception {
    try (Scene scene = new Scene(1, 10)) {
      scene.meet("room", "alice", "bob");
      Scene.eventually("both are told", () -> figure(scene, MediaFigure.LAYER_0) == 2);

      assertThat(figure(scene, MediaFigure.MICROPHONES)).isEqualTo(2);
      assertThat(figure(scene, MediaFigure.CAMERAS)).isEqualTo(2);
      assertThat(figure(scene, MediaFigure.SCREENS)).isZero();
      assertThat(figure(scene, MediaFigure.OVER_UDP)).isEqualTo(2);
      assertThat(figure(scene, MediaFigure.OVER_TCP)).isZero();
      assertThat(figure(scene, MediaFigure.PAUSED)).isZero();
      assertThat(figure(scene, MediaFigure.ESTIMATE_ALL)).isEqualTo(2);
      assertThat(figure(scene, MediaFigure.LOSS_1)).isEqualTo(2);
      assertThat(figure(scene, MediaFigure.REDUNDANT)).isZero();
      assertThat(figure(scene, MediaFigure.PACKETS_IN_AUDIO)).isPositive();
      assertThat(figure(scene, MediaFigure.PACKETS_IN_VIDEO)).isPositive();
      assertThat(figure(scene, MediaFigure.PACKETS_OUT_AUDIO)).isPositive();
      assertThat(figure(scene, MediaFigure.PACKETS_OUT_VIDEO)).isPositive();
      assertThat(figure(scene, MediaFigure.PLI_OUT)).as("a keyframe to begin with").isPositive();
      LoopSnapshot loop = scene.server.snapshot().loops().getFirst();
      assertThat(loop.busyNs()).isPositive();
      assertThat(loop.refusedCommands()).isZero();

      long before = figure(scene, MediaFigure.PACKETS_OUT_AUDIO);
      scene.server.close("room");
      Scene.eventually("nobody is there", () -> figure(scene, MediaFigure.OVER_UDP) == 0);
      assertThat(figure(scene, MediaFigure.CAMERAS)).isZero();
      assertThat(figure(scene, MediaFigure.PACKETS_OUT_AUDIO)).isGreaterThanOrEqualTo(before);
    }
  }

  @Test
  void whoNeverConnects_isCountedAsThat() throws Exception {
    try (Scene scene = new Scene(1, 10)) {
      scene.arrive("room", "alice").answer();
      Scene.eventually("no way yet", () -> figure(scene, MediaFigure.NO_WAY) == 1);

      scene.later(31);

      Scene.eventually(
          "given up",
          () ->
              scene
                      .server
                      .snapshot()
                      .loops()
                      .getFirst()
                      .disconnected()
                      .get(DisconnectReason.NEVER_CONNECTED)
                  == 1);
      assertThat(figure(scene, MediaFigure.NO_WAY)).isZero();
    }
  }

  private static long figure(Scene scene, MediaFigure figure) {
    return scene.server.snapshot().loops().stream()
        .mapToLong(loop -> loop.figures().getOrDefault(figure, 0L))
        .sum();
  }
}
