package io.plenum.acceptance;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/**
 * One shell that somebody types into: variables and functions last from one {@link #run} to the
 * next. Not thread-safe.
 */
final class Bash implements AutoCloseable {
  private final Path commands;
  private final String mark = "-- " + UUID.randomUUID();
  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;

  /**
   * Starts a shell in a folder.
   *
   * @param more variables beside this process's own
   */
  Bash(Path folder, Map<String, String> more) throws IOException {
    this.commands = folder.resolve(".commands");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "--noprofile", "--norc")
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(more);
    this.process = builder.start();
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    this.out = process.inputReader(StandardCharsets.UTF_8);
    send("set -o pipefail");
  }

  /**
   * What commands print, errors too, line by line.
   *
   * @throws AssertionError when the last of them fails
   */
  String run(String text) throws IOException {
    Files.writeString(commands, text);
    // What the commands may read of standard input is not what comes after them.
    send("source ./" + commands.getFileName() + " < /dev/null; echo \"" + mark + " $?\"");
    StringBuilder printed = new StringBuilder();
    String line = out.readLine();
    while (line != null && !line.startsWith(mark)) {
      printed.append(line).append('\n');
      line = out.readLine();
    }
    if (line == null || !line.equals(mark + " 0")) {
      throw new AssertionError("failed: " + text + "\n" + printed);
    }
    return printed.toString();
  }

  private void send(String line) throws IOException {
    in.write(line);
    in.newLine();
    in.flush();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
