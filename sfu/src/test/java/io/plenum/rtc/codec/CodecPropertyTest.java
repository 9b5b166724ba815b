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
  void rewritesOnlyNumbers_ofARandomVp9Payload(@ForAll @Size(max = 30) byte[] bytes) {
    new Vp9FuzzTest().rewritesOnlyNumbers_ofAnyPayload(bytes);
  }

  @Property
  void findsASizeOrNone_inARandomH264Payload(@ForAll @Size(max = 40) byte[] bytes) {
    new H264FuzzTest().findsASizeOrNone_inAnyPayload(bytes);
  }

  @Property
  void readsOrRefuses_randomPackets(@ForAll @Size(max = 200) byte[] bytes) {
    new FrameReaderFuzzTest().readsOrRefuses_anyPackets(bytes);
  }

  @Property
  void findsADurationOrNone_inARandomOpusPayload(@ForAll @Size(max = 20) byte[] bytes) {
    new OpusFuzzTest().findsADurationOrNone_inAnyPayload(bytes);
  }
}
