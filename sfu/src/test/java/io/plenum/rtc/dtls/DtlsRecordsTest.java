package io.plenum.rtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S-4")
class DtlsRecordsTest {
  @Test
  void passesWholeRecordsOnly_whenADatagramIsCut() {
    byte[] hello = hello(100, 100);
    assertThat(DtlsRecords.plausible(hello)).isTrue();
    for (int length = 0; length < hello.length; length++) {
      assertThat(DtlsRecords.plausible(Arrays.copyOf(hello, length))).isFalse();
    }
  }

  @Test
  void refuses_whenAFragmentAnnouncesAMessageBeyondTheLimit() {
    assertThat(DtlsRecords.plausible(hello(DtlsParameters.MAX_MESSAGE_BYTES, 10))).isTrue();
    assertThat(DtlsRecords.plausible(hello(DtlsParameters.MAX_MESSAGE_BYTES + 1, 10))).isFalse();
    assertThat(DtlsRecords.plausible(hello(9, 10))).isFalse();
  }

  private static byte[] hello(int message, int fragment) {
    return ByteBuffer.allocate(25 + fragment)
        .put(new byte[] {22, (byte) 0xFE, (byte) 0xFD})
        .put(new byte[8])
        .putShort((short) (12 + fragment))
        .putInt(1 << 24 | message)
        .put(new byte[5])
        .put((byte) 0)
        .putShort((short) fragment)
        .array();
  }
}
