package io.plenum.signaling.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.page.Place;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class CursorTest {
  @Property
  void readsWhatItWrote(
      @ForAll long number,
      @ForAll @StringLength(max = 40) @CharRange(from = '\1', to = '\ud7ff') String id) {
    assertThat(Cursor.read(Cursor.write(new Place(number, id)))).contains(new Place(number, id));
  }

  @Property
  void neverThrows_whateverItReads(@ForAll String text) {
    assertThat(Cursor.read(text).map(Cursor::write).orElse("none")).isNotEmpty();
  }

  @Test
  void fitsItsLimit_withTheLongestId() {
    assertThat(Cursor.write(new Place(Long.MIN_VALUE, "f".repeat(64))))
        .hasSizeLessThanOrEqualTo(Cursor.MAX_LENGTH);
  }

  @Test
  void refusesWhatIsNoCursor() {
    assertThat(Cursor.read("")).isEmpty();
    assertThat(Cursor.read("AAAA")).isEmpty();
    assertThat(Cursor.read("?")).isEmpty();
    assertThat(Cursor.read("AAAAAAAAAAD_")).isEmpty();
    assertThat(Cursor.read("AAAAAAAAAAAA")).isEmpty();
    assertThat(Cursor.read("A".repeat(Cursor.MAX_LENGTH + 1))).isEmpty();
  }
}
