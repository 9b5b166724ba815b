package io.plenum.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs a {@link LibwebrtcPeer} for a limited time. Confined to one thread. */
final class LibwebrtcProcess implements AutoCloseable {
  /** A peer that hangs is ended after this, so that a read from it cannot block for ever. */
  private static final int LIFE_SECONDS = 60;

  private final Process process;
  private final BufferedReader out;

  /** Starts the process; its errors go to {@code target/logs/libwebrtc.log}. */
  LibwebrtcProcess() throws IOException {
    Path log = Files.createDirectories(Path.of("target", "logs")).resolve("libwebrtc.log");
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-classpath",
                System.getProperty("java.class.path"),
                LibwebrtcPeer.class.getName())
            .redirectError(log.toFile())
            .start();
    out = process.inputReader();
    process
        .onExit()
        .orTimeout(LIFE_SECONDS, TimeUnit.SECONDS)
        .exceptionally(_ -> process.destroyForcibly());
  }

  /** Returns the offer's SDP. */
  String offer() {
    return LibwebrtcPeer.decode(next("offer"));
  }

  /** Hands over the answer's SDP. */
  void answer(String sdp) throws IOException {
    Writer in = process.outputWriter();
    in.write("answer " + LibwebrtcPeer.encode(sdp) + "\n");
    in.flush();
  }

  /** Returns what it reports next; one report comes each second. */
  Report report() {
    String[] fields = next("stats").split(" ", -1);
    return new Report(
        fields[0].equals("CONNECTED"),
        Long.parseLong(fields[1]),
        Long.parseLong(fields[2]),
        Long.parseLong(fields[3]),
        fields[4]);
  }

  private String next(String kind) {
    try {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(kind + " ")) {
          return line.substring(kind.length() + 1);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("libwebrtc ended before it said: " + kind);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /**
   * What the peer saw so far.
   *
   * @param connected whether its connection stands
   * @param pictures decoded pictures, each other than the one before
   * @param audioPackets RTP packets of sound
   * @param audioBytes their payload; nothing is played here, so sound is told by its size
   * @param srtpCipher the profile, as libwebrtc names it
   */
  record Report(
      boolean connected, long pictures, long audioPackets, long audioBytes, String srtpCipher) {}
}
