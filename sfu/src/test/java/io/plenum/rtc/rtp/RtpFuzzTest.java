package io.plenum.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plenum.rtc.wire.Bytes;
import io.plenum.rtc.wire.Span;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes are, the view neither throws nor points outside them. */
class RtpFuzzTest {
  private static final byte[] GOOD =
      Bytes.hex("B1 EF 0001 00000002 00000003 0000000A BEDE0002 10AA E1BBCC 000000 010203 000003");

  @FuzzTest(maxDuration = "10s")
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

  @Property
  void staysInside_onRandomBytes(@ForAll @Size(max = 100) byte[] bytes) {
    staysInside_onAnyBytes(bytes);
  }

  @Property
  void staysInside_onAMutatedPacket(
      @ForAll @IntRange(max = 40) int at, @ForAll byte value, @ForAll @IntRange(max = 40) int cut) {
    byte[] bytes = Arrays.copyOf(GOOD, Math.max(0, GOOD.length - cut));
    if (at < bytes.length) {
      bytes[at] = value;
    }
    staysInside_onAnyBytes(bytes);
  }
}
