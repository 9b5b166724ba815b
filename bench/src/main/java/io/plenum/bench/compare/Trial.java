package io.plenum.bench.compare;

import io.plenum.bench.ProcessFigures;
import io.plenum.bench.load.LoadFigures;
import io.plenum.bench.load.LoadLoop;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One server under one load for one time. Confined to the thread that measures. */
final class Trial {
  private final MeasuredServer server;
  private final LoadLoop load;
  private final int warmUpSeconds;
  private final int seconds;
  private final long emptyRssBytes;

  /** A trial of {@code server}, in which nobody is yet. */
  Trial(MeasuredServer server, LoadLoop load, int warmUpSeconds, int seconds) throws IOException {
    this.server = server;
    this.load = load;
    this.warmUpSeconds = warmUpSeconds;
    this.seconds = seconds;
    this.emptyRssBytes = rssBytes();
  }

  /** What happens in the measured time. */
  interface Meanwhile {
    void run() throws IOException, InterruptedException;
  }

  /** Measures while these rooms, which have been filled, are there. */
  Outcome run(List<RoomPlan> rooms) throws IOException, InterruptedException {
    return run(rooms, () -> TimeUnit.SECONDS.sleep(seconds));
  }

  /** The same, for as long as {@code meanwhile} takes. */
  Outcome run(List<RoomPlan> rooms, Meanwhile meanwhile) throws IOException, InterruptedException {
    TimeUnit.SECONDS.sleep(warmUpSeconds);
    List<Long> sendsBefore = server.sends();
    UdpDrops dropsBefore = UdpDrops.read(load.ask(load::ports));
    long loadCpuNs = ProcessFigures.cpuNs(ProcessHandle.current());
    long serverCpuNs = ProcessFigures.cpuNs(server.process());
    load.ask(this::begin);
    meanwhile.run();
    LoadFigures figures = load.ask(load::figures);
    serverCpuNs = ProcessFigures.cpuNs(server.process()) - serverCpuNs;
    loadCpuNs = ProcessFigures.cpuNs(ProcessHandle.current()) - loadCpuNs;
    UdpDrops drops = UdpDrops.read(load.ask(load::ports)).since(dropsBefore);
    return new Outcome(
        server.system(),
        rooms,
        figures,
        serverCpuNs,
        loadCpuNs,
        drops,
        Outcome.difference(server.sends(), sendsBefore),
        emptyRssBytes,
        rssBytes(),
        server.cipher(),
        server.settings());
  }

  private boolean begin() {
    load.begin();
    return true;
  }

  private long rssBytes() throws IOException {
    return ProcessFigures.memory(server.process().pid()).rssBytes();
  }
}
