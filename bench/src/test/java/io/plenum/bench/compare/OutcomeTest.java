package io.plenum.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.bench.load.LoadFigures;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  private static final long SECOND = 1_000_000_000;
  private static final RoomPlan ROOM = new RoomPlan("r", 3, 1, 1);

  private long loadCpuNs = SECOND;
  private UdpDrops drops = new UdpDrops(0, 0);
  private LoadFigures.Received received = new LoadFigures.Received(4, 2_000, 0);
  private long owed = 2_000;
  private long undecryptable;
  private final Histogram delays = new Histogram(SECOND, 3);

  @BeforeEach
  void someWereDecrypted() {
    delays.recordValue(100_000);
  }

  @Test
  void dividesCpuOfTheServerByWhatClientsReceived() {
    JsonObject row = outcome().row();

    assertThat(row.getLong("packetsOutPerSecond")).isEqualTo(1_000);
    assertThat(row.getLong("cpuNsPerPacket")).isEqualTo(SECOND / 2_000);
    assertThat(row.getLong("kbPerParticipant")).isEqualTo(20_000);
    assertThat(row.getJsonObject("sends").getDouble("packetsEach")).isEqualTo(4);
    assertThat(row.containsKey("failure") || row.containsKey("refused")).isFalse();
  }

  @Test
  void isRefused_whenTheLoadWasTooBusy() {
    loadCpuNs = 2 * SECOND - 1;

    assertThat(outcome().refusal()).hasValueSatisfying(w -> assertThat(w).contains("busy"));
  }

  @Test
  void isRefused_whenTheLoadLostPackets() {
    drops = new UdpDrops(1, 0);

    assertThat(outcome().refusal()).hasValueSatisfying(w -> assertThat(w).contains("lost"));
  }

  @Test
  void isRefused_whenPacketsWereNotAuthentic() {
    undecryptable = 3;

    assertThat(outcome().refusal()).hasValueSatisfying(w -> assertThat(w).contains("authentic"));
  }

  @Test
  void isRefused_whenNothingWasDecrypted() {
    delays.reset();

    assertThat(outcome().refusal()).hasValueSatisfying(w -> assertThat(w).contains("decrypted"));
  }

  @Test
  void fails_whenTheServerLost() {
    received = new LoadFigures.Received(4, 1_998, 2);

    assertThat(outcome().failure()).hasValueSatisfying(w -> assertThat(w).contains("loss"));
  }

  @Test
  void fails_whenTheServerLeftOutWithoutAGap() {
    owed = 2_100;

    assertThat(outcome().failure()).hasValueSatisfying(w -> assertThat(w).contains("forwarded"));
    assertThat(outcome().failureUnderChurn()).as("somebody was on the way in or out").isEmpty();
  }

  @Test
  void fails_whenAStreamIsMissing() {
    received = new LoadFigures.Received(3, 2_000, 0);

    assertThat(outcome().failure()).hasValueSatisfying(w -> assertThat(w).contains("3 of 4"));
  }

  @Test
  void standsInATable() {
    drops = new UdpDrops(1, 0);

    String table = ResultTable.markdown(new io.vertx.core.json.JsonArray().add(outcome().row()));

    assertThat(table.lines().toList().getLast())
        .startsWith("| plenum | 1 | 3 | 1,000 | 500.0 | 4.0 |")
        .contains("refused: the load lost 1 datagrams");
  }

  private Outcome outcome() {
    Histogram none = new Histogram(SECOND, 3);
    LoadFigures figures =
        new LoadFigures(
            2 * SECOND,
            1_000,
            owed,
            delays,
            received,
            0,
            undecryptable,
            0,
            0,
            0,
            0,
            none,
            none,
            0.1);
    return new Outcome(
        "plenum",
        List.of(ROOM),
        figures,
        SECOND,
        loadCpuNs,
        drops,
        List.of(0L, 0L, 500L, 500L, 500L, 500L, 500L),
        100_000_000,
        160_000_000,
        "none",
        new JsonObject());
  }
}
