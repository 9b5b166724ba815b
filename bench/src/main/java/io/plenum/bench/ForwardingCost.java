package io.plenum.bench;

import io.plenum.node.Version;
import io.plenum.rtc.srtp.CipherProvider;
import io.plenum.rtc.srtp.CipherUnavailableException;
import io.plenum.rtc.srtp.SrtpCipherCheck;
import io.plenum.sfu.net.DatagramPath;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What it costs to forward a packet: one room in which everybody sees and hears everybody. The
 * server has a process and, if told, a core of its own; the load runs here. Prints one line and
 * keeps a JSON file. bench/README.md says what the figures mean.
 */
@Command(
    name = "run-forwarding",
    description = "Measures CPU per forwarded packet, delay and loss of one room.",
    mixinStandardHelpOptions = true)
public final class ForwardingCost implements Callable<Integer> {
  @Option(names = "--name", description = "of the result: its file is FOLDER/NAME.json")
  private String name = "0001-first-forwarding";

  @Option(names = "--folder", description = "where the result is kept")
  private Path folder = Path.of("bench/results");

  @Option(names = "--commit", description = "what was measured")
  private String commit = "unknown";

  @Option(names = "--participants", description = "people in the room, 2 or more")
  private int participants = 10;

  @Option(names = "--warm-up", description = "seconds before anything is measured")
  private int warmUpSeconds = 10;

  @Option(names = "--seconds", description = "seconds to measure")
  private int seconds = 15;

  @Option(names = "--server-core", description = "core of the server; not pinned if absent")
  private Integer serverCore;

  @Option(
      names = "--path",
      split = ",",
      description = "paths of datagrams to measure one after the other: NIO, BATCHED, OFFLOADED")
  private List<DatagramPath> paths = List.of(DatagramPath.OFFLOADED);

  @Option(
      names = "--cipher",
      split = ",",
      description =
          "whose ciphers to measure one after the other: JDK, IPSEC_MB; the fastest if absent")
  private List<CipherProvider> ciphers = List.of();

  @Option(names = "--server-jvm", description = "one more argument of the server's JVM")
  private List<String> serverJvm = List.of();

  private ForwardingCost() {}

  /** Exits with 0, 1 when nothing could be measured, 2 when the command line is wrong. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ForwardingCost()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, CipherUnavailableException {
    JsonObject machine = Machine.describe();
    JsonArray rows = new JsonArray();
    for (DatagramPath path : paths) {
      for (CipherProvider cipher : ciphers()) {
        JsonObject row = row(path, cipher);
        rows.add(row);
        System.out.println(line(row));
      }
    }
    JsonObject result =
        new JsonObject()
            .put("name", name)
            .put("date", LocalDate.now(ZoneOffset.UTC).toString())
            .put("machine", machine)
            .put("versions", versions())
            .put("profile", profile())
            .put("rows", rows);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".json"), result.encodePrettily() + '\n');
    return CommandLine.ExitCode.OK;
  }

  private List<CipherProvider> ciphers() throws CipherUnavailableException {
    return ciphers.isEmpty()
        ? List.of(SrtpCipherCheck.choose(Optional.empty()).ciphers().provider())
        : ciphers;
  }

  private JsonObject row(DatagramPath path, CipherProvider cipher)
      throws IOException, InterruptedException {
    Measurement measured = measure(path, cipher);
    measured.check();
    return measured
        .row()
        .put("path", path.text())
        .put("cipher", cipher.text())
        .put("load", measured.load());
  }

  private Measurement measure(DatagramPath path, CipherProvider cipher)
      throws IOException, InterruptedException {
    OptionalInt core = serverCore == null ? OptionalInt.empty() : OptionalInt.of(serverCore);
    try (ServerProcess server = ServerProcess.start(core, path, cipher, serverJvm);
        Load load = Load.start(server, participants)) {
      TimeUnit.SECONDS.sleep(warmUpSeconds);
      ServerSample before = server.sample();
      long loadCpuNs = ProcessFigures.cpuNs(ProcessHandle.current());
      load.begin();
      TimeUnit.SECONDS.sleep(seconds);
      ServerSample after = server.sample();
      Received received = load.received();
      loadCpuNs = ProcessFigures.cpuNs(ProcessHandle.current()) - loadCpuNs;
      return new Measurement(participants, before, after, received, loadCpuNs);
    }
  }

  private JsonObject versions() {
    return new JsonObject()
        .put("plenum", Version.text())
        .put("commit", commit)
        .put("java", Runtime.version().toString());
  }

  private JsonObject profile() {
    return new JsonObject()
        .put(
            "media",
            "each sends VP8 of 30 frames/s, 5 to 7 packets of even size at once, and Opus of 20 ms")
        .put("receivers", "everybody gets everybody; every packet is decrypted")
        .put(
            "delay",
            "from the start of a frame's burst until the packet is decrypted, load included")
        .put("warmUpSeconds", warmUpSeconds)
        .put("serverJvm", String.join(" ", ServerProcess.JVM) + more())
        .put("serverCore", serverCore == null ? "not pinned" : serverCore.toString());
  }

  private String more() {
    return serverJvm.isEmpty() ? "" : ' ' + String.join(" ", serverJvm);
  }

  private String line(JsonObject row) {
    return String.format(
        Locale.ROOT,
        "%s, %s, %s: %d people, %d packets/s out, %d ns of CPU each, %.2f in a send;"
            + " delay p50 %.3f ms, p99 %.3f ms, p99.9 %.3f ms; loss %.4f %%; %d MB",
        name,
        row.getString("path"),
        row.getString("cipher"),
        participants,
        row.getLong("packetsOutPerSecond"),
        row.getLong("cpuNsPerPacket"),
        row.getDouble("datagramsPerSend"),
        row.getDouble("delayMsP50"),
        row.getDouble("delayMsP99"),
        row.getDouble("delayMsP999"),
        row.getDouble("lossRate") * 100,
        row.getLong("rssMb"));
  }
}
