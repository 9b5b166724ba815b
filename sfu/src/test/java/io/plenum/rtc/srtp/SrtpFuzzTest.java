package io.plenum.rtc.srtp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plenum.rtc.wire.Span;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;

/** No datagram makes a receiver throw, pass, or remember anything. */
@Tag("S-4")
class SrtpFuzzTest {
  /** One receiver of each profile for all datagrams: none of them may change it. */
  private static final List<SrtpReceiver> RECEIVERS =
      Stream.of(SrtpProfile.values())
          .map(profile -> new SrtpReceiver(Packets.keys(profile, new Random(1))))
          .toList();

  @FuzzTest
  void refusesEverything_whenBytesAreArbitrary(byte[] datagram) {
    for (SrtpReceiver receiver : RECEIVERS) {
      Span rtp = Packets.span(datagram);
      Span rtcp = Packets.span(datagram);
      boolean passed =
          receiver.unprotectRtp(rtp) == SrtpStatus.OK
              || receiver.unprotectRtcp(rtcp) == SrtpStatus.OK;
      if (passed || receiver.sources() != 0 || rtp.length() != datagram.length) {
        throw new AssertionError("a forged packet was accepted");
      }
    }
  }
}
