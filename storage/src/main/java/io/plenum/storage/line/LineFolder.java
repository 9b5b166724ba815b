package io.plenum.storage.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plenum.storage.StorageRefused;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.YearMonth;
import java.util.List;
import java.util.function.Consumer;

/**
 * A folder of text files that only grow: {@code <series>-2026-11.jsonl}, one for each month. Any
 * thread may append; what was appended is on the disk when the call returns.
 */
public final class LineFolder {
  private static final String ENDING = ".jsonl";
  private static final byte NEW_LINE = '\n';

  private final Path folder;
  private final String series;

  /**
   * A folder that is made when it is missing.
   *
   * @param series begins the names of the files; processes that share the folder differ in it
   * @throws StorageRefused when it cannot be made
   */
  public LineFolder(Path folder, String series) {
    this.folder = folder.toAbsolutePath().normalize();
    this.series = series;
    try {
      Files.createDirectories(this.folder);
    } catch (IOException e) {
      throw new StorageRefused("The folder " + this.folder + " cannot be made: " + e, e);
    }
  }

  /** Where it is. */
  public Path path() {
    return folder;
  }

  /**
   * One line of a file.
   *
   * @param number 1 is the file's first
   * @param last whether it is the file's last, which a crash may have cut short
   */
  public record Line(String file, int number, String text, boolean last) {}

  /**
   * Appends lines to the month's file. What a crash left of a line is cut off first.
   *
   * @throws IOException when they could not be written; then none of them counts
   */
  public synchronized void append(YearMonth month, List<String> lines) throws IOException {
    Path file = folder.resolve(series + "-" + month + ENDING);
    boolean isNew = Files.notExists(file);
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.truncate(endOfLastLine(channel));
      channel.position(channel.size());
      ByteBuffer text = ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(UTF_8));
      while (text.hasRemaining()) {
        channel.write(text);
      }
      channel.force(true);
    }
    if (isNew) {
      forceNames();
    }
  }

  private static long endOfLastLine(FileChannel channel) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    long end = channel.size();
    while (end > 0) {
      channel.read(one.clear(), end - 1);
      if (one.get(0) == NEW_LINE) {
        break;
      }
      end--;
    }
    return end;
  }

  /** Keeps a small file beside the lines; what is there already stays as it is. */
  public synchronized void keep(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    if (Files.notExists(file)) {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC);
      forceNames();
    }
  }

  /** A new file survives a power cut only when its folder was flushed too. */
  private void forceNames() throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Reads every line of every series in a folder, file by file in the order of their names. A
   * folder that is not there has none.
   */
  public static void read(Path folder, Consumer<Line> reader) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(ENDING)).sorted().toList()) {
        readFile(file, reader);
      }
    }
  }

  /** Reads every line of one file. */
  public static void readFile(Path file, Consumer<Line> reader) throws IOException {
    String name = file.getFileName().toString();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String line = lines.readLine();
      for (int number = 1; line != null; number++) {
        String next = lines.readLine();
        reader.accept(new Line(name, number, line, next == null));
        line = next;
      }
    }
  }
}
