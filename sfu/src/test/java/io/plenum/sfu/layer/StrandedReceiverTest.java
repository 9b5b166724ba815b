package io.plenum.sfu.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.codec.FrameInfo;
import io.plenum.rtc.codec.FrameReader;
import io.plenum.rtc.codec.VideoCodec;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.wire.Span;
import io.plenum.testkit.LayerPattern;
import io.plenum.testkit.ScriptedLayers;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a receiver of the largest layer needs when the publisher ends that layer without a word. */
class StrandedReceiverTest {
  private static final int TOP = 2;

  /** More than the reader looks back to know the highest layer. */
  private static final int PICTURES = 12;

  private final FrameReader publisher = reader();
  private final FrameReader server = reader();
  private final FrameInfo published = new FrameInfo();
  private final FrameInfo frame = new FrameInfo();
  private final RtpView view = new RtpView();
  private final LayerSelector selector = new LayerSelector();
  private ScriptedLayers camera;
  private boolean begun;

  @Test
  void needsAKeyframe_whereLowerLayersWereLeftOut() {
    begin(true);
    show(TOP);
    assertThat(selector.isStranded(frame.topSpatial())).isFalse();
    show(TOP - 1);
    assertThat(selector.isStranded(frame.topSpatial())).isTrue();

    picture(true, TOP - 1);
    show(TOP - 1);
    assertThat(selector.isStranded(frame.topSpatial())).isFalse();
  }

  @Test
  void goesOn_whereItHasTheLowerLayers() {
    begin(false);
    show(TOP);
    show(TOP - 1);
    assertThat(frame.topSpatial()).isEqualTo(TOP - 1);
    assertThat(selector.isStranded(frame.topSpatial())).isFalse();
  }

  private void begin(boolean onlyKeyframesAcross) {
    LayerPattern pattern = new LayerPattern(VideoCodec.VP9, 3, 3, onlyKeyframesAcross, true);
    camera = new ScriptedLayers(pattern, 0, new SplittableRandom(1));
    picture(true, TOP);
  }

  private void show(int top) {
    for (int i = 0; i < PICTURES; i++) {
      picture(false, top);
    }
  }

  /** A picture of which only the layers up to {@code top} are sent. */
  private void picture(boolean keyframe, int top) {
    for (byte[] packet : camera.picture(keyframe)) {
      view.wrap(Span.of(packet));
      publisher.read(view, published);
      if (published.spatial() <= top) {
        server.read(view, frame);
        if (!begun) {
          selector.begin(frame);
          begun = true;
        }
        selector.forwards(frame);
      }
    }
  }

  private static FrameReader reader() {
    return FrameReader.of(VideoCodec.VP9, ScriptedLayers.DESCRIPTOR_ID);
  }
}
