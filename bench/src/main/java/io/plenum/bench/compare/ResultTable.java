package io.plenum.bench.compare;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** Rows of results as a table for people. Stateless. */
final class ResultTable {
  private static final String HEAD =
      "| system | rooms | people | packets/s out | µs of CPU each | packets in a send"
          + " | delay ms p50 | p99 | p99.9 | loss | MB | load busy | remark |\n"
          + "|---|---|---|---|---|---|---|---|---|---|---|---|---|\n";

  /** Columns between the number of rooms and the remark. */
  private static final int FIGURES = 11;

  private ResultTable() {}

  /** A Markdown table, one line for each row. */
  static String markdown(JsonArray rows) {
    StringBuilder text = new StringBuilder(HEAD);
    for (int i = 0; i < rows.size(); i++) {
      text.append(line(rows.getJsonObject(i))).append('\n');
    }
    return text.toString();
  }

  private static String line(JsonObject row) {
    return row.containsKey("packetsOutPerSecond") ? figures(row) : without(row);
  }

  /** Of a row that says only what could not be measured. */
  private static String without(JsonObject row) {
    return "| "
        + row.getString("system")
        + " | "
        + row.getInteger("rooms")
        + " |".repeat(FIGURES)
        + " "
        + remark(row)
        + " |";
  }

  private static String figures(JsonObject row) {
    JsonObject sends = row.getJsonObject("sends");
    String each = sends == null ? "1" : String.valueOf(sends.getDouble("packetsEach"));
    return "| "
        + String.join(
            " | ",
            List.of(
                row.getString("system"),
                String.valueOf(row.getInteger("rooms")),
                String.valueOf(row.getInteger("participants")),
                String.format(Locale.ROOT, "%,d", row.getLong("packetsOutPerSecond")),
                String.format(Locale.ROOT, "%.1f", row.getLong("cpuNsPerPacket") / 1e3),
                each,
                String.format(Locale.ROOT, "%.2f", row.getDouble("delayMsP50")),
                String.format(Locale.ROOT, "%.2f", row.getDouble("delayMsP99")),
                String.format(Locale.ROOT, "%.2f", row.getDouble("delayMsP999")),
                String.format(Locale.ROOT, "%.3f %%", row.getDouble("lossRate") * 100),
                String.valueOf(row.getLong("rssMb")),
                String.valueOf(row.getJsonObject("load").getDouble("coresBusy")),
                remark(row)))
        + " |";
  }

  private static String remark(JsonObject row) {
    return row.containsKey("refused")
        ? "refused: " + row.getString("refused")
        : row.getString("failure", "");
  }
}
