package io.plenum.bench.rest;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How busy each core has been since the machine started, whoever kept it so (proc(5), /proc/stat).
 *
 * @param busy ticks of each core
 * @param all ticks, idle ones too
 */
record Busy(List<Long> busy, List<Long> all) {
  private static final int IDLE = 4;
  private static final int WAITING = 5;

  static Busy now() throws IOException {
    List<long[]> cores =
        Files.readAllLines(Path.of("/proc/stat")).stream()
            .filter(line -> line.matches("cpu\\d.*"))
            .map(line -> line.split(" +", -1))
            .map(Busy::ticks)
            .toList();
    return new Busy(
        cores.stream().map(ticks -> ticks[0]).toList(),
        cores.stream().map(ticks -> ticks[1]).toList());
  }

  private static long[] ticks(String[] fields) {
    long idle = Long.parseLong(fields[IDLE]) + Long.parseLong(fields[WAITING]);
    long all = 0;
    for (int i = 1; i < fields.length; i++) {
      all += Long.parseLong(fields[i]);
    }
    return new long[] {all - idle, all};
  }

  /** The share of its time that each core was busy since then, 0 to 1. */
  JsonObject since(Busy before) {
    JsonObject shares = new JsonObject();
    for (int core = 0; core < busy.size(); core++) {
      double share =
          (double) (busy.get(core) - before.busy.get(core))
              / Math.max(1, all.get(core) - before.all.get(core));
      shares.put("core" + core, Math.round(share * 100) / 100.0);
    }
    return shares;
  }
}
