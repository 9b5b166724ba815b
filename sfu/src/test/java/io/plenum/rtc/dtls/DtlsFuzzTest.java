package io.plenum.rtc.dtls;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/** No datagram makes what looks at it before the DTLS stack throw or run on. */
@Tag("S-4")
class DtlsFuzzTest {
  @FuzzTest
  void neverThrows_whenBytesAreArbitrary(byte[] datagram) {
    if (DtlsRecords.plausible(datagram) && datagram.length < 13) {
      throw new AssertionError("less than a record header passed");
    }
    int admitted = new CipherChangeGate().admitted(datagram);
    if (admitted < 0 || admitted > datagram.length) {
      throw new AssertionError("not a part of the datagram: " + admitted);
    }
  }
}
