package io.plenum.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  private static final long SECOND = 1_000_000_000;
  private static final ServerSample BEFORE =
      new ServerSample(5 * SECOND, 100, 1_000, List.of(0L, 1L, 2L, 2L, 2L, 2L, 2L), SECOND, 1);

  @Test
  void dividesCpuOfTheServerByWhatItSent() {
    JsonObject row = measured(920, 2_000, 4).row();

    assertThat(row.getLong("packetsOutPerSecond")).isEqualTo(1_000);
    assertThat(row.getLong("cpuNsPerPacket")).isEqualTo(SECOND / 2_000);
    assertThat(row.getLong("rssMb")).isEqualTo(150);
  }

  @Test
  void tellsHowManyDatagramsOneMessageHad() {
    JsonObject row = measured(920, 2_000, 4).row();

    assertThat(row.getDouble("datagramsPerSend")).isEqualTo(20);
    assertThat(row.getJsonObject("sends").getLong("upTo1")).isEqualTo(10);
    assertThat(row.getJsonObject("sends").getLong("upTo8")).isEqualTo(100);
  }

  @Test
  void tellsHowBusyBothSidesWere() {
    JsonObject load = measured(920, 2_000, 4).load();

    assertThat(load.getLong("packetsInPerSecond")).isEqualTo(460);
    assertThat(load.getDouble("coresBusyWithServer")).isEqualTo(0.5);
    assertThat(load.getDouble("coresBusyWithLoad")).isEqualTo(0.25);
  }

  @Test
  void holds_whenAllStreamsCameAtFullPace() {
    assertThatCode(() -> measured(920, 2_000, 4).check()).doesNotThrowAnyException();
  }

  @Test
  void isRefused_whenAStreamIsMissing() {
    assertThatThrownBy(() -> measured(920, 2_000, 3).check()).hasMessageContaining("3 of 4");
  }

  @Test
  void isRefused_whenTheLoadIsTooSlow() {
    assertThatThrownBy(() -> measured(800, 2_000, 4).check()).hasMessageContaining("too slow");
  }

  /** Two people for two seconds, in which the server took one second of CPU. */
  private static Measurement measured(long in, long out, int streams) {
    ServerSample after =
        new ServerSample(
            7 * SECOND,
            100 + in,
            1_000 + out,
            List.of(10L, 11L, 12L, 102L, 102L, 102L, 102L),
            2 * SECOND,
            150_000_000);
    Received received = new Received(new Histogram(SECOND, 3), streams, out, 0);
    return new Measurement(2, BEFORE, after, received, SECOND / 2);
  }
}
