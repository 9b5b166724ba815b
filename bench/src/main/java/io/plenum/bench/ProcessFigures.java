package io.plenum.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux tells of a process. Any thread may ask. */
public final class ProcessFigures {
  /** Writing this to clear_refs sets the peak to what is resident now (proc(5)). */
  private static final String FORGET_PEAK = "5";

  private ProcessFigures() {}

  /**
   * Resident memory.
   *
   * @param rssBytes now
   * @param peakBytes the most since the start, or since it was forgotten
   */
  public record Memory(long rssBytes, long peakBytes) {
    /** In 10⁶ bytes. */
    public long rssMb() {
      return Math.round(rssBytes / 1e6);
    }

    /** In 10⁶ bytes. */
    public long peakMb() {
      return Math.round(peakBytes / 1e6);
    }
  }

  /** User and system time of a process: on Linux the fields of /proc/PID/stat (proc(5)). */
  public static long cpuNs(ProcessHandle process) throws IOException {
    return process
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> new IOException("the system does not tell a process's CPU time"))
        .toNanos();
  }

  /** VmRSS and VmHWM of /proc/PID/status (proc(5)). */
  public static Memory memory(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    return new Memory(bytes(status, "VmRSS:"), bytes(status, "VmHWM:"));
  }

  private static long bytes(Path status, String field) throws IOException {
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith(field)) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1_024; // the kernel's kB are KiB
      }
    }
    throw new IOException("no " + field + " in " + status);
  }

  /** Looks for the peak anew from now on. */
  public static void forgetPeak(long pid) throws IOException {
    Files.writeString(Path.of("/proc", Long.toString(pid), "clear_refs"), FORGET_PEAK);
  }
}
