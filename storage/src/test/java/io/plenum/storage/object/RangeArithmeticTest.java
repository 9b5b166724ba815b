package io.plenum.storage.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.security.GeneralSecurityException;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Sizes and ranges of objects far larger than a test can store. */
class RangeArithmeticTest {
  /** 6 GB and a little: more than an int of bytes, and than 2^32. */
  private static final long LARGE = 6_000_000_007L;

  @Property
  void aRangeLiesWithinItsObject(
      @ForAll @LongRange(min = 0, max = LARGE) long size,
      @ForAll @LongRange(min = 0, max = LARGE) long start,
      @ForAll @LongRange(min = 0) long length) {
    ByteRange part = new ByteRange(start, length).within(size);
    assertThat(part.end()).isLessThanOrEqualTo(size);
    assertThat(part.length()).isEqualTo(Math.max(0, Math.min(length, size - start)));
    assertThat(part.within(size)).isEqualTo(part);
  }

  @Property
  void sealedSizes_areAsTheCipherMakesThem(@ForAll @LongRange(min = 0, max = LARGE) long plain)
      throws GeneralSecurityException {
    AesGcmHkdfStreaming cipher =
        new AesGcmHkdfStreaming(new byte[32], "HmacSha256", 32, SealedForm.SEGMENT_BYTES, 84);
    assertThat(SealedForm.sealedSize(plain)).isEqualTo(cipher.expectedCiphertextSize(plain));
  }

  @Example
  void refusesNegativeRanges() {
    assertThatThrownBy(() -> new ByteRange(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ByteRange(0, -1)).isInstanceOf(IllegalArgumentException.class);
  }
}
