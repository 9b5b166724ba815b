package io.plenum.bench;

import io.plenum.rtc.srtp.CipherProvider;
import io.plenum.sfu.net.DatagramPath;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A {@link ForwardingServer} in a JVM of its own, with the product's garbage collector. One thread
 * may use it; every method throws {@link IOException} if the process has died.
 */
public final class ServerProcess implements AutoCloseable {
  /**
   * Arguments of the server's JVM: the product's own, from where the scripts run, and a heap for
   * media alone, of which some 30 MB are in use in a room of ten.
   */
  static final List<String> JVM = List.of("@signaling/src/assembly/jvm.options", "-Xmx256m");

  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final Process process;
  private final BufferedWriter orders;
  private final BufferedReader replies;

  private ServerProcess(Process process) {
    this.process = process;
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    this.replies = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * How a server runs.
   *
   * @param core that it has for itself; empty: it is not pinned
   * @param path the cheapest path of datagrams that it may use
   * @param cipher whose code encrypts its media
   * @param more arguments of its JVM
   * @param patch classes that take the place of the product's; empty: none
   * @param within words before the command, which run it in a network namespace, for example
   * @param address of its sockets
   */
  public record Options(
      OptionalInt core,
      DatagramPath path,
      CipherProvider cipher,
      List<String> more,
      Optional<Path> patch,
      List<String> within,
      InetAddress address) {
    /** All arguments of its JVM. */
    public List<String> jvm() {
      return Stream.concat(JVM.stream(), more.stream()).toList();
    }

    private List<String> command() {
      List<String> command = new ArrayList<>(within);
      if (core.isPresent()) {
        command.addAll(List.of("taskset", "-c", Integer.toString(core.getAsInt())));
      }
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(jvm());
      String product = System.getProperty("java.class.path");
      command.add("-cp");
      command.add(patch.map(before -> before + File.pathSeparator + product).orElse(product));
      command.add(ForwardingServer.class.getName());
      command.addAll(List.of(path.name(), cipher.name(), address.getHostAddress()));
      return command;
    }
  }

  /**
   * The heap of a server.
   *
   * @param usedBytes after the last collection, which was asked for
   * @param committedBytes taken from the system
   */
  public record Heap(long usedBytes, long committedBytes) {}

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
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return start(new Options(core, path, cipher, more, Optional.empty(), List.of(), loopback));
  }

  /** Starts one and waits until it listens. */
  public static ServerProcess start(Options options) throws IOException {
    ProcessBuilder process = new ProcessBuilder(options.command());
    process.environment().putIfAbsent("MALLOC_ARENA_MAX", "2"); // as bin/plenum does
    ServerProcess server =
        new ServerProcess(process.redirectError(ProcessBuilder.Redirect.INHERIT).start());
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
  public String join(String room, String participant, String offer) throws IOException {
    order("join " + room + ' ' + participant + ' ' + ForwardingServer.encoded(offer));
    return ForwardingServer.decoded(reply("answer").get(1));
  }

  /** Waits for the server's next figures, at most a second, and takes the kernel's with them. */
  public ServerSample sample() throws IOException {
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

  /** A participant goes. */
  public void leave(String room, String participant) throws IOException {
    order("leave " + room + ' ' + participant);
    reply("left");
  }

  /** Has it collect its garbage, and tells what is left. */
  public Heap heap() throws IOException {
    order("heap");
    List<String> figures = reply("heap");
    return new Heap(Long.parseLong(figures.get(1)), Long.parseLong(figures.get(2)));
  }

  /** The process. */
  public ProcessHandle process() {
    return process.toHandle();
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
    ProcessEnd.await(process, STOP_LIMIT);
  }
}
