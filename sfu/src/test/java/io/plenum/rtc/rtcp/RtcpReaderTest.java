package io.plenum.rtc.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Bytes;
import io.plenum.rtc.wire.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class RtcpReaderTest {
  @Test
  void readsACompoundOfReportAndName() {
    assertParsed(
        "81 C8 000C 00000001 83AA7E80 80000000 00000010 00000020 00000030"
            + "00000002 40 FFFFFE 00010003 00000004 7E808000 00010000"
            + "81 CA 0003 00000001 01 03 616263 00 0000",
        new SenderReport(
            1,
            0x83AA7E80_80000000L,
            16,
            32,
            48,
            List.of(new ReportBlock(2, 64, -2, 0x1_0003, 4, 0x7E80_8000L, 65_536))),
        SourceDescription.cname(1, "abc"));
  }

  @Test
  void readsAReducedSizeFeedback() {
    assertParsed("81 CE 0002 00000001 00000002", new Pli(1, 2));
  }

  @Test
  void readsRequestsForPackets_acrossTheWrap() {
    assertParsed(
        "81 CD 0003 00000001 00000002 FFFE 8005", new Nack(1, 2, List.of(65_534, 65_535, 1, 14)));
  }

  @Test
  void readsRequestsForKeyframes() {
    assertParsed(
        "84 CE 0006 00000001 00000000 00000002 07 000000 00000003 FF 000000",
        new Fir(1, List.of(new Fir.Request(2, 7), new Fir.Request(3, 255))));
  }

  @Test
  void readsAnEstimate() {
    // mantissa 0x3FFFF, exponent 3
    assertParsed(
        "8F CE 0006 00000001 00000000 52454D42 02 0FFFFF 00000002 00000003",
        new Remb(1, 0x3FFFFL << 3, List.of(2, 3)));
  }

  @Test
  void readsAGoodbye_withAndWithoutReason() {
    assertParsed("81 CB 0001 00000001", new Bye(List.of(1), ""));
    assertParsed("81 CB 0002 00000001 03 627965", new Bye(List.of(1), "bye"));
  }

  @Test
  void ignoresWhatProfilesAppendToAReport() {
    assertParsed("80 C9 0002 00000001 ABCDEF01", new ReceiverReport(1, List.of()));
  }

  @Test
  void keepsWhatItDoesNotKnow() {
    assertParsed("80 CF 0001 00000001", new UnknownRtcp(207, 0, Bytes.hex("00000001")));
    assertParsed("80 CC 0000", new UnknownRtcp(204, 0, new byte[0]));
    assertParsed(
        "8F CE 0003 00000001 00000002 41424344",
        new UnknownRtcp(206, 15, Bytes.hex("00000001 00000002 41424344")));
    assertParsed("83 CD 0001 00000001", new UnknownRtcp(205, 3, Bytes.hex("00000001")));
  }

  @Test
  void takesPaddingOff_theLastPacket() {
    assertParsed(
        "80 C9 0001 00000001 A1 CB 0002 00000001 00000004",
        new ReceiverReport(1, List.of()),
        new Bye(List.of(1), ""));
  }

  @Test
  void takesBytesOfPaddingOff_transportFeedback_asLibwebrtcPadsIt() {
    TransportFeedback feedback =
        new TransportFeedback(1, 2, 7, 1, 3, 4, List.of(new TransportFeedback.Arrival(0, 5)));
    String padded = "AF CD 0005 00000001 00000002 0007 0001 000003 04 2001 05 01";
    assertParsed(padded, feedback);
    assertParsed(padded + " 80 C9 0001 00000001", feedback, new ReceiverReport(1, List.of()));
    assertRejected("AF CD 0005 00000001 00000002 0007 0001 000003 04 2001 05 00", "wrong padding");
  }

  @Test
  void saysWhy_whenItRejects() {
    assertRejected("", "empty");
    assertRejected("80 C9 00", "truncated header");
    assertRejected("80 C9 0001 00000001 80", "truncated header");
    assertRejected("40 C9 0001 00000001", "wrong version");
    assertRejected("80 C9 0002 00000001", "truncated packet");
    assertRejected("A0 C9 0002 00000001 00000003", "wrong padding");
    assertRejected("A0 C9 0002 00000001 0000000C", "wrong padding");
    assertRejected("A0 C9 0000", "wrong padding");
    assertRejected("A0 C9 0002 00000001 00000004 80 C9 0001 00000001", "wrong padding");
  }

  @Test
  void rejectsBodies_thatAreTooShortForTheirKind() {
    assertRejected("81 C8 0006 " + "00".repeat(24), "malformed body");
    assertRejected("81 C9 0001 00000001", "malformed body");
    assertRejected("82 CB 0001 00000001", "malformed body");
    assertRejected("81 CB 0002 00000001 04 627965", "malformed body");
    assertRejected("81 CA 0001 00000001", "malformed body");
    assertRejected("81 CA 0002 00000001 01 FF 6162", "malformed body");
    assertRejected("81 CD 0001 00000001", "malformed body");
    assertRejected("81 CE 0001 00000001", "malformed body");
    assertRejected("84 CE 0001 00000001", "malformed body");
    assertRejected("8F CE 0003 00000001 00000000 52454D42", "malformed body");
    assertRejected("8F CE 0004 00000001 00000000 52454D42 01 000001", "malformed body");
    assertRejected("8F CD 0003 00000001 00000002 00010001", "malformed body");
  }

  @Test
  void rejectsNames_thatAreNotText() {
    assertRejected("81 CA 0002 00000001 01 01 FF 00", "malformed body");
  }

  @Test
  void rejectsAnEstimate_beyondAllBitrates() {
    assertRejected("8F CE 0004 00000001 00000000 52454D42 00 FFFFFF", "malformed body");
  }

  private static void assertParsed(String hex, RtcpPacket... packets) {
    assertThat(RtcpReader.parse(Bytes.span(hex))).isEqualTo(new RtcpParse.Parsed(List.of(packets)));
  }

  private static void assertRejected(String hex, String reason) {
    Span datagram = Bytes.span(hex);
    assertThat(RtcpReader.parse(datagram)).isEqualTo(new RtcpParse.Rejected(reason));
  }
}
