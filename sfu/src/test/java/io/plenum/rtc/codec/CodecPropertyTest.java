package io.plenum.rtc.codec;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** What the fuzz targets of this package claim, on random bytes. */
class CodecPropertyTest {
  @Property
  void rewritesOnlyNumbers_ofARandomVp8Payload(@ForAll @Size(max = 20) byte[] bytes) {
    new Vp8FuzzTest().rewritesOnlyNumbers_ofAnyPayload(bytes);
  }

  @Property
  void findsADurationOrNone_inARandomOpusPayload(@ForAll @Size(max = 20) byte[] bytes) {
    new OpusFuzzTest().findsADurationOrNone_inAnyPayload(bytes);
  }
}
