package io.plenum.sfu.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.wire.Span;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class EvenSizesTest {
  private static final int CAPACITY = 2_048;

  private final Span packet = new Span();
  private final RtpView view = new RtpView();

  @Test
  void packetsThatDifferByAByte_becomeEquallyLong_andKeepTheirPayload() {
    for (int payload = EvenSizes.MIN_BYTES; payload < 1_200; payload++) {
      int before = write(payload);
      EvenSizes.pad(packet);
      assertThat(packet.length() % EvenSizes.STEP_BYTES).isZero();
      assertThat(packet.length() - before).isBetween(0, EvenSizes.STEP_BYTES - 1);
      assertThat(packet.length() - before).isLessThanOrEqualTo(before / 49);
      assertThat(view.wrap(packet)).isTrue();
      assertThat(view.payloadLength()).isEqualTo(payload);
    }
  }

  @Test
  void leavesShortPacketsAlone() {
    int before = write(EvenSizes.MIN_BYTES - RtpView.FIXED_HEADER_BYTES - 1);
    EvenSizes.pad(packet);
    assertThat(packet.length()).isEqualTo(before);
  }

  private int write(int payload) {
    packet.set(MemorySegment.ofArray(new byte[CAPACITY]), 0, 0, CAPACITY);
    RtpWriter.writeHeader(packet, 96, true, 1, 0, 9, new ExtensionWriter());
    packet.length(packet.length() + payload);
    return packet.length();
  }
}
