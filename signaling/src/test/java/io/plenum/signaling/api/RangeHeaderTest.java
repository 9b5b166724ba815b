package io.plenum.signaling.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.storage.object.ByteRange;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeHeaderTest {
  /** 6 GB and a little: more than 2^32. */
  private static final long LARGE = 6_000_000_007L;

  private static RangeHeader of(String header, long size) {
    return RangeHeader.of(Optional.ofNullable(header), size);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=0-, 0, 1000",
    "bytes=999-, 999, 1",
    "bytes=500-5000, 500, 500",
    "bytes=-1, 999, 1",
    "bytes=-5000, 0, 1000",
    "BYTES=1-2, 1, 2"
  })
  void readsARange(String header, long start, long length) {
    assertThat(of(header, 1_000)).isEqualTo(new RangeHeader.Part(new ByteRange(start, length)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "bytes=5-1",
        "bytes=0-1,3-4",
        "lines=1-2",
        "bytes=0--1",
        "bytes=1234567890123456789-"
      })
  void takesAHeaderThatIsNotUnderstood_asIfItWereNotThere(String header) {
    assertThat(of(header, 1_000)).isEqualTo(new RangeHeader.Whole());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=1000-", "bytes=1000-2000", "bytes=-0"})
  void refusesARangeBehindTheEnd(String header) {
    assertThat(of(header, 1_000)).isEqualTo(new RangeHeader.Unsatisfiable());
    assertThat(of("bytes=0-", 0)).isEqualTo(new RangeHeader.Unsatisfiable());
  }

  @Property
  void givesWhatWasAskedFor_ofLargeFiles(
      @ForAll @LongRange(min = 1, max = LARGE) long size,
      @ForAll @LongRange(min = 0, max = LARGE) long first,
      @ForAll @LongRange(min = 0, max = LARGE) long more) {
    RangeHeader read = of("bytes=" + first + "-" + (first + more), size);
    if (first >= size) {
      assertThat(read).isEqualTo(new RangeHeader.Unsatisfiable());
    } else {
      ByteRange range = ((RangeHeader.Part) read).range();
      assertThat(range.start()).isEqualTo(first);
      assertThat(range.length()).isEqualTo(Math.min(more + 1, size - first));
      assertThat(range.within(size)).isEqualTo(range);
    }
  }

  @Property
  void neverFails(@ForAll String header, @ForAll @LongRange(min = 0) long size) {
    assertThat(of(header, size)).isNotNull();
    assertThat(of("bytes=" + header, size)).isNotNull();
  }
}
