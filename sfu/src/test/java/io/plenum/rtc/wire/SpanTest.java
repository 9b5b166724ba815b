package io.plenum.rtc.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class SpanTest {
  private final MemorySegment memory = MemorySegment.ofArray(new byte[] {0, 1, 2, 3, 4, 5});

  @Test
  void coversItsPieceOfTheMemory() {
    Span span = new Span().set(memory, 2, 3, 4);

    assertThat(span.toBytes()).containsExactly(2, 3, 4);
    assertThat(span.capacity()).isEqualTo(4);
  }

  @Test
  void growsAndShrinks_withinItsCapacity() {
    Span span = new Span().set(memory, 2, 3, 4);

    span.length(4);
    assertThat(span.toBytes()).containsExactly(2, 3, 4, 5);
    span.length(0);
    assertThat(span.toBytes()).isEmpty();
  }

  @Test
  void refusesToGrow_beyondItsCapacity() {
    Span span = new Span().set(memory, 2, 3, 4);

    assertThatThrownBy(() -> span.length(5)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> span.length(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(span.length()).isEqualTo(3);
  }

  @Test
  void refusesAPlace_outsideTheMemory() {
    Span span = new Span();

    assertThatThrownBy(() -> span.set(memory, 3, 0, 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> span.set(memory, 3, 3, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(span.capacity()).isZero();
  }
}
