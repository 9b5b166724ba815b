package io.plenum.rtc.srtp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plenum.rtc.wire.Span;
import java.util.Random;
import org.junit.jupiter.api.Tag;

/** No datagram makes a receiver throw, pass, or remember anything. */
class SrtpFuzzTest {
  @FuzzTest(maxDuration = "5s")
  @Tag("S-4")
  void refusesEverything_whenBytesAreArbitrary(byte[] datagram) {
    for (SrtpProfile profile : SrtpProfile.values()) {
      SrtpReceiver receiver = new SrtpReceiver(Packets.keys(profile, new Random(1)));
      Span rtp = Packets.span(datagram);
      Span rtcp = Packets.span(datagram);
      boolean passed =
          receiver.unprotectRtp(rtp) == SrtpStatus.OK
              || receiver.unprotectRtcp(rtcp) == SrtpStatus.OK;
      if (passed || receiver.sources() != 0 || rtp.length() != datagram.length) {
        throw new AssertionError("forged packet accepted under " + profile);
      }
    }
  }
}
