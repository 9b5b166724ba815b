package io.plenum.rtc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.wire.Span;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What VP9's payload descriptors tell of frames. */
class Vp9FramesTest {
  private static final String RTP_HEADER = "8062000100000bb800000009";

  /** I P L F B E V; picture 5; layer 0; the picture before; three sizes; a byte of the frame. */
  private static final String PREDICTED_WITH_STRUCTURE =
      "fe" + "05" + "00" + "02" + "50" + "00f00087" + "01e0010e" + "03c0021c" + "00";

  /** One picture later, of layer 0, end of frame and all: I P F B E; picture 6. */
  private static final String NEXT_HEADER = "8062000200001770" + "00000009";

  private static final String NEXT = "dc" + "06" + "00" + "02" + "00";

  @Test
  void aStructureCountsAfterPacketsOfTheNextPicture() {
    FrameReader frames = FrameReader.of(VideoCodec.VP9, 0);
    FrameInfo frame = new FrameInfo();
    RtpView view = new RtpView();
    view.wrap(Span.of(HexFormat.of().parseHex(NEXT_HEADER + NEXT)));
    frames.read(view, frame);
    view.wrap(Span.of(HexFormat.of().parseHex(RTP_HEADER + PREDICTED_WITH_STRUCTURE)));
    frames.read(view, frame);
    assertThat(frame.topSpatial()).isEqualTo(2);

    view.wrap(Span.of(HexFormat.of().parseHex(NEXT_HEADER + NEXT)));
    frames.read(view, frame);
    assertThat(frame.topSpatial()).isEqualTo(2);
  }

  @Test
  void aStructureInMidStreamTellsSizes() {
    RtpView view = new RtpView();
    view.wrap(Span.of(HexFormat.of().parseHex(RTP_HEADER + PREDICTED_WITH_STRUCTURE)));
    FrameInfo frame = new FrameInfo();
    FrameReader.of(VideoCodec.VP9, 0).read(view, frame);

    assertThat(frame.keyframe()).isFalse();
    assertThat(frame.topSpatial()).isEqualTo(2);
    assertThat(frame.sizes().layers()).isEqualTo(3);
    assertThat(frame.sizes().width(2)).isEqualTo(960);
    assertThat(frame.sizes().height(2)).isEqualTo(540);
  }
}
