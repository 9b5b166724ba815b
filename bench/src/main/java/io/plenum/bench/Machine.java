package io.plenum.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a figure was taken on, without names of hosts or folders. */
public final class Machine {
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  private Machine() {}

  /**
   * Processor, cores, kernel, and how busy the machine is now: the load average of the last minute
   * tells whether something else ran.
   */
  public static JsonObject describe() throws IOException {
    String loads = Files.readString(Path.of("/proc/loadavg"));
    return new JsonObject()
        .put("cpu", processor())
        .put("cores", Files.readAllLines(CPUINFO).stream().filter(Machine::opensCore).count())
        .put("system", System.getProperty("os.name") + ' ' + release())
        .put("loadAverageBefore", Double.parseDouble(loads.substring(0, loads.indexOf(' '))));
  }

  /** The kernel's release without the builder's suffix. */
  private static String release() {
    return System.getProperty("os.version").replaceFirst("-.*", "");
  }

  private static boolean opensCore(String line) {
    return line.startsWith("processor");
  }

  /** The processor's name; its architecture where the kernel tells no name, as on most ARM. */
  private static String processor() throws IOException {
    return Files.readAllLines(CPUINFO).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }
}
