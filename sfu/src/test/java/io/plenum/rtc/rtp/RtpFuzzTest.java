package io.plenum.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plenum.rtc.wire.Bytes;
import io.plenum.rtc.wire.Span;
import org.junit.jupiter.api.Tag;

/** Whatever the bytes are, the view neither throws nor points outside them. */
@Tag("S-4")
class RtpFuzzTest {
  @FuzzTest
  void staysInside_onAnyBytes(byte[] bytes) {
    Span datagram = Bytes.unaligned(bytes);
    RtpView view = new RtpView();
    if (!view.wrap(datagram)) {
      assertThat(view.reject()).isNotEqualTo(RtpReject.NONE);
      return;
    }
    assertThat(view.headerLength() + view.payloadLength() + view.paddingLength())
        .isEqualTo(bytes.length);
    for (int id = 0; id <= 255; id++) {
      assertInside(view, id, bytes.length);
    }
    if (Rtx.decapsulate(datagram, view, 96, 1)) {
      assertThat(view.reject()).isEqualTo(RtpReject.NONE);
    }
  }

  private static void assertInside(RtpView view, int id, int length) {
    long at = view.extension(id);
    if (at >= 0) {
      assertThat(at).isGreaterThanOrEqualTo(view.offset() + RtpView.FIXED_HEADER_BYTES);
      assertThat(at + view.extensionLength(id)).isLessThanOrEqualTo(view.offset() + length);
    }
    AudioLevel.read(view, id);
    AbsSendTime.read(view, id);
    TransportSequence.read(view, id);
    VideoOrientation.degrees(view, id);
    SdesText.read(view, id);
    SdesText.matches(view, id, "ab");
  }
}
