package io.plenum.bench;

import io.plenum.rtc.srtp.CipherProvider;
import io.plenum.sfu.net.DatagramPath;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A {@link ForwardingServer} in a JVM of its own, with the product's garbage collector. One thread
 * may use it; every method throws {@link IOException} if the process has died.
 */
final class ServerProcess implements AutoCloseable {
  /** Arguments of the server's JVM. */
  static final List<String> JVM =
      List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseZGC", "-Xmx256m");

  private static final long STOP_SECONDS = 10;

  private final Process process;
  private final BufferedWriter orders;
  private final BufferedReader replies;

  private ServerProcess(Process process) {
    this.process = process;
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    this.replies = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts one, on {@code core} if given, and waits until it listens.
   *
   * @param path the cheapest path of datagrams that it may use
   * @param cipher whose code encrypts its media
   * @param more arguments of its JVM
   */
  static ServerProcess start(
      OptionalInt core, DatagramPath path, CipherProvider cipher, List<String> more)
      throws IOException {
    List<String> command = new ArrayList<>();
    if (core.isPresent()) {
      command.addAll(List.of("taskset", "-c", Integer.toString(core.getAsInt())));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(more);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ForwardingServer.class.getName(), path.name(), cipher.name()));
    ServerProcess server =
        new ServerProcess(
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    try {
      server.reply("ready");
      return server;
    } catch (IOException died) {
      server.close();
      throw died;
    }
  }

  /**
   * The answer to {@code offer}.
   *
   * @throws IOException also if the server refuses; the message says why
   */
  String join(String room, String participant, String offer) throws IOException {
    order("join " + room + ' ' + participant + ' ' + ForwardingServer.encoded(offer));
    return ForwardingServer.decoded(reply("answer").get(1));
  }

  /** Waits for the server's next figures, at most a second, and takes the kernel's with them. */
  ServerSample sample() throws IOException {
    order("sample");
    List<String> figures = reply("sample");
    return new ServerSample(
        Long.parseLong(figures.get(1)),
        Long.parseLong(figures.get(2)),
        Long.parseLong(figures.get(3)),
        Arrays.stream(figures.get(4).split(",")).map(Long::valueOf).toList(),
        ProcessFigures.cpuNs(process.toHandle()),
        ProcessFigures.memory(process.pid()).rssBytes());
  }

  private void order(String line) throws IOException {
    orders.write(line);
    orders.newLine();
    orders.flush();
  }

  private List<String> reply(String expected) throws IOException {
    String line = replies.readLine();
    if (line == null) {
      throw new IOException("the server has died");
    }
    List<String> words = List.of(line.split(" ", -1));
    if (words.getFirst().equals("refused")) {
      throw new IOException("refused: " + ForwardingServer.decoded(words.get(1)));
    }
    if (!words.getFirst().equals(expected)) {
      throw new IOException("the server said, instead of " + expected + ": " + line);
    }
    return words;
  }

  /** Ends its input, and the process if that is not enough. */
  @Override
  public void close() throws IOException {
    orders.close();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
