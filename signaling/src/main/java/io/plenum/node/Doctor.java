package io.plenum.node;

import io.plenum.storage.StorageRefused;
import io.plenum.storage.backup.BackupFolder;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.database.DatabaseFile;
import io.plenum.storage.database.PostgresProbe;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Looks at what a server needs before somebody has to find out: each finding says what is well, or
 * what is wrong and what to do. Changes nothing; the server may run meanwhile. Used by one thread.
 */
public final class Doctor {
  /** Below this a day of recordings may not fit. */
  private static final long LITTLE_SPACE_BYTES = 2L << 30;

  /** Above this people feel each chat message wait (docs/database.md). */
  private static final long SLOW_FLUSH_MS = 50;

  private static final int FLUSHES = 9;
  private static final int PAGE_BYTES = 4_096;

  /** Beyond this signed tokens and other servers' certificates begin to be refused. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

  private static final Duration OLD_BACKUP = Duration.ofHours(26);

  /** How bad it is. */
  public enum Level {
    WELL,
    DOUBTFUL,
    WRONG
  }

  /** One thing that was looked at. */
  public record Finding(Level level, String what, String text) {
    @Override
    public String toString() {
      String mark =
          switch (level) {
            case WELL -> "ok   ";
            case DOUBTFUL -> "look ";
            case WRONG -> "WRONG";
          };
      return mark + " " + what + ": " + text;
    }
  }

  private final Configuration configuration;
  private final InstantSource clock;
  private final List<Finding> findings = new ArrayList<>();

  private Doctor(Configuration configuration, InstantSource clock) {
    this.configuration = configuration;
    this.clock = clock;
  }

  /** Looks at everything, whatever is wrong with one thing. */
  public static List<Finding> examine(Map<String, String> environment, InstantSource clock) {
    try {
      Doctor doctor = new Doctor(Configuration.read(environment), clock);
      doctor.examine();
      return doctor.findings;
    } catch (ConfigurationRefused e) {
      return List.of(new Finding(Level.WRONG, "configuration", e.getMessage()));
    }
  }

  private void examine() {
    note(Level.WELL, "configuration", "every key is known and every value as expected");
    look("data folder", this::dataFolder);
    look("disk", this::disk);
    look("database", this::database);
    look("ports", this::ports);
    look("backups", this::backups);
  }

  @FunctionalInterface
  private interface Look {
    void at() throws IOException;
  }

  private void look(String what, Look look) {
    try {
      look.at();
    } catch (IOException | StorageRefused e) {
      note(Level.WRONG, what, e instanceof StorageRefused ? e.getMessage() : e.toString());
    }
  }

  private void note(Level level, String what, String text) {
    findings.add(new Finding(level, what, text));
  }

  /** The data folder, or where it will be made. */
  private Path folder() {
    Path folder = configuration.dataDir().toAbsolutePath().normalize();
    while (!Files.isDirectory(folder) && folder.getParent() != null) {
      folder = folder.getParent();
    }
    return folder;
  }

  private void dataFolder() {
    Path folder = folder();
    if (!Files.isWritable(folder)) {
      note(Level.WRONG, "data folder", folder + " cannot be written. Change its owner.");
    } else if (Files.isDirectory(configuration.dataDir())) {
      note(Level.WELL, "data folder", configuration.dataDir() + " can be written");
    } else {
      note(Level.WELL, "data folder", configuration.dataDir() + " is made at the first start");
    }
  }

  private void disk() throws IOException {
    long free = Files.getFileStore(folder()).getUsableSpace();
    note(
        free < LITTLE_SPACE_BYTES ? Level.DOUBTFUL : Level.WELL,
        "disk space",
        (free >> 20) + " MiB are free");
    long flushMs = flushMs();
    note(
        flushMs > SLOW_FLUSH_MS ? Level.DOUBTFUL : Level.WELL,
        "disk flush",
        "takes "
            + flushMs
            + " ms (median of "
            + FLUSHES
            + "); a chat message waits for up to two of them");
  }

  private long flushMs() throws IOException {
    Path file = Files.createTempFile(folder(), ".doctor-", ".part");
    long[] times = new long[FLUSHES];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int i = 0; i < FLUSHES; i++) {
        long beganNs = System.nanoTime();
        channel.write(ByteBuffer.allocate(PAGE_BYTES));
        channel.force(true);
        times[i] = (System.nanoTime() - beganNs) / 1_000_000;
      }
    } finally {
      Files.delete(file);
    }
    Arrays.sort(times);
    return times[FLUSHES / 2];
  }

  private void database() {
    Store store = new Store(configuration, new SecureRandom());
    if (configuration.postgres().isPresent()) {
      PostgresProbe probe = PostgresProbe.of(configuration.postgres().get());
      note(Level.WELL, "database", "PostgreSQL " + probe.version() + " answers");
      clock(probe.time());
    } else if (Files.exists(configuration.dataDir().resolve(DatabaseFile.NAME))) {
      MasterKey key = store.existingMasterKey();
      new DatabaseFile(configuration.dataDir(), key).check();
      note(Level.WELL, "database", "its key fits and every page is as it was written");
    } else {
      note(Level.WELL, "database", "is made at the first start");
    }
  }

  private void clock(Instant theirs) {
    Duration apart = Duration.between(theirs, clock.instant()).abs();
    note(
        apart.compareTo(CLOCK_TOLERANCE) > 0 ? Level.WRONG : Level.WELL,
        "clock",
        apart.toSeconds() + " s apart from the database's. Machines should use NTP.");
  }

  private void ports() {
    Configuration.Http http = configuration.http();
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(http.host(), http.port()));
      note(Level.WELL, "port " + http.port() + "/tcp", "is free");
    } catch (IOException e) {
      taken(http.port() + "/tcp", e);
    }
    int port = configuration.media().port();
    try (DatagramSocket socket = new DatagramSocket(null)) {
      socket.bind(new InetSocketAddress(port));
      note(Level.WELL, "port " + port + "/udp", "is free");
    } catch (IOException e) {
      taken(port + "/udp", e);
    }
  }

  private void taken(String port, IOException e) {
    note(
        Level.DOUBTFUL,
        "port " + port,
        "cannot be had (" + e.getMessage() + "): is a server running already?");
  }

  private void backups() {
    if (configuration.backups().isEmpty()) {
      note(Level.DOUBTFUL, "backups", "none are made by themselves: see docs/database.md");
      return;
    }
    Configuration.Backups settings = configuration.backups().get();
    Instant newest =
        new BackupFolder(settings.folder(), settings.keep(), settings.keepWeeks())
            .newest()
            .orElse(Instant.EPOCH);
    boolean old = Duration.between(newest, clock.instant()).compareTo(OLD_BACKUP) > 0;
    note(
        old ? Level.DOUBTFUL : Level.WELL,
        "backups",
        newest.equals(Instant.EPOCH)
            ? "there is none in " + settings.folder() + " yet"
            : "the newest is of " + newest);
  }
}
