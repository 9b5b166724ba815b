package io.plenum.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class ResultTableTest {
  private static final JsonObject MEASURED =
      new JsonObject()
          .put("system", "plenum")
          .put("rooms", 1)
          .put("participants", 10)
          .put("packetsOutPerSecond", 21_100)
          .put("cpuNsPerPacket", 5_100)
          .put("delayMsP50", 0.24)
          .put("delayMsP99", 0.95)
          .put("delayMsP999", 2.3)
          .put("lossRate", 0.0)
          .put("rssMb", 211)
          .put("load", new JsonObject().put("coresBusy", 0.12));

  @Test
  void tellsWhyARoomWasNotTaken_inTheColumnsOfTheOthers() {
    JsonObject refused =
        new JsonObject().put("system", "plenum").put("rooms", 2).put("failure", "it is full");
    String[] lines = ResultTable.markdown(new JsonArray().add(MEASURED).add(refused)).split("\n");
    assertThat(lines[2]).contains("21,100").contains("5.1");
    assertThat(lines[3]).startsWith("| plenum | 2 |").endsWith("it is full |");
    assertThat(lines)
        .extracting(line -> line.chars().filter(c -> c == '|').count())
        .containsOnly(14L);
  }
}
