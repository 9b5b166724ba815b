package io.plenum.acceptance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * FFmpeg with its own WHIP client: H.264 baseline and Opus, a moving test picture and a tone. The
 * program comes as a dependency and is unpacked for the test. Its log is kept in {@code
 * target/logs/ffmpeg.log}. Not thread-safe.
 */
final class FfmpegPublisher implements AutoCloseable {
  /** Pixels of what it sends. */
  static final int WIDTH = 640;

  static final int HEIGHT = 360;

  private static final String FOLDER = "/org/bytedeco/ffmpeg/linux-x86_64";
  private static final String PROGRAM = "ffmpeg";
  private static final Duration LIFE = Duration.ofMinutes(2);
  private static final Duration END = Duration.ofSeconds(15);

  private final Path home = Files.createTempDirectory("plenum-ffmpeg");
  private final Path log = Files.createDirectories(Path.of("target", "logs")).resolve("ffmpeg.log");
  private final Process process;

  /** Starts it; it connects by itself. */
  FfmpegPublisher(String url, String key) throws IOException {
    unpack();
    List<String> command =
        List.of(
            home.resolve(PROGRAM).toString(),
            "-hide_banner",
            "-loglevel",
            "verbose",
            "-re",
            "-f",
            "lavfi",
            "-i",
            "testsrc2=size=%dx%d:rate=15".formatted(WIDTH, HEIGHT),
            "-re",
            "-f",
            "lavfi",
            "-i",
            "sine=frequency=440:sample_rate=48000",
            "-pix_fmt",
            "yuv420p",
            "-c:v",
            "libopenh264",
            "-profile:v",
            "constrained_baseline",
            "-g",
            "15",
            "-b:v",
            "600k",
            "-c:a",
            "libopus",
            "-ar",
            "48000",
            "-ac",
            "2",
            "-t",
            Long.toString(LIFE.toSeconds()),
            "-f",
            "whip",
            "-authorization",
            key,
            url);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    builder.environment().putAll(Map.of("LD_LIBRARY_PATH", home.toString(), "no_proxy", "*"));
    process = builder.start();
  }

  private void unpack() throws IOException {
    String jar = FfmpegPublisher.class.getResource(FOLDER + '/' + PROGRAM).toString();
    URI uri = URI.create(jar.substring(0, jar.indexOf('!')));
    try (FileSystem packed = FileSystems.newFileSystem(uri, Map.of());
        Stream<Path> files = Files.list(packed.getPath(FOLDER))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, home.resolve(file.getFileName().toString()));
      }
    }
    if (!home.resolve(PROGRAM).toFile().setExecutable(true)) {
      throw new IOException("cannot make FFmpeg executable in " + home);
    }
  }

  /** Ends it as its user does; whether it ended its stream by DELETE, and was told that it did. */
  boolean end() throws IOException, InterruptedException {
    process.toHandle().destroy(); // SIGTERM: it ends its output as at the end of its input
    if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(log)) {
      return lines.anyMatch(line -> line.contains("Dispose resource") && line.endsWith(" ok"));
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Folders.delete(home);
  }
}
