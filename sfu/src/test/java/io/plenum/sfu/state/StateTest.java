package io.plenum.sfu.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateTest {
  private static final List<String> NAMES = List.of("a", "b");

  private final StateWriter writer = new StateWriter();

  private StateReader reader() {
    return new StateReader(ByteBuffer.wrap(writer.toBytes()));
  }

  @Test
  void takesUpWhatWasPutDown() {
    long[] longs = {0, 1, -1, 63, 64, -64, -65, Long.MAX_VALUE, Long.MIN_VALUE};
    double[] doubles = {0, -0.0, 1.5, Double.MIN_VALUE, Double.NaN, Double.NEGATIVE_INFINITY};
    writer.of(longs.clone());
    writer.of(doubles.clone());
    writer.of(Integer.MIN_VALUE);
    writer.of(true);
    writer.of("b", NAMES);
    writer.of(null, NAMES);

    StateReader reader = reader();
    long[] readLongs = new long[longs.length];
    double[] readDoubles = new double[doubles.length];
    reader.of(readLongs);
    reader.of(readDoubles);
    assertThat(readLongs).isEqualTo(longs);
    assertThat(Arrays.equals(readDoubles, doubles)).isTrue();
    assertThat(reader.of(0)).isEqualTo(Integer.MIN_VALUE);
    assertThat(reader.of(false)).isTrue();
    assertThat(reader.of("a", NAMES)).isEqualTo("b");
    assertThat(reader.of("a", NAMES)).isNull();
  }

  @Test
  void takesFewBytes_forSmallNumbers() {
    writer.of(-64L);
    assertThat(writer.length()).isEqualTo(1);
  }

  @Test
  void saysSo_whenThereIsNoRoom() {
    while (!writer.full()) {
      writer.of(1.5);
    }
    assertThat(writer.length()).isLessThanOrEqualTo(StateWriter.MAX_BYTES);
    writer.clear();
    assertThat(writer.full()).isFalse();
  }

  @Test
  void refusesANumberThatIsTooLong() {
    byte[] endless = new byte[20];
    Arrays.fill(endless, (byte) 0xFF);
    StateReader reader = new StateReader(ByteBuffer.wrap(endless));
    assertThatThrownBy(() -> reader.of(0L)).isInstanceOf(IllegalArgumentException.class);
  }
}
