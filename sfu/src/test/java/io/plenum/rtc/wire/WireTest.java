package io.plenum.rtc.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WireTest {
  private final MemorySegment memory = MemorySegment.ofArray(new byte[9]);

  @Test
  void readsNetworkOrder_atAnyAlignment() {
    MemorySegment bytes = MemorySegment.ofArray(Bytes.hex("00 F1 E2 D3 C4 B5 A6 97 88"));

    assertThat(Wire.u8(bytes, 1)).isEqualTo(0xF1);
    assertThat(Wire.u16(bytes, 1)).isEqualTo(0xF1E2);
    assertThat(Wire.u24(bytes, 1)).isEqualTo(0xF1E2D3);
    assertThat(Wire.u32(bytes, 1)).isEqualTo(0xF1E2D3C4L);
    assertThat(Wire.s32(bytes, 1)).isEqualTo(0xF1E2D3C4);
    assertThat(Wire.u64(bytes, 1)).isEqualTo(0xF1E2D3C4B5A69788L);
  }

  @Property
  void readsWhatWasWritten_cutToTheWidth(@ForAll long value) {
    Wire.putU8(memory, 1, (int) value);
    assertThat(Wire.u8(memory, 1)).isEqualTo((int) value & 0xFF);
    Wire.putU16(memory, 1, (int) value);
    assertThat(Wire.u16(memory, 1)).isEqualTo((int) value & 0xFFFF);
    Wire.putU24(memory, 1, (int) value);
    assertThat(Wire.u24(memory, 1)).isEqualTo((int) value & 0xFF_FFFF);
    Wire.putU32(memory, 1, value);
    assertThat(Wire.u32(memory, 1)).isEqualTo(value & 0xFFFF_FFFFL);
    Wire.putU64(memory, 1, value);
    assertThat(Wire.u64(memory, 1)).isEqualTo(value);
    assertThat(Wire.u8(memory, 0)).isZero();
  }

  @Test
  void throws_whenAFieldPassesTheEnd() {
    assertThatThrownBy(() -> Wire.u16(memory, 8)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Wire.putU32(memory, 6, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Wire.u8(memory, -1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
