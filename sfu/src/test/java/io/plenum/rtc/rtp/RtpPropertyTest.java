package io.plenum.rtc.rtp;

import io.plenum.rtc.wire.Bytes;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What the fuzz target claims, on random and mutated packets. */
class RtpPropertyTest {
  private static final byte[] GOOD =
      Bytes.hex("B1 EF 0001 00000002 00000003 0000000A BEDE0002 10AA E1BBCC 000000 010203 000003");

  private final RtpFuzzTest target = new RtpFuzzTest();

  @Property
  void staysInside_onRandomBytes(@ForAll @Size(max = 100) byte[] bytes) {
    target.staysInside_onAnyBytes(bytes);
  }

  @Property
  void staysInside_onAMutatedPacket(
      @ForAll @IntRange(max = 40) int at, @ForAll byte value, @ForAll @IntRange(max = 40) int cut) {
    byte[] bytes = Arrays.copyOf(GOOD, Math.max(0, GOOD.length - cut));
    if (at < bytes.length) {
      bytes[at] = value;
    }
    target.staysInside_onAnyBytes(bytes);
  }
}
