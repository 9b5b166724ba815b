package io.plenum.rtc.rtcp;

import io.plenum.rtc.wire.Bytes;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What the fuzz target claims, on random and mutated packets. */
class RtcpPropertyTest {
  private static final byte[] GOOD =
      Bytes.hex(
          "81 C9 0007 00000001 00000002 40 FFFFFE 00010003 00000004 7E808000 00010000"
              + "81 CA 0003 00000001 01 03 616263 00 0000"
              + "8F CD 0006 00000001 00000002 FFFE 0004 000003 04 D880 01 FFFF 0100 00"
              + "8F CE 0005 00000001 00000000 52454D42 01 0FFFFF 00000002"
              + "81 CD 0003 00000001 00000002 FFFE 8005");

  private final RtcpFuzzTest target = new RtcpFuzzTest();

  @Property
  void rereadsItsOwnWriting_ofRandomBytes(
      @ForAll @Size(max = 100) byte[] body,
      @ForAll @IntRange(min = 200, max = 207) int packetType,
      @ForAll @IntRange(max = 31) int format) {
    byte[] bytes = new byte[4 + body.length / 4 * 4];
    bytes[0] = (byte) (0x80 | format);
    bytes[1] = (byte) packetType;
    bytes[3] = (byte) (body.length / 4);
    System.arraycopy(body, 0, bytes, 4, bytes.length - 4);
    target.rereadsItsOwnWriting_ofAnyBytes(bytes);
    target.rereadsItsOwnWriting_ofAnyBytes(body);
  }

  @Property
  void rereadsItsOwnWriting_ofAMutatedCompound(
      @ForAll @IntRange(max = 120) int at, @ForAll byte value) {
    byte[] bytes = GOOD.clone();
    bytes[at % bytes.length] = value;
    target.rereadsItsOwnWriting_ofAnyBytes(bytes);
  }
}
