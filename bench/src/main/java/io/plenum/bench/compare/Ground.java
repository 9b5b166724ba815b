package io.plenum.bench.compare;

import io.plenum.bench.Machine;
import io.plenum.bench.ServerProcess;
import io.plenum.bench.load.LoadLoop;
import io.plenum.bench.load.LoadSettings;
import io.plenum.bench.load.VideoShape;
import io.plenum.node.Version;
import io.plenum.rtc.srtp.CipherProvider;
import io.plenum.rtc.srtp.CipherUnavailableException;
import io.plenum.rtc.srtp.SrtpCipherCheck;
import io.plenum.rtc.srtp.SrtpProfile;
import io.plenum.sfu.net.DatagramPath;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** What all measurements of the comparison share: where, on what, and what is kept of it. */
final class Ground {
  @Option(names = "--name", required = true, description = "of the result: FOLDER/NAME.json")
  private String name;

  @Option(names = "--folder", description = "where the result is kept")
  private Path folder = Path.of("bench/results");

  @Option(names = "--commit", description = "what was measured")
  private String commit = "unknown";

  @Option(names = "--warm-up", description = "seconds before anything is measured")
  private int warmUpSeconds = 20;

  @Option(names = "--seconds", description = "seconds to measure")
  private int seconds = 12;

  @Option(names = "--server-core", description = "core of the server; not pinned if absent")
  private Integer serverCore;

  @Option(names = "--server-jvm", description = "one more argument of the JVM of our server")
  private List<String> serverJvm = List.of();

  @Option(names = "--path", description = "of our datagrams: NIO, BATCHED, OFFLOADED")
  private DatagramPath path = DatagramPath.OFFLOADED;

  @Option(names = "--cipher", description = "whose code encrypts: JDK, IPSEC_MB; else the best")
  private CipherProvider cipher;

  @Option(names = "--patch", description = "folder of the baseline's classes")
  private Path patch;

  @Option(names = "--srtp", split = ",", description = "profiles that clients offer, best first")
  private List<SrtpProfile> srtp = List.of(SrtpProfile.AEAD_AES_128_GCM);

  @Option(names = "--decrypted", description = "share of packets that are decrypted, 0 to 1")
  private double decrypted = 0.1;

  @Option(names = "--loss", description = "share of packets that clients lose, 0 to 1")
  private double loss;

  @Option(
      names = "--strictly-paced",
      description = "each packet of a frame at its pace: browsers before they sent bursts")
  private boolean strictlyPaced;

  @Option(names = "--server-namespace", description = "network namespace of the server")
  private String serverNamespace;

  @Option(names = "--server-address", description = "where the server listens")
  private InetAddress serverAddress = InetAddress.getLoopbackAddress();

  @Option(names = "--load-address", description = "where the load sends from")
  private InetAddress loadAddress = InetAddress.getLoopbackAddress();

  int warmUpSeconds() {
    return warmUpSeconds;
  }

  int seconds() {
    return seconds;
  }

  /** The clients, none yet. */
  LoadLoop load(VideoShape video) {
    VideoShape sent = strictlyPaced ? video.strictlyPaced() : video;
    return LoadLoop.start(new LoadSettings(loadAddress, srtp, decrypted, loss, sent));
  }

  /** A server, just started. */
  MeasuredServer start(Contender contender) throws IOException {
    return switch (contender) {
      case PLENUM -> plenum();
      case BASELINE ->
          PlenumServer.start("baseline", options(DatagramPath.NIO, Optional.of(baseline())));
      case JANUS -> janus("janus", 1);
      case JANUS_AS_RELEASED -> janus("janus_as_released", 0);
    };
  }

  /** Ours, as it is. */
  PlenumServer plenum() throws IOException {
    return PlenumServer.start("plenum", options(path, Optional.empty()));
  }

  private JanusServer janus(String name, int eventLoops) throws IOException {
    return JanusServer.start(
        name, new JanusProcess.Options(core(), eventLoops, within(), serverAddress));
  }

  private Path baseline() throws IOException {
    if (patch == null) {
      throw new IOException("the baseline's classes are missing: bench/run-comparison makes them");
    }
    return patch;
  }

  private ServerProcess.Options options(DatagramPath datagrams, Optional<Path> patched)
      throws IOException {
    return new ServerProcess.Options(
        core(),
        datagrams,
        patched.isPresent() ? CipherProvider.JDK : cipher(),
        serverJvm,
        patched,
        within(),
        serverAddress);
  }

  private CipherProvider cipher() throws IOException {
    try {
      return cipher == null
          ? SrtpCipherCheck.choose(Optional.empty()).ciphers().provider()
          : cipher;
    } catch (CipherUnavailableException none) {
      throw new IOException(none);
    }
  }

  private OptionalInt core() {
    return serverCore == null ? OptionalInt.empty() : OptionalInt.of(serverCore);
  }

  private List<String> within() {
    return serverNamespace == null ? List.of() : List.of("ip", "netns", "exec", serverNamespace);
  }

  /** Keeps a result, with a table of its rows beside it. */
  void keep(JsonObject machine, JsonObject profile, JsonArray rows) throws IOException {
    JsonObject result =
        new JsonObject()
            .put("name", name)
            .put("date", LocalDate.now(ZoneOffset.UTC).toString())
            .put("machine", machine)
            .put("versions", versions())
            .put("profile", profile.mergeIn(told()))
            .put("rows", rows);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".json"), result.encodePrettily() + '\n');
    System.out.println(ResultTable.markdown(rows));
  }

  /** The machine, before anything runs. */
  static JsonObject machine() throws IOException {
    return Machine.describe();
  }

  private JsonObject versions() {
    return new JsonObject()
        .put("plenum", Version.text())
        .put("commit", commit)
        .put("java", Runtime.version().toString());
  }

  private JsonObject told() {
    return new JsonObject()
        .put("warmUpSeconds", warmUpSeconds)
        .put("seconds", seconds)
        .put("decryptedShare", decrypted)
        .put("loss", loss)
        .put("pacing", strictlyPaced ? "strict" : "bursts, as Chromium 156")
        .put("srtpOffered", srtp.toString())
        .put("network", serverNamespace == null ? "loopback" : "veth, segmentation offload off")
        .put("serverCore", serverCore == null ? "not pinned" : serverCore.toString());
  }
}
